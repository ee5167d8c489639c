import type { ListingRow, MoneyField } from '../../shared/listing.ts';
import type { Known } from './compare.ts';
import type { Holds } from './guard.ts';

/**
 * Which of several rows of one VIN counts: the one of the newest date, else the one that says what was known, else the
 * last (rules 1). What is chosen today is known tomorrow, so that another order of the same rows is never a change. Pure.
 */
export type Claim = {
  /** When the row was last changed, as it says itself; unix ms. */
  readonly dated: number | null;
  /** All the money it names is what was known, or held, of the vehicle. */
  readonly isKnown: boolean;
  /** How much of MSRP and price it names: a blank speaks against nothing. */
  readonly filled: number;
  /** In how much of the rest it is as known. */
  readonly alike: number;
};

type KnownCar = Known & { readonly dealerId: string };
const FIELDS: readonly MoneyField[] = ['msrp', 'price'];

export function claimOf(
  row: ListingRow,
  dated: number | null,
  known: KnownCar | null,
  holds: Holds,
): Claim {
  const filled = (row.msrp === null ? 0 : 1) + (row.price === null ? 0 : 1);
  // Of a first import nothing is known, and it has a row for every vehicle.
  if (known === null) return { dated, isKnown: false, filled, alike: 0 };
  const isAsKnown = (field: MoneyField): boolean =>
    row[field] === null || row[field] === known[field] || row[field] === holds[field]?.value;
  return { dated, isKnown: filled > 0 && FIELDS.every(isAsKnown), filled, alike: alikeness(row, known) };
}

/** What was passed over because it stands as it stood: nothing of today's file tells when it was changed. */
export const standingClaim = (known: KnownCar): Claim => ({
  dated: Infinity,
  isKnown: true,
  filled: FIELDS.filter((field) => known[`${field}BlankSince`] === null).length,
  alike: Infinity,
});

function alikeness(row: ListingRow, known: KnownCar): number {
  const photos = row.photos.length === 0 ? null : row.photos.join('\n');
  const same = [
    row.dealerId === known.dealerId,
    row.mileage === known.mileage,
    photos === known.photos,
    row.description === known.description,
  ];
  return same.filter(Boolean).length;
}

/** Whether a row counts instead of one that stands above it in the file. */
export function isStronger(later: Claim, earlier: Claim): boolean {
  const byDate = (later.dated ?? -Infinity) - (earlier.dated ?? -Infinity);
  if (later.dated !== earlier.dated && byDate !== 0) return byDate > 0;
  if (later.isKnown !== earlier.isKnown) return later.isKnown;
  if (later.filled !== earlier.filled) return later.filled > earlier.filled;
  return later.alike >= earlier.alike;
}
