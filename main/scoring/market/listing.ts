import type { Condition } from '../../../shared/listing.ts';
import type { ScoreSettings } from '../model.ts';

/**
 * One listing of the market, as a job reads it from the store: competitors' (and, where a group has several
 * dealers, also its own; cars of the same dealer never compare). Money is integer cents, times unix ms.
 */
export type MarketListing = {
  readonly vin: string;
  readonly dealerId: string;
  readonly condition: Condition;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly mileage: number | null;
  readonly msrp: number | null;
  readonly price: number | null;
  readonly currency: string | null;
  /** Number of photos; null = its source has no photo column. */
  readonly photos: number | null;
  /** Newest observation that held it. */
  readonly lastSeenAt: number;
  /** Marked sold in its feed. */
  readonly sold: boolean;
  /** Observation from which on it was gone; null = on the lot. */
  readonly goneAt: number | null;
};

export type VehicleClass = 'new' | 'used';

/** Certified cars are used ones. Null: a car of which neither is known compares with none. */
export const classOf = (condition: Condition): VehicleClass | null =>
  condition === 'unknown' ? null : condition === 'new' ? 'new' : 'used';

/** Hazard 6: a price that a feed's fault explains better than a market does. */
export function hasPlausiblePrice(listing: MarketListing, settings: ScoreSettings): boolean {
  const { price, msrp } = listing;
  if (price === null || price < settings.trust.priceMin || price > settings.trust.priceMax) return false;
  if (listing.condition !== 'new' || msrp === null || msrp <= 0) return true;
  const ratio = price / msrp;
  return ratio >= settings.market.ratioMin && ratio <= settings.market.ratioMax;
}

const compare = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Which of two listings of one VIN counts: the one seen last, then the cheaper; the rest only makes the choice
 * independent of the order of rows.
 */
export function supersedes(a: MarketListing, b: MarketListing): boolean {
  const order =
    compare(b.goneAt ?? b.lastSeenAt, a.goneAt ?? a.lastSeenAt) ||
    compare(a.price ?? Infinity, b.price ?? Infinity) ||
    compare(a.dealerId, b.dealerId) ||
    compare(a.year ?? 0, b.year ?? 0) ||
    compare(a.trim ?? '', b.trim ?? '') ||
    compare(a.msrp ?? -1, b.msrp ?? -1) ||
    compare(a.mileage ?? -1, b.mileage ?? -1) ||
    compare(a.photos ?? -1, b.photos ?? -1);
  return order < 0;
}
