import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { Presence } from '../../../shared/lot-list/query.ts';

/** The columns of the contract in the table `lot_rows`. */

/** Where it stands, where that is not under its own name. */
const STORED: Partial<Record<LotColumn, string>> = {
  changed: 'changed_at',
  left: 'left_at',
  firstSeen: 'first_seen',
  watch: 'watched_at',
  days: 'stocked_at',
};
export const storedColumn = (column: LotColumn): string => STORED[column] ?? column;

/** What one unit on screen is in the table: cents, tenths of a percent. */
const SCALES: Partial<Record<LotColumn, number>> = {
  msrp: 100,
  price: 100,
  change: 100,
  discount: 10,
  ptm: 10,
};
export const scaleOf = (column: LotColumn): number => SCALES[column] ?? 1;

/** How long a vehicle is, or was, on the lot, ms; `:now` = unix ms. */
export const LOT_TIME = 'max(coalesce(left_at, :now) - stocked_at, 0)';

export type SortTerm = {
  readonly expression: string;
  /** The largest value on screen is the smallest of these. */
  readonly reversed: boolean;
  /** It is never unknown. */
  readonly always: boolean;
  readonly usesNow: boolean;
};

const ALWAYS: readonly LotColumn[] = ['vin', 'dealer', 'photos', 'status', 'firstSeen', 'watch'];

/** By what a column sorts. Days of what is on the lot are the date it came, which an index can hold. */
export function sortTerm(column: LotColumn, presence: Presence): SortTerm {
  const always = ALWAYS.includes(column);
  if (column === 'watch')
    return { expression: '(watched_at IS NOT NULL)', reversed: false, always, usesNow: false };
  if (column === 'days' && presence !== 'on-lot')
    return { expression: '(coalesce(left_at, :now) - stocked_at)', reversed: false, always, usesNow: true };
  return { expression: storedColumn(column), reversed: column === 'days', always, usesNow: false };
}
