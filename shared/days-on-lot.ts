import { DAY_MS } from './units.ts';

/** When a vehicle came, unix ms: as its feed says, else when it was first seen, if that was not in a first sync (rules 20). */
export const stockedAt = (listing: {
  readonly dateInStock: number | null;
  readonly firstSeen: number;
  /** It stood in the source's first sync. */
  readonly baseline: boolean;
}): number | null => listing.dateInStock ?? (listing.baseline ? null : listing.firstSeen);

/**
 * Whole days on the lot as every screen shows them: to now, however old the file is that last listed it, or until it left.
 * Null where nobody knows when it came. Times unix ms.
 */
export const daysOnLot = (
  stocked: number | null,
  { leftAt, now }: { readonly leftAt: number | null; readonly now: number },
): number | null => (stocked === null ? null : Math.floor(Math.max(0, (leftAt ?? now) - stocked) / DAY_MS));
