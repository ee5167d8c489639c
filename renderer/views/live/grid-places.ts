import type { Range } from '@tanstack/react-virtual';
import { defaultRangeExtractor } from '@tanstack/react-virtual';
import type { ItemList, ItemPlace, LiveItem } from '../../stores/items.ts';

/** Null for a heading, which nobody can go to. */
export function placeOf(item: LiveItem): ItemPlace | null {
  if (item.kind === 'heading') return null;
  return item.kind === 'member' || item.kind === 'more'
    ? { seq: item.group.seq, member: item.index }
    : { seq: item.row.seq, member: null };
}

/** The row at or next to a line in the direction of a step, past headings; where there is none, the one that the other way has. */
export function rowNear(items: ItemList, index: number, step: number): number {
  const isRow = (at: number): boolean => (items.at(at)?.kind ?? 'heading') !== 'heading';
  for (const way of step < 0 ? [-1, 1] : [1, -1])
    for (let at = index; at >= 0 && at < items.count; at += way) if (isRow(at)) return at;
  return index;
}

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
