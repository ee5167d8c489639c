import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotSort } from '../../../shared/lot-list/query.ts';
import { asked } from '../../keys/press.ts';
import { PickMark } from '../live/pick-mark.tsx';
import { text } from '../../text.ts';
import { FILTER_NAMES } from '../../text/vehicles.ts';
import { STANDS_IN, type Layout } from './column-layout.ts';
import { COLUMN_LOOKS } from './column-looks.tsx';
import { HeadMenu, type ColumnAsk } from './head-menu.tsx';

/** The head: a click sorts, Shift and a click sorts by this as well; the edge at its end changes the width. */
export function HeadRow(props: {
  readonly columns: Layout['columns'];
  readonly sort: readonly LotSort[];
  /** `some`: not all of them. */
  readonly picked: boolean | 'some';
  readonly onPickAll: () => void;
  readonly onSort: (column: LotColumn, add: boolean) => void;
  readonly onResize: (column: LotColumn, by: number, from: number) => void;
  readonly onAsk: (column: LotColumn, ask: ColumnAsk) => void;
}) {
  const { columns, sort, onSort } = props;
  const [at, setAt] = useState(0);
  /** Whose menu is open. */
  const [menu, setMenu] = useState<LotColumn | null>(null);
  const reached = Math.min(at, columns.length - 1);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const ask = asked('heading', event, false);
    const isOnHeading = event.target instanceof Element && event.target.matches('.head-sort');
    // The button sorts by itself.
    if (ask === null || ask === 'sort' || ask === 'sortToo' || !isOnHeading) return;
    event.preventDefault();
    if (ask === 'menu') {
      setMenu(columns[reached]?.column ?? null);
      return;
    }
    const step = ask === 'next' ? 1 : -1;
    const next = Math.max(0, Math.min(columns.length - 1, reached + step));
    setAt(next);
    event.currentTarget.querySelectorAll<HTMLElement>('.head-sort')[next]?.focus();
  };

  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="row lot-row" onKeyDown={onKeyDown}>
        <span role="columnheader" className="cell pick-cell" aria-label={text.vehicles.selectColumn}>
          <PickMark picked={props.picked} onClick={props.onPickAll} />
        </span>
        {columns.map(({ column, left, width, pinned = false }, index) => {
          const { label, sortable } = columnSpec(column);
          const { isFigure, head } = COLUMN_LOOKS[column];
          const name = nameOf(column);
          const nth = sort.findIndex((one) => shownBy(one.column, columns) === column);
          const sorted = sort[nth];
          const direction = sorted === undefined ? 'none' : sorted.descending ? 'descending' : 'ascending';
          return (
            <span
              key={column}
              role="columnheader"
              aria-sort={sortable ? direction : undefined}
              className={`cell is-${column} ${isFigure ? 'num' : ''} ${pinned ? 'is-pinned' : ''}`}
              style={left === null ? undefined : { left }}
            >
              <HeadMenu
                column={column}
                name={name}
                sorted={sort.some((one) => one.column === column)}
                others={sort.some((one) => one.column !== column)}
                pinned={pinned}
                hasWidth={width !== null}
                isLast={columns.length === 1}
                opened={menu === column}
                onClose={() => setMenu(null)}
                onAsk={(ask) => props.onAsk(column, ask)}
              >
                <button
                  type="button"
                  className={`head-sort ${sorted === undefined ? '' : 'is-sorted'}`}
                  tabIndex={index === reached ? 0 : -1}
                  aria-label={name}
                  title={titleOf(column, sorted, sortable)}
                  aria-haspopup="menu"
                  aria-expanded={menu === column}
                  onFocus={() => setAt(index)}
                  onContextMenu={(event) => {
                    event.preventDefault();
                    setMenu(column);
                  }}
                  onClick={(event) => {
                    if (sortable) onSort(column, event.shiftKey);
                  }}
                >
                  <span>{head ?? label}</span>
                  {sorted !== undefined && (
                    <span className="sort-mark" aria-hidden="true">
                      {sorted.descending ? '↓' : '↑'}
                      {sort.length > 1 && <sup>{nth + 1}</sup>}
                    </span>
                  )}
                </button>
              </HeadMenu>
              <ResizeEdge onResize={(by, from) => props.onResize(column, by, from)} />
            </span>
          );
        })}
      </div>
    </div>
  );
}

const nameOf = (column: LotColumn): string => FILTER_NAMES[column] ?? columnSpec(column).label;

/** A sort is never hidden: a column that is folded away is marked where its figures stand. */
function shownBy(column: LotColumn, columns: Layout['columns']): LotColumn {
  return columns.some((shown) => shown.column === column) ? column : (STANDS_IN[column] ?? column);
}

function titleOf(column: LotColumn, sorted: LotSort | undefined, sortable: boolean): string {
  const name = nameOf(column);
  if (sorted !== undefined && sorted.column !== column)
    return text.vehicles.sortedBy(nameOf(sorted.column), name);
  return sortable ? text.vehicles.sortTitle(name) : name;
}

/** For the mouse; by keys the width is changed in the heading's menu or in the column chooser. */
function ResizeEdge({ onResize }: { readonly onResize: (by: number, from: number) => void }) {
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    const from = edge.parentElement?.offsetWidth ?? 0;
    const start = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => onResize(moved.clientX - start, from);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), {
      once: true,
    });
    event.preventDefault();
  };
  return <span className="resize-edge" aria-hidden="true" onPointerDown={onPointerDown} />;
}
