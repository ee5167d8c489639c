import type { ScoreInput } from './input.ts';
import { NO_CHANNELS } from './input.ts';
import type { MarketListing } from './comparables.ts';
import type { DealerSignals } from './signals.ts';

/** A vehicle, a competitor and a signals row with nothing odd about them, for tests and benchmarks to vary. */
export const AS_OF = Date.UTC(2026, 7, 21, 12);
export const DAY = 86_400_000;

export const ALL_COLUMNS = {
  year: true,
  price: true,
  msrp: true,
  mileage: true,
  url: true,
  photos: true,
  title: true,
  description: true,
  attributes: true,
};

export const FULL_FACTS = {
  url: 2,
  photos: 20,
  attributes: 255,
  words: 100,
  numbers: 8,
  knownNames: 15,
  foundNames: 15,
} as const;

export function vehicle(change: Partial<ScoreInput> = {}): ScoreInput {
  return {
    vin: '3GNAXMEV7NS200005',
    dealerId: 'ours',
    dealerName: 'Ours',
    dealerLocation: '1 Main St, Seattle',
    condition: 'new',
    year: 2022,
    make: 'Chevrolet',
    model: 'Equinox',
    trim: 'LT',
    mileage: 12,
    msrp: 4_200_000,
    price: 4_030_000,
    currency: 'USD',
    columns: ALL_COLUMNS,
    facts: FULL_FACTS,
    uniquePhotos: 20,
    uniqueText: true,
    vinConflict: false,
    held: 0,
    channels: NO_CHANNELS,
    feedSeenAt: AS_OF,
    listingChangedAt: AS_OF,
    dateInStock: AS_OF - 30 * DAY,
    firstSeenAt: AS_OF - 30 * DAY,
    addedAfterBaseline: false,
    signals: null,
    ...change,
  };
}

export function competitor(vin: string, change: Partial<MarketListing> = {}): MarketListing {
  return {
    vin,
    dealerId: 'theirs',
    condition: 'new',
    year: 2022,
    make: 'CHEVROLET',
    model: 'equinox',
    trim: 'lt',
    mileage: 12,
    msrp: 4_200_000,
    price: 4_120_000,
    currency: 'USD',
    photos: 20,
    lastSeenAt: AS_OF,
    sold: false,
    goneAt: null,
    ...change,
  };
}

export function dealerSignals(change: Partial<DealerSignals> = {}): DealerSignals {
  return {
    dealerId: 'ours',
    asOf: AS_OF,
    seo: null,
    aeo: null,
    geo: null,
    ugc: null,
    reviewRating: null,
    reviewCount: null,
    responseRate: null,
    verifiedReviewShare: null,
    address: null,
    lat: null,
    lon: null,
    placeId: null,
    ...change,
  };
}
