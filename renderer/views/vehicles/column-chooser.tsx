import { Popover } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { Button } from '../../components/button.tsx';
import { asked } from '../../keys/press.ts';
import { moved } from '../../stores/vehicles/view-query.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { FILTER_NAMES } from '../../text/vehicles.ts';
import { resized } from './column-layout.ts';

const words = text.vehicles;
/** Pixels by which a key changes a width. */
const STEP = 8;

/** Which columns are shown, in which order and how wide. */
export function ColumnChooser() {
  const { views } = useStores().vehicles;
  const view = useStore(views.store, (state) => state.working);
  if (view === null) return null;
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={300}>
      <Popover.Target>
        <Button small tone="plain" className="is-quiet">
          <ColumnsIcon /> {words.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.columns} className="chooser">
        <p className="chooser-hint">{words.columnsHint}</p>
        <ColumnList view={view} onChange={(columns) => views.change({ columns })} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnList(props: {
  readonly view: LotView;
  readonly onChange: (columns: LotView['columns']) => void;
}) {
  const { view, onChange } = props;
  const list = useRef<HTMLUListElement>(null);
  /** A row that was moved by keys keeps the focus in its new place. */
  const follow = useRef<LotColumn | null>(null);
  const shown = view.columns.map(({ column }) => column);
  const hidden = LOT_COLUMN_KEYS.filter((column) => !shown.includes(column));

  useEffect(() => {
    if (follow.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-column="${follow.current}"] input`)?.focus();
    follow.current = null;
  });

  const toggle = (column: LotColumn): void => {
    const isShown = shown.includes(column);
    if (isShown && shown.length === 1) return;
    follow.current = column;
    onChange(
      isShown
        ? view.columns.filter((one) => one.column !== column)
        : [...view.columns, { column, width: null }],
    );
  };
  const move = (column: LotColumn, by: number): void => {
    follow.current = column;
    onChange(moved(view.columns, shown.indexOf(column), by));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, column: LotColumn): void => {
    const isShown = shown.includes(column);
    const ask = asked('chooser', event, false);
    if (ask === null || ask === 'show') return;
    if (ask === 'next' || ask === 'previous') {
      const all = [...shown, ...hidden];
      const next = all[all.indexOf(column) + (ask === 'next' ? 1 : -1)];
      list.current?.querySelector<HTMLElement>(`[data-column="${next}"] input`)?.focus();
    } else if (!isShown) return;
    else if (ask === 'later' || ask === 'earlier') move(column, ask === 'later' ? 1 : -1);
    else onChange(resized(view, column, ask === 'wider' ? STEP : -STEP));
    event.preventDefault();
  };

  return (
    <ul ref={list} className="chooser-list">
      {[...shown, ...hidden].map((column) => {
        const name = FILTER_NAMES[column] ?? columnSpec(column).label;
        const at = shown.indexOf(column);
        return (
          <li key={column} data-column={column} className={at < 0 ? 'is-hidden' : ''}>
            <label>
              <input
                type="checkbox"
                checked={at >= 0}
                onChange={() => toggle(column)}
                onKeyDown={(event) => onKeyDown(event, column)}
              />
              {name}
            </label>
            {at >= 0 && (
              <span className="chooser-tools">
                <Tool
                  label={words.narrower(name)}
                  sign="−"
                  onClick={() => onChange(resized(view, column, -STEP))}
                />
                <Tool
                  label={words.wider(name)}
                  sign="+"
                  onClick={() => onChange(resized(view, column, STEP))}
                />
                <Tool label={words.earlier(name)} sign="↑" onClick={() => move(column, -1)} />
                <Tool label={words.later(name)} sign="↓" onClick={() => move(column, 1)} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** For the mouse: by keys the same is done on the column's box. */
const Tool = (props: { readonly label: string; readonly sign: string; readonly onClick: () => void }) => (
  <button
    type="button"
    tabIndex={-1}
    className="tool"
    aria-label={props.label}
    title={props.label}
    onClick={props.onClick}
  >
    {props.sign}
  </button>
);

const ColumnsIcon = () => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
    <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
    <path d="M6.2 3v10M9.8 3v10" />
  </svg>
);
