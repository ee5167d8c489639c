import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ListControl } from '../../stores/pausable-list.ts';
import type { ItemPlace } from '../../stores/items.ts';
import { useStores } from '../../stores-context.tsx';
import { rangeWith } from './grid-places.ts';

const OVERSCAN = 4;
/** Pixels below the last line, for what the list says there. */
const END_HEIGHT = 40;
/** Older rows are asked for this many rows before the end comes into view. */
const READ_AHEAD = 20;

/**
 * Lines of one height, of which only those in view exist; one of them has the focus, wherever it is. A list that is
 * scrolled or gone through by keys stands still, and is found at the same place when it is shown again.
 */
export function useLines(options: {
  readonly name: 'changes' | 'scores' | 'vehicles';
  readonly count: number;
  /** Pixels. */
  readonly height: number;
  readonly control: Pick<ListControl, 'setReading'>;
  readonly placeAt: (index: number) => ItemPlace | null;
  readonly indexOf: (place: ItemPlace) => number;
  /** The first line that can have the focus: headings above it cannot. */
  readonly first?: number;
  /** What the rows were asked for with; another object is another list, which begins at its top. */
  readonly filter: unknown;
}) {
  const { filter, name, count, height, control, placeAt, indexOf, first = 0 } = options;
  const { places } = useStores();
  const [kept] = useState(() => places.get(name) ?? null);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<ItemPlace | null>(kept?.active ?? null);
  /** Set by a key, and on the way back: the row gets the focus as soon as it is there. */
  const focusDue = useRef(kept?.active != null);
  /** Where the focus is, while it is in a line. */
  const held = useRef<Element | null>(null);
  const scrollTop = useRef(kept?.scrollTop ?? 0);

  const activeIndex = active === null ? -1 : indexOf(active);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    paddingEnd: END_HEIGHT,
    initialOffset: kept?.scrollTop ?? 0,
    rangeExtractor: (range) => rangeWith(range, activeIndex),
  });
  const lines = virtual.getVirtualItems();

  const shownHeight = useRef(height);
  useEffect(() => {
    if (shownHeight.current === height) return;
    // Rows of another height: the one that was on top stays there, or the focused one in view.
    const top = Math.floor(scrollTop.current / shownHeight.current);
    shownHeight.current = height;
    virtual.measure();
    virtual.scrollToIndex(activeIndex < 0 ? top : activeIndex, {
      align: activeIndex < 0 ? 'start' : 'center',
    });
  }, [height, virtual, activeIndex]);

  useEffect(() => {
    const at = document.activeElement;
    // Another list took the place of the line that was read: its keys go on from what stands there now.
    const isLost = held.current?.isConnected === false && at === document.body;
    held.current = scroller.current?.contains(at) === true ? at : isLost ? held.current : null;
    if (!focusDue.current && !isLost) return;
    const due = activeIndex < 0 ? first : activeIndex;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${due}"]`);
    if (!row) return;
    focusDue.current = false;
    row.focus({ preventScroll: true });
  });

  useEffect(
    () => () => void places.set(name, { scrollTop: scrollTop.current, active }),
    [places, name, active],
  );

  /** At the top, where the focus goes too if it is in a line: its keys are about what stands there. */
  const beginAnew = useEffectEvent((): void => {
    scroller.current?.scrollTo({ top: 0 });
    const isHeld = scroller.current?.contains(document.activeElement) === true;
    focusDue.current ||= isHeld;
    setActive(isHeld ? placeAt(first) : null);
  });
  const shownFilter = useRef(filter);
  useEffect(() => {
    if (shownFilter.current === filter) return;
    shownFilter.current = filter;
    beginAnew();
  }, [filter]);

  const isScrolled = (): boolean => (scroller.current?.scrollTop ?? 0) > height / 2;

  /** A vehicle's page takes the place of the list, which waits as it is. */
  const leave = useCallback(() => control.setReading(true), [control]);

  return {
    scroller,
    leave,
    lines,
    height: virtual.getTotalSize(),
    activeIndex,
    /** The end of the list is near: older rows are due. */
    nearEnd: (lines.at(-1)?.index ?? -1) >= count - 1 - READ_AHEAD,
    isScrolled,
    activate: (index: number): void => setActive(placeAt(index)),
    /** The first line can be tabbed to while none has the focus. */
    isActive: (index: number): boolean => index === activeIndex || (activeIndex < 0 && index === first),
    onScroll: (): void => {
      scrollTop.current = scroller.current?.scrollTop ?? 0;
      control.setReading(isScrolled());
    },
    /** Lines that fit, less one that is seen twice. */
    page: (): number => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 1),
    goTo: (index: number, align: 'auto' | 'center' = 'auto'): void => {
      const place = placeAt(index);
      if (place === null) return;
      focusDue.current = true;
      setActive(place);
      // What stands above the first one is shown with it.
      virtual.scrollToIndex(index <= first ? 0 : index, { align });
      control.setReading(index > first || isScrolled());
    },
    /** @param focus the newest line gets it, whichever that is by then */
    toTop: (focus = false): void => {
      scroller.current?.scrollTo({ top: 0 });
      focusDue.current = focus;
      setActive(null);
    },
  };
}
