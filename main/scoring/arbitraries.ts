import fc from 'fast-check';
import type { MarketListing } from './comparables.ts';
import { AS_OF, DAY, dealerSignals, vehicle } from './fixtures.ts';
import type { ScoreInput } from './input.ts';

/** Random vehicles and small, crowded markets for property tests. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 10 });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const hundred = fc.double({ min: 0, max: 100, noNaN: true });
const ago = (days: number) =>
  fc.integer({ min: -1, max: days * 4 }).map((quarter) => AS_OF - (quarter * DAY) / 4);

const condition = fc.constantFrom('new', 'new', 'used', 'cpo');
const year = fc.integer({ min: 2023, max: 2025 });
const make = fc.constantFrom('Toyota', 'TOYOTA ');
const model = fc.constantFrom('RAV4', 'RAV4', 'RAV4', 'Rav-4', 'RAV4 Hybrid');
const trim = fc.constantFrom('LE', 'le', 'XLE', '-');
const mileage = fc.integer({ min: 0, max: 8 }).map((n) => n * 10_000);
/** Few distinct values, some a dollar apart: ties and near ties are where ranks go wrong. */
const price = fc.integer({ min: 0, max: 12 }).map((n) => 3_000_000 + (n >> 1) * 50_000 + (n & 1) * 100);
const msrp = fc.constantFrom(3_100_000, 3_100_000, 3_200_000, 3_300_000, 9_000_000);
const dealer = fc.constantFrom('a', 'b', 'c', 'ours');
const vin = fc.integer({ min: 0, max: 150 }).map((n) => `VIN${n}`);

const anySignals = fc
  .record({
    asOf: ago(120),
    seo: maybe(hundred),
    aeo: maybe(hundred),
    geo: maybe(hundred),
    ugc: fc.option(hundred, { nil: null, freq: 2 }),
    reviewRating: maybe(fc.double({ min: 0, max: 5, noNaN: true })),
    reviewCount: maybe(fc.integer({ min: 0, max: 5000 })),
    responseRate: maybe(share),
    verifiedReviewShare: maybe(share),
    address: maybe(fc.constant('1 Main St')),
    lat: maybe(fc.constant(47)),
    lon: maybe(fc.constant(-122)),
    placeId: maybe(fc.constant('place')),
  })
  .map(dealerSignals);

const anyColumns = fc.record({
  year: fc.boolean(),
  price: fc.boolean(),
  msrp: fc.boolean(),
  mileage: fc.boolean(),
  url: fc.boolean(),
  photos: fc.boolean(),
  title: fc.boolean(),
  description: fc.boolean(),
  attributes: fc.boolean(),
});

const anyFacts = fc
  .record({
    url: fc.constantFrom(0, 1, 2),
    photos: fc.nat(40),
    attributes: fc.nat(255),
    words: fc.nat(300),
    numbers: fc.nat(20),
    knownNames: fc.nat(15),
    foundNames: fc.nat(15),
  })
  .map((facts) => ({ ...facts, foundNames: facts.foundNames & facts.knownNames }));

export const anyInput: fc.Arbitrary<ScoreInput> = fc
  .record({
    vin: fc.oneof(vin, fc.constantFrom('1HGCM82633A004352', '5TDBRKEC0PS31A500', '1HGCM82633A004353')),
    dealerId: dealer,
    dealerName: maybe(fc.constant('Ours')),
    dealerLocation: maybe(fc.constant('1 Main St')),
    condition,
    year: maybe(year),
    make: maybe(make),
    model: maybe(model),
    trim: maybe(trim),
    mileage: maybe(mileage),
    msrp: maybe(msrp),
    price: maybe(price),
    currency: fc.constantFrom('USD', null),
    columns: anyColumns,
    facts: anyFacts,
    uniquePhotos: fc.nat(40),
    uniqueText: fc.boolean(),
    vinConflict: fc.boolean(),
    channels: fc.array(fc.record({ source: fc.constant('web'), price: maybe(price) }), { maxLength: 3 }),
    feedSeenAt: maybe(ago(9)),
    listingChangedAt: maybe(ago(90)),
    dateInStock: maybe(ago(120)),
    firstSeenAt: maybe(ago(120)),
    addedAfterBaseline: fc.boolean(),
    signals: maybe(anySignals),
  })
  .map(vehicle);

/** The same VIN may stand in several rows: at other dealers, gone and back. */
export const anyListing: fc.Arbitrary<MarketListing> = fc.record({
  vin,
  dealerId: dealer,
  condition,
  year: maybe(year),
  make: maybe(make),
  model: maybe(model),
  trim: maybe(trim),
  mileage: maybe(mileage),
  msrp: maybe(msrp),
  price: maybe(price),
  currency: fc.constantFrom('USD', 'USD', null, 'CAD'),
  photos: maybe(fc.nat(30)),
  lastSeenAt: fc.oneof(fc.constant(AS_OF), ago(9)),
  sold: fc.constantFrom(false, false, false, false, false, true),
  goneAt: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: ago(50) }),
});

/**
 * One row per VIN: what a market is after its duplicates are settled. Crowded: left to itself fast-check makes
 * markets in which hardly a vehicle has three comparables.
 */
export const anyMarket = (maxLength: number) =>
  fc.uniqueArray(anyListing, { maxLength, size: 'max', selector: (listing) => listing.vin });
