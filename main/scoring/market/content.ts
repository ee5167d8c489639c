import { mixed, mixedText, textHash } from '../hash.ts';
import type { MarketListing } from './listing.ts';

type Year = { all: number; readonly byDealer: Map<number, number> };

/** Nothing in this model: everything its listings add up to. */
const NONE = 0;

/**
 * What the listings of each model say, whatever the date: one 32-bit number for a dealer's view of a model year and its
 * neighbours. While it stays the same, no comparable came, left or changed, and what moved a score was something else:
 * its feed may have grown too old to count, which is the date's doing. Sums, so the order of rows does not matter.
 */
export class MarketContent {
  readonly #models = new Map<string, Map<number, Year>>();

  /** Takes what is a comparable, or a sale where it is gone, were it not for its age. */
  add(key: string, listing: MarketListing): void {
    if (listing.year === null) return;
    let years = this.#models.get(key);
    if (years === undefined) this.#models.set(key, (years = new Map()));
    let year = years.get(listing.year);
    if (year === undefined) years.set(listing.year, (year = { all: NONE, byDealer: new Map() }));
    const dealer = textHash(listing.dealerId);
    const hash = hashOf(listing, dealer);
    year.all = (year.all + hash) | 0;
    year.byDealer.set(dealer, ((year.byDealer.get(dealer) ?? NONE) + hash) | 0);
  }

  /** Of what a car of this dealer, model and year may be compared with. */
  around(key: string, year: number, dealerId: string): number {
    const years = this.#models.get(key);
    if (years === undefined) return NONE;
    const dealer = textHash(dealerId);
    let sum = NONE;
    for (let near = year - 1; near <= year + 1; near += 1) {
      const found = years.get(near);
      if (found !== undefined) sum += found.all - (found.byDealer.get(dealer) ?? NONE);
    }
    return sum | 0;
  }
}

function hashOf(listing: MarketListing, dealer: number): number {
  let hash = mixed(textHash(listing.vin), listing.year);
  hash = mixed(hash, dealer);
  hash = mixedText(hash, listing.trim);
  if (listing.goneAt !== null) return mixed(hash, listing.goneAt);
  hash = mixed(hash, listing.price);
  hash = mixed(hash, listing.msrp);
  hash = mixed(hash, listing.mileage);
  return mixed(hash, listing.photos);
}
