import { memo, type MouseEvent } from 'react';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { PickMark } from '../live/pick-mark.tsx';
import { text } from '../../text.ts';
import type { CellContext } from './cell-context.ts';
import type { Layout } from './column-layout.ts';
import { COLUMN_LOOKS } from './column-looks.tsx';

/** The first data row is row 2: the head is row 1. */
const FIRST_ROW = 2;

/** One line: what moves (place, focus, tint) here, what stays in the memoised cells. */
export function VehicleLine(props: {
  readonly row: LotRow | null;
  readonly index: number;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly active: boolean;
  readonly picked: boolean;
  readonly changed: boolean;
  readonly columns: Layout['columns'];
  readonly context: CellContext;
  readonly onFocus: () => void;
  readonly onMouseDown: (event: MouseEvent<HTMLElement>) => void;
  readonly onPick: (event: MouseEvent<HTMLElement>) => void;
  readonly onMark: () => void;
  readonly onEnter: () => void;
}) {
  const { row, index, start, active, picked, changed, columns, context } = props;
  return (
    <div
      role="row"
      className={`row lot-row ${changed ? 'is-new' : ''}`}
      style={{ transform: `translateY(${start}px)` }}
      tabIndex={active ? 0 : -1}
      data-index={index}
      aria-rowindex={index + FIRST_ROW}
      aria-selected={picked}
      onFocus={props.onFocus}
      onMouseDown={props.onMouseDown}
      onClick={props.onPick}
      onDoubleClick={props.onEnter}
    >
      <span role="gridcell" className="cell pick-cell">
        {row !== null && <PickMark picked={picked} onClick={props.onMark} />}
      </span>
      {row === null ? (
        <span role="gridcell" className="cell is-waiting" aria-colspan={columns.length}>
          {text.vehicles.waitingRow}
        </span>
      ) : (
        <Cells row={row} columns={columns} context={context} />
      )}
    </div>
  );
}

/** Memoised on the row itself: rows never change, they only move. */
const Cells = memo(function Cells(props: {
  readonly row: LotRow;
  readonly columns: Layout['columns'];
  readonly context: CellContext;
}) {
  const { row, columns, context } = props;
  return columns.map(({ column, left }) => {
    const { isFigure, Cell } = COLUMN_LOOKS[column];
    const classes = `cell is-${column} ${isFigure ? 'num' : ''} ${left === null ? '' : 'is-pinned'}`;
    return (
      <span key={column} role="gridcell" className={classes} style={left === null ? undefined : { left }}>
        <Cell row={row} context={context} />
      </span>
    );
  });
});
