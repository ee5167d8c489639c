import type { KeyboardEvent, Ref } from 'react';
import { useEffect, useImperativeHandle } from 'react';
import { rowWeight } from '../../stores/changes.ts';
import { useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ChangeLine } from './change-line.tsx';
import { GridHead } from './grid-head.tsx';
import { gridMove } from './grid-keys.ts';
import { placeOf, rowNear, vinOf } from './grid-places.ts';
import { HeadingLine } from './heading-line.tsx';
import { LineGrid } from './line-grid.tsx';
import { ListEnd } from './list-end.tsx';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { useLines } from './use-lines.ts';
import { usePicking } from './use-picking.ts';

/** Pixels; the same as `--row-height`. */
const ROW_HEIGHT = 30;

export type GridHandle = {
  toTop(): void;
  /** Brings a change into view and puts the focus on it; searches for its VIN where it is not in the list. */
  show(seq: number, vin: string): void;
};

export function ChangeGrid({ ref }: { readonly ref: Ref<GridHandle> }) {
  const { changes, live, looked, groups, navigation } = useStores();
  const filter = useStore(changes.store, (view) => view.filter);
  const items = useStore(live.store, (state) => state.items);
  const freshAbove = useStore(live.store, (state) => state.freshAbove);
  const end = useStore(live.store, (state) => state.end);
  const seenUpTo = useStore(looked.store, ({ mark }) => mark?.seq ?? Infinity);
  const copyVin = useCopyVin();
  const { scroller, ...grid } = useLines({
    name: 'changes',
    filter,
    count: items.count,
    height: ROW_HEIGHT,
    control: live,
    placeAt: (index) => {
      const item = items.at(index);
      return item ? placeOf(item) : null;
    },
    indexOf: items.indexOf,
    first: rowNear(items, 0, 1),
  });
  const { activeIndex, goTo, lines } = grid;
  const vinAt = (index: number): string | null => {
    const item = items.at(index);
    return item ? vinOf(item) : null;
  };
  const picking = usePicking(vinAt, activeIndex);

  useEffect(() => {
    for (const { index } of lines) {
      const item = items.at(index);
      if (item?.kind !== 'member' || item.event) continue;
      groups.ensure(item.group.groupId, rowWeight(item.group), item.index, item.index + 1);
    }
  });

  const toggle = (index: number): void => {
    const item = items.at(index);
    if (item?.kind === 'more') groups.follow(item.group.groupId, item.total);
    if (item?.kind !== 'group') return;
    // Someone who opens a group reads it: the list stands still from now on.
    live.setReading(!item.open || grid.isScrolled());
    groups.toggle(item.row.groupId, !item.open, rowWeight(item.row));
  };

  const openVehicle = (): void => {
    const vin = vinAt(activeIndex);
    if (vin === null) return;
    grid.leave();
    navigation.go('vehicle', vin);
  };

  useImperativeHandle(ref, () => ({
    toTop: grid.toTop,
    show: (seq, vin) => {
      const index = items.indexOf({ seq, member: null });
      if (index >= 0) goTo(index, 'center');
      else live.search(vin);
    },
  }));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const move = gridMove(event, activeIndex, items.count, grid.page());
    const item = items.at(activeIndex);
    if (!move || !item) return;
    if (move.kind === 'copy') {
      if (getSelection()?.isCollapsed === false) return;
      const vin = vinOf(item);
      if (vin !== null) copyVin(vin);
    } else if (move.kind === 'to') goTo(rowNear(items, move.index, move.index - activeIndex));
    else if (move.kind === 'newest') {
      if (!picking.clear()) {
        grid.toTop();
        live.backToNewest();
      }
    } else if (move.kind === 'enter') {
      if (item.kind === 'group' || item.kind === 'more') toggle(activeIndex);
      else openVehicle();
    } else if (move.kind === 'pick') {
      if (item.kind === 'group' || item.kind === 'more') toggle(activeIndex);
      else picking.toggle(activeIndex);
    } else if (move.kind === 'open' && item.kind === 'group') {
      if (item.open) goTo(activeIndex + 1);
      else toggle(activeIndex);
    } else if (move.kind === 'close' && item.kind === 'group' && item.open) toggle(activeIndex);
    else if (move.kind === 'close' && (item.kind === 'member' || item.kind === 'more'))
      goTo(activeIndex - item.index - 1);
    else return;
    event.preventDefault();
  };

  return (
    <LineGrid
      role="treegrid"
      label={text.live.list}
      rows={items.count - items.headings}
      complete={end.kind === 'complete'}
      columns={9}
      head={<GridHead />}
      scroller={scroller}
      height={grid.height}
      onKeyDown={onKeyDown}
      onScroll={grid.onScroll}
    >
      {lines.map(({ index, start }) => {
        const item = items.at(index);
        if (!item) return null;
        if (item.kind === 'heading')
          return <HeadingLine key={index} heading={item.heading} start={start} />;
        const isRow = item.kind === 'event' || item.kind === 'group';
        return (
          <ChangeLine
            // By line, not by change: new rows on top rewrite a few texts instead of creating every element again.
            key={index}
            item={item}
            index={index}
            place={items.rowsAbove(index)}
            start={start}
            fresh={isRow && item.row.seq > freshAbove}
            unseen={item.kind === 'event' && item.row.seq > seenUpTo}
            active={grid.isActive(index)}
            picked={picking.picked.has(vinOf(item) ?? '')}
            onFocus={() => grid.activate(index)}
            onToggle={() => toggle(index)}
            onMouseDown={(event) => picking.onMouseDown(event, index)}
            onPick={(event) => picking.onClick(event, index)}
            onMark={() => picking.toggle(index)}
            onCopy={copyVin}
            onOpen={grid.leave}
          />
        );
      })}
      <ListEnd
        start={items.count * ROW_HEIGHT}
        inView={grid.nearEnd}
        end={end}
        words={text.live}
        onLoad={live.loadOlder}
      />
    </LineGrid>
  );
}
