import type { Range } from '@tanstack/react-virtual';
import { defaultRangeExtractor } from '@tanstack/react-virtual';
import type { ItemPlace, LiveItem } from '../../stores/items.ts';

export const placeOf = (item: LiveItem): ItemPlace =>
  item.kind === 'member' || item.kind === 'more'
    ? { seq: item.group.seq, member: item.index }
    : { seq: item.row.seq, member: null };

/** Null for a group, which has many, and for a row of some of them. */
export function vinOf(item: LiveItem): string | null {
  if (item.kind === 'event') return item.row.vin;
  return item.kind === 'member' ? (item.event?.vin ?? null) : null;
}

/** The lines to render, and the focused one wherever it is: without its element the focus would be lost. */
export function rangeWith(range: Range, focused: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (focused < 0 || focused >= range.count || indexes.includes(focused)) return indexes;
  return [...indexes, focused].toSorted((a, b) => a - b);
}
