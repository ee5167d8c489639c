import type { Facts, ListingRow } from '../../../shared/listing.ts';
import type { KnownListing } from '../../store/sync/listings.ts';
import type { Comparison, Move, StatusMove } from '../../sync/compare.ts';
import type { Claim } from '../../sync/duplicates.ts';
import type { HoldOutcome } from '../../sync/guard.ts';

/** A changed or new row, ready to be written. */
export type Pending = {
  /** Its row number: events go out in file order. */
  readonly order: number;
  readonly row: ListingRow;
  /** Cents in each of the file's columns of money. */
  readonly prices: readonly (number | null)[];
  readonly own: boolean;
  readonly known: KnownListing | null;
  readonly comparison: Comparison;
  /** By which it counts among the rows of its VIN. */
  readonly claim: Claim;
  readonly conflict: boolean;
  readonly hash: { readonly low: number; readonly high: number };
  /** What the guard made of its money; null = nothing was and nothing is held. */
  readonly guarded: { readonly held: number; readonly outcomes: readonly HoldOutcome[] } | null;
};

/** What became of a vehicle's money in this run; written as history and events at the end. */
export type Moved = {
  readonly order: number;
  readonly listingId: number;
  readonly isNew: boolean;
  readonly own: boolean;
  readonly vin: string;
  readonly dealerId: string;
  readonly currency: string | null;
  readonly facts: Facts;
  readonly moves: readonly Move[];
  /** Null or absent = it said nothing new of its availability. */
  readonly status?: StatusMove | null;
};
