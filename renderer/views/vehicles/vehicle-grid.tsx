import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { nextSort, selectionOf } from '../../stores/vehicles/view-query.ts';
import { pickedOf } from '../../stores/vehicles/picks.ts';
import { useStandards, useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { gridMove } from '../live/grid-keys.ts';
import { LineGrid } from '../live/line-grid.tsx';
import { ListEnd } from '../live/list-end.tsx';
import { useLines } from '../live/use-lines.ts';
import type { CellContext } from './cell-context.ts';
import { changeOf } from './column-change.ts';
import { layoutOf, resized } from './column-layout.ts';
import { HeadRow } from './head-row.tsx';
import { usePicked } from './use-picked.ts';
import { useRoom } from './use-room.ts';
import { VehicleLine } from './vehicle-line.tsx';
import { vehicleKey, type VehicleKey } from './vehicle-keys.ts';

/** Pixels of a row. */
const HEIGHTS = { 'one-line': 30, 'two-lines': 40 } as const;
/** Pixels that the scroll bar keeps. */
const GUTTER = 12;
const MINUTE_MS = 60_000;
/** The list never moves by itself. */
const STILL = { setReading: (): void => {} };
const END_WORDS = {
  end: text.vehicles.atEnd,
  olderLoading: text.vehicles.moreLoading,
  olderFailed: text.vehicles.moreFailed,
};

/** The rows in view, by the columns of the view. */
export function VehicleGrid(props: {
  readonly view: LotView;
  readonly preview: boolean;
  /** The vehicle that has the focus, whenever that is another one. */
  readonly onActive: (vin: string | null) => void;
  /** A key that is about more than the list; `vin` = of the focused row. */
  readonly onKey: (key: VehicleKey, vin: string | null) => void;
}) {
  const { view, preview, onActive, onKey } = props;
  const { vehicles, navigation, preferences, clock } = useStores();
  const { rows, views, picks, sums } = vehicles;
  const { ids, changed, end, stale } = useStore(rows.store);
  const known = useStore(rows.store, (state) => state.rows);
  const dealerId = useStore(preferences.store, ({ value }) => value?.live.dealerId ?? null);
  const letters = useStore(preferences.store, ({ value }) => value?.singleKeys ?? true);
  const today = useToday();
  const now = useStore(clock, (time) => Math.floor(time.now / MINUTE_MS) * MINUTE_MS);
  const standards = useStandards();
  const box = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const twoLines = preview || view.rowHeight === 'two-lines';
  const height = HEIGHTS[twoLines ? 'two-lines' : 'one-line'];
  const selection = useMemo(() => selectionOf(view, dealerId), [view, dealerId]);
  const layout = useMemo(() => layoutOf(view, { room: room - GUTTER, twoLines }), [view, room, twoLines]);
  const { scroller, ...grid } = useLines({
    name: 'vehicles',
    filter: useStore(rows.store, (state) => state.question),
    count: ids.length,
    height,
    control: STILL,
    placeAt: (index) => {
      const id = ids[index];
      return id === undefined ? null : { seq: id, member: null };
    },
    indexOf: ({ seq }) => rows.indexOf(seq),
  });
  const { activeIndex, goTo, lines } = grid;
  const picking = usePicked(selection, activeIndex);
  const activeVin = rows.rowAt(activeIndex)?.vin ?? null;
  const every = useStore(sums.store, (state) => state.sums?.count ?? Infinity);
  const picked = useStore(picks.store, (state) => pickedOf(state, every));

  useEffect(() => onActive(activeVin), [activeVin, onActive]);
  const first = lines[0]?.index ?? 0;
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => rows.ensure(first, last), [rows, first, last, ids]);

  const context = useMemo<CellContext>(
    () => ({
      twoLines,
      hasVin: layout.columns.some(({ column }) => column === 'vin'),
      now,
      today,
      ...standards,
      onOpen: () => {},
    }),
    [twoLines, layout, now, today, standards],
  );

  const open = (vin: string | null): void => {
    if (vin !== null) navigation.go('vehicle', vin);
  };
  const pickAll = (): void => {
    const { sums: totals, asOf } = sums.store.getState();
    if (totals !== null && asOf !== null) picks.all(selection, totals.count, asOf);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target instanceof HTMLElement && event.target.closest('button, input')) return;
    const key = vehicleKey(event, letters);
    if (key === 'copy' && getSelection()?.isCollapsed === false) return;
    if (key === 'select') picking.toggle(activeIndex);
    else if (key === 'all') pickAll();
    else if (key !== null) onKey(key, activeVin);
    else {
      const move = gridMove(event, activeIndex, ids.length, grid.page(), false);
      if (move?.kind === 'to') {
        if (event.shiftKey) picking.range(activeIndex, move.index);
        goTo(move.index);
      } else if (move?.kind === 'enter') open(activeVin);
      else return;
    }
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      className={`lot-grid ${twoLines ? 'is-two' : 'is-one'} ${stale ? 'is-stale' : ''}`}
      style={{ '--cols': layout.tracks, '--least': `${layout.least}px` } as Record<string, string>}
    >
      <LineGrid
        role="grid"
        label={text.vehicles.list}
        rows={ids.length}
        complete={end.kind === 'complete'}
        columns={layout.columns.length + 1}
        head={
          <HeadRow
            columns={layout.columns}
            sort={view.sort}
            picked={picked}
            onPickAll={picked === false ? pickAll : picks.clear}
            onSort={(column: LotColumn, add) => views.change({ sort: nextSort(view.sort, column, add) })}
            onResize={(column, by, from) => views.change({ columns: resized(view, column, by, from) })}
            onAsk={(column, ask) => views.change(changeOf(view, column, ask))}
          />
        }
        scroller={scroller}
        height={grid.height}
        onKeyDown={onKeyDown}
        onScroll={() => {
          grid.onScroll();
          const head = box.current?.querySelector('.grid-head');
          if (head) head.scrollLeft = scroller.current?.scrollLeft ?? 0;
        }}
      >
        {lines.map(({ index, start }) => {
          const id = ids[index];
          if (id === undefined) return null;
          const row = known.get(id) ?? null;
          return (
            <VehicleLine
              key={index}
              row={row}
              index={index}
              start={start}
              active={grid.isActive(index)}
              picked={row !== null && picking.isPicked(row.vin)}
              changed={changed.has(id)}
              columns={layout.columns}
              context={context}
              onFocus={() => grid.activate(index)}
              onMouseDown={(event) => picking.onMouseDown(event, index)}
              onPick={(event) => picking.onClick(event, index)}
              onMark={() => picking.toggle(index)}
              onEnter={() => open(row?.vin ?? null)}
            />
          );
        })}
        <ListEnd
          start={ids.length * height}
          inView={grid.nearEnd}
          end={end}
          words={END_WORDS}
          onLoad={rows.more}
        />
      </LineGrid>
    </div>
  );
}
