import type { Condition } from '../../shared/listing.ts';
import type { ListingFacts, MappedColumns } from './facts.ts';
import type { DealerSignals } from './signals.ts';
import { DAY_MS } from '../../shared/units.ts';

/** The same VIN in another source of ours (website, marketplace export). */
export type Channel = {
  readonly source: string;
  /** Integer cents in the listing's currency; null = blank there, or another currency. */
  readonly price: number | null;
};

/** For the many vehicles that stand in one source only: share it instead of an array each. */
export const NO_CHANNELS: readonly Channel[] = [];

/**
 * All that a vehicle's three scores depend on, besides its market, the settings and `asOf`. Plain values of one
 * listing row and a few counts over its source, so that a job fills it from columns. Money is integer cents,
 * times are unix ms.
 */
export type ScoreInput = {
  readonly vin: string;
  readonly dealerId: string;
  readonly dealerName: string | null;
  readonly dealerLocation: string | null;
  readonly condition: Condition;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly mileage: number | null;
  readonly msrp: number | null;
  readonly price: number | null;
  readonly currency: string | null;
  /** Which columns the source has at all; one object per source, shared. */
  readonly columns: MappedColumns;
  /** Counts over texts, photos and options; see `listingFacts`. */
  readonly facts: ListingFacts;
  /** How many of its photo addresses no other VIN uses; 0..facts.photos. */
  readonly uniquePhotos: number;
  /** The description is not identical to another VIN's. Of no effect where it is blank. */
  readonly uniqueText: boolean;
  /** The VIN stood twice in its feed and the rows disagreed. */
  readonly vinConflict: boolean;
  /** Bits of money that is held back, not yet accepted: 1 = MSRP, 2 = price. The values here were accepted. */
  readonly held: number;
  readonly channels: readonly Channel[];
  /** As-of of the newest copy of its feed that held the VIN. */
  readonly feedSeenAt: number | null;
  /** Last change of price, MSRP, photos, description or mileage; null = none seen. */
  readonly listingChangedAt: number | null;
  readonly dateInStock: number | null;
  readonly firstSeenAt: number | null;
  /** False = it stood in the source's first sync, so when it came to the lot is not known from us (rules 20). */
  readonly addedAfterBaseline: boolean;
  /** The dealer's row of the signals file, as stored; age is judged here. Null = no such row. */
  readonly signals: DealerSignals | null;
};

/** Fractional days from `time` to `asOf`; never negative. */
export function daysSince(asOf: number, time: number): number {
  return Math.max(0, (asOf - time) / DAY_MS);
}

/** Days on the lot, or null where it was there before we looked and the feed does not say. */
export function daysOnLot(input: ScoreInput, asOf: number): number | null {
  if (input.dateInStock !== null) return daysSince(asOf, input.dateInStock);
  if (input.addedAfterBaseline && input.firstSeenAt !== null) return daysSince(asOf, input.firstSeenAt);
  return null;
}
