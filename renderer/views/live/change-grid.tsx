import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, Ref } from 'react';
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { ItemPlace } from '../../stores/items.ts';
import { useStore, useStores, useToday } from '../../stores-context.tsx';
import { text } from '../../text.ts';
import { ChangeLine } from './change-line.tsx';
import { GridHead } from './grid-head.tsx';
import { gridMove } from './grid-keys.ts';
import { placeOf, rangeWith, vinOf } from './grid-places.ts';
import { ListEnd } from './list-end.tsx';
import { useCopyVin } from './use-copy-vin.ts';

/** Pixels; the same as `--row-height`. */
const ROW_HEIGHT = 30;
const END_HEIGHT = 40;
const OVERSCAN = 4;
/** Older rows are asked for this many rows before the end comes into view. */
const READ_AHEAD = 20;

export type GridHandle = {
  toTop(): void;
  /** Brings a change into view and puts the focus on it; searches for its VIN where it is not in the list. */
  show(seq: number, vin: string): void;
};

export function ChangeGrid({ ref }: { readonly ref: Ref<GridHandle> }) {
  const { live, groups } = useStores();
  const items = useStore(live.store, (state) => state.items);
  const freshAbove = useStore(live.store, (state) => state.freshAbove);
  const more = useStore(live.store, (state) => state.end.kind !== 'complete');
  const today = useToday();
  const copyVin = useCopyVin();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<ItemPlace | null>(null);
  /** Set by a key: the row gets the focus as soon as it is there. */
  const focusDue = useRef(false);

  const activeIndex = active === null ? -1 : items.indexOf(active);
  const virtual = useVirtualizer({
    count: items.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    paddingEnd: END_HEIGHT,
    rangeExtractor: (range) => rangeWith(range, activeIndex),
  });
  const lines = virtual.getVirtualItems();
  const lastIndex = lines.at(-1)?.index ?? -1;

  useEffect(() => {
    if (!focusDue.current) return;
    focusDue.current = false;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`);
    row?.focus({ preventScroll: true });
  }, [active, activeIndex]);

  useEffect(() => {
    for (const { index } of lines) {
      const item = items.at(index);
      if (item?.kind !== 'member' || item.event) continue;
      groups.ensure(item.group.groupId, item.group.count, item.index, item.index + 1);
    }
  });

  const isScrolled = (): boolean => (scroller.current?.scrollTop ?? 0) > ROW_HEIGHT / 2;

  const goTo = (index: number, align: 'auto' | 'center' = 'auto'): void => {
    const item = items.at(index);
    if (!item) return;
    focusDue.current = true;
    setActive(placeOf(item));
    virtual.scrollToIndex(index, { align });
    live.setReading(index > 0 || isScrolled());
  };

  const toTop = (): void => {
    scroller.current?.scrollTo({ top: 0 });
    setActive(null);
  };

  const toggle = (index: number): void => {
    const item = items.at(index);
    if (item?.kind !== 'group') return;
    // Someone who opens a group reads it: the list stands still from now on.
    live.setReading(!item.open || isScrolled());
    groups.toggle(item.row.groupId, item.row.count);
  };

  useImperativeHandle(ref, () => ({
    toTop,
    show: (seq, vin) => {
      const index = items.indexOf({ seq, member: null });
      if (index >= 0) goTo(index, 'center');
      else live.search(vin);
    },
  }));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const move = gridMove(event, activeIndex, items.count, page);
    const item = items.at(activeIndex);
    if (!move || !item) return;
    if (move.kind === 'copy') {
      if (getSelection()?.isCollapsed === false) return;
      const vin = vinOf(item);
      if (vin !== null) copyVin(vin);
    } else if (move.kind === 'to') goTo(move.index);
    else if (move.kind === 'newest') {
      toTop();
      live.backToNewest();
    } else if (move.kind === 'toggle') {
      if (item.kind !== 'group') return;
      toggle(activeIndex);
    } else if (move.kind === 'open' && item.kind === 'group') {
      if (item.open) goTo(activeIndex + 1);
      else toggle(activeIndex);
    } else if (move.kind === 'close' && item.kind === 'group' && item.open) toggle(activeIndex);
    else if (move.kind === 'close' && item.kind === 'member') goTo(activeIndex - item.index - 1);
    else return;
    event.preventDefault();
  };

  return (
    <div
      role="treegrid"
      aria-label={text.live.list}
      aria-rowcount={more ? -1 : items.count + 1}
      aria-colcount={9}
      className="grid"
    >
      <GridHead />
      <div
        ref={scroller}
        role="rowgroup"
        className="grid-scroll"
        onKeyDown={onKeyDown}
        onScroll={() => live.setReading(isScrolled())}
      >
        <div className="grid-space" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {lines.map(({ index, start }) => {
            const item = items.at(index);
            if (!item) return null;
            return (
              <ChangeLine
                // By line, not by change: new rows on top rewrite a few texts instead of making every element anew.
                key={index}
                item={item}
                index={index}
                start={start}
                fresh={item.kind !== 'member' && item.row.seq > freshAbove}
                active={index === activeIndex || (activeIndex < 0 && index === 0)}
                today={today}
                onFocus={() => setActive(placeOf(item))}
                onToggle={() => toggle(index)}
                onCopy={copyVin}
              />
            );
          })}
          <ListEnd start={items.count * ROW_HEIGHT} inView={lastIndex >= items.count - 1 - READ_AHEAD} />
        </div>
      </div>
    </div>
  );
}
