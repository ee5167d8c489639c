import type { KeyboardEvent, Ref } from 'react';
import { useEffect, useImperativeHandle } from 'react';
import { rowWeight } from '../../stores/changes.ts';
import type { LiveItem } from '../../stores/items.ts';
import { useSingleKeys, useStore, useStores } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ChangeLine } from './change-line.tsx';
import { GridHead } from './grid-head.tsx';
import { gridMove, type GridMove } from './grid-keys.ts';
import { placeOf, rowNear, vinOf } from './grid-places.ts';
import { HeadingLine } from './heading-line.tsx';
import { LineGrid } from './line-grid.tsx';
import { ListEnd } from './list-end.tsx';
import { useCopyVin } from '../../components/use-copy-vin.ts';
import { useGroupActions } from './use-group-actions.ts';
import { useLines } from './use-lines.ts';
import { usePicking } from './use-picking.ts';
import type { PreviewSlot } from './use-preview-slot.ts';

/** Pixels; the same as `--row-height`. */
const ROW_HEIGHT = 30;
/** With a second line: that of `is-comfortable` in `styles/grid.css`. */
const COMFORTABLE_HEIGHT = 40;

export type GridHandle = {
  toTop(): void;
  /** Brings a change into view and puts the focus on it; searches for its VIN where it is not in the list. */
  show(seq: number, vin: string): void;
};

export function ChangeGrid(props: { readonly ref: Ref<GridHandle>; readonly preview: PreviewSlot }) {
  const { ref, preview } = props;
  const { changes, live, looked, groups, navigation, preferences } = useStores();
  const filter = useStore(changes.store, (view) => view.filter);
  const items = useStore(live.store, (state) => state.items);
  const freshAbove = useStore(live.store, (state) => state.freshAbove);
  const end = useStore(live.store, (state) => state.end);
  const seenUpTo = useStore(looked.store, ({ mark }) => mark?.seq ?? Infinity);
  const comfortable = useStore(preferences.store, ({ value }) => value?.live.comfortable ?? false);
  const letters = useSingleKeys();
  const rowHeight = comfortable ? COMFORTABLE_HEIGHT : ROW_HEIGHT;
  const copyVin = useCopyVin();
  const groupActions = useGroupActions();
  const { scroller, ...grid } = useLines({
    name: 'changes',
    filter,
    count: items.count,
    height: rowHeight,
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
  const activeVin = vinAt(activeIndex);
  useEffect(() => preview.follow(activeVin), [preview, activeVin]);

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

  /** The newest rows, whatever came in; a list that was paused stays as it is. */
  const goToNewest = (): void => {
    live.setReading(false);
    grid.toTop(true);
  };

  /** Closes the topmost: the preview, what is picked, the words of the filter; at last the list goes on at its top. */
  const escape = (): void => {
    if (preview.close() || picking.clear()) return;
    if (live.store.getState().search !== '') live.search('');
    else {
      grid.toTop(true);
      live.backToNewest();
    }
  };

  const copy = (item: LiveItem): void => {
    const vin = vinOf(item);
    if (item.kind === 'group') void groupActions.copy(item.row);
    else if (vin !== null) copyVin(vin);
  };

  /** What is asked of the line that has the focus; false = nothing that it knows. */
  const act = (move: GridMove, item: LiveItem): boolean => {
    const isGroup = item.kind === 'group';
    const opens = isGroup || item.kind === 'more';
    if (move.kind === 'to') goTo(rowNear(items, move.index, move.index - activeIndex));
    else if (move.kind === 'copy') copy(item);
    else if (move.kind === 'preview' && !opens) preview.toggle(activeVin);
    else if (move.kind === 'pick' && !opens) picking.toggle(activeIndex);
    else if (move.kind === 'enter' && !opens) openVehicle();
    else if (move.kind === 'enter' || move.kind === 'preview' || move.kind === 'pick') toggle(activeIndex);
    else if (move.kind === 'open' && isGroup && item.open) goTo(activeIndex + 1);
    else if (move.kind === 'open' && isGroup) toggle(activeIndex);
    else if (move.kind === 'close' && isGroup && item.open) toggle(activeIndex);
    else if (move.kind === 'close' && (item.kind === 'member' || item.kind === 'more'))
      goTo(activeIndex - item.index - 1);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // The buttons of a row have these for themselves.
    const onButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
    if (onButton && (event.key === 'Enter' || event.key === ' ')) return;
    const move = gridMove(event, activeIndex, items.count, grid.page(), letters);
    if (move === null || (move.kind === 'copy' && getSelection()?.isCollapsed === false)) return;
    const item = items.at(activeIndex);
    if (move.kind === 'newest') escape();
    else if (move.kind === 'height') preferences.setLive({ comfortable: !comfortable });
    else if (move.kind === 'pause') {
      if (live.store.getState().paused) live.backToNewest();
      else live.pause();
    } else if (event.key === 'Home') goToNewest();
    else if (!item || !act(move, item)) return;
    event.preventDefault();
  };

  return (
    <LineGrid
      role="treegrid"
      label={text.live.list}
      rows={items.count - items.headings}
      complete={end.kind === 'complete'}
      className={comfortable ? 'is-comfortable' : ''}
      columns={11}
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
            groupActions={groupActions}
            onCopy={copyVin}
            onOpen={grid.leave}
          />
        );
      })}
      <ListEnd
        start={items.count * rowHeight}
        inView={grid.nearEnd}
        end={end}
        words={text.live}
        onLoad={live.loadOlder}
      />
    </LineGrid>
  );
}
