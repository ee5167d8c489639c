import { describe, expect, test } from 'vitest';
import { ageValue, CIS, CIS_SLOTS, cisSignals, positionOf } from './cis.ts';
import type { Positioned } from './cis.ts';
import { MarketBuilder } from './comparables.ts';
import type { MarketListing } from './comparables.ts';
import { ALL_COLUMNS, AS_OF, competitor, DAY, FULL_FACTS, vehicle } from './fixtures.ts';
import type { ScoreInput } from './input.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from './model.ts';
import { Scorer } from './score.ts';

const USD = 100;

function marketOf(listings: readonly MarketListing[], historyDays: number | null) {
  const historyStart = historyDays === null ? null : AS_OF - historyDays * DAY;
  const builder = new MarketBuilder({ asOf: AS_OF, settings, historyStart });
  for (const listing of listings) builder.add(listing);
  return builder.build();
}

const gone = (n: number, change: Partial<MarketListing> = {}) =>
  Array.from({ length: n }, (_, i) => competitor(`GONE${i}`, { goneAt: AS_OF - (i + 1) * DAY, ...change }));

function scoreOf(input: ScoreInput, listings: readonly MarketListing[], historyDays: number | null) {
  const market = marketOf(listings, historyDays);
  return new Scorer(market).score(input).cis;
}

const pairs = [
  [41_200, 42_000],
  [40_500, 42_500],
  [43_000, 43_000],
  [39_900, 41_000],
  [44_100, 43_500],
] as const;
const c1Market = [
  ...pairs.map(([price, msrp], i) => competitor(`C${i}`, { price: price * USD, msrp: msrp * USD })),
  ...gone(5),
];

const used = (change: Partial<ScoreInput>) =>
  vehicle({ condition: 'used', msrp: null, mileage: 30_000, price: 19_900 * USD, ...change });
const usedAt = (prices: readonly number[], change: Partial<MarketListing> = {}) =>
  prices.map((price, i) =>
    competitor(`U${i}`, { condition: 'used', msrp: null, mileage: 30_000, price: price * USD, ...change }),
  );
const c2Prices = [18_900, 19_500, 20_250, 21_400];
const noStock = { dateInStock: null, addedAfterBaseline: false };

describe('vectors of domain.md 5.4', () => {
  test('C1: discount to MSRP against five', () => {
    expect(scoreOf(vehicle(), c1Market, 60)).toEqual({ raw: 77.9879, score: 78, coverage: 1 });
    expect(positionOf(vehicle(), marketOf(c1Market, 60))).toMatchObject({
      basis: 'msrp',
      tier: 1,
      comparables: 5,
    });
  });

  test('C6: C1 after an MSRP rise', () => {
    const risen = vehicle({ msrp: 42_500 * USD });
    expect(scoreOf(risen, c1Market, 60)).toEqual({ raw: 86.5909, score: 87, coverage: 1 });
  });

  test('C2: used, by price, history too short for supply', () => {
    const own = used({ dateInStock: AS_OF - 75 * DAY, facts: { ...FULL_FACTS, photos: 8 } });
    expect(scoreOf(own, usedAt(c2Prices), 13)).toEqual({ raw: 43.2334, score: 43, coverage: 0.85 });
  });

  test('C2b: C2 without age, photos and history', () => {
    const own = used({ ...noStock, columns: { ...ALL_COLUMNS, photos: false } });
    expect(scoreOf(own, usedAt(c2Prices), null)).toEqual({ raw: 49.5807, score: 50, coverage: 0.6 });
  });

  test('C3: all at one price', () => {
    const own = used({
      price: 20_000 * USD,
      dateInStock: AS_OF,
      columns: { ...ALL_COLUMNS, photos: false },
    });
    expect(scoreOf(own, usedAt([20_000, 20_000, 20_000]), null)).toEqual({
      raw: 60,
      score: 60,
      coverage: 0.75,
    });
  });

  test('C4: 12 % under, cheapest, short supply', () => {
    const own = used({ price: 17_600 * USD, dateInStock: AS_OF - 10 * DAY });
    const listings = [
      ...usedAt([20_000, 20_000, 20_000, 20_000, 20_000]),
      ...gone(9, { condition: 'used', mileage: 30_000 }),
    ];
    expect(scoreOf(own, listings, 45)).toEqual({ raw: 100, score: 100, coverage: 1 });
  });

  test('C5: 20 % over, dearest, none gone, old', () => {
    const own = used({
      price: 24_000 * USD,
      dateInStock: AS_OF - 120 * DAY,
      facts: { ...FULL_FACTS, photos: 5 },
    });
    expect(scoreOf(own, usedAt([20_000, 20_000, 20_000]), 45)).toEqual({ raw: 2.5, score: 3, coverage: 1 });
  });

  test('C7: no score without three comparables or a price, and it says so', () => {
    const nothing = { raw: null, score: null, coverage: 0 };
    expect(scoreOf(vehicle(), c1Market.slice(0, 2), 60)).toEqual(nothing);
    expect(scoreOf(vehicle({ price: null }), c1Market, 60)).toEqual(nothing);
    const why = (input: ScoreInput, n: number): Positioned =>
      positionOf(input, marketOf(c1Market.slice(0, n), 60));
    expect(why(vehicle(), 2)).toBe('Needs 3 comparables, found 2. Add a competitor');
    expect(why(vehicle(), 0)).toBe('Needs 3 comparables, found 0. Add a competitor');
    expect(why(vehicle({ price: null }), 5)).toBe('No price');
    expect(why(vehicle({ year: null }), 5)).toBe('No make, model or year');
  });
});

test('age falls from 15 to 90 days', () => {
  const values = [0, 15, 30, 75, 90].map((days) => Number(ageValue(days, settings.market).toFixed(4)));
  expect(values).toEqual([1, 1, 0.8, 0.2, 0]);
});

test('days on the lot: stock date, else first sight after the baseline, else unknown', () => {
  const age = (change: Partial<ScoreInput>) => {
    const values = new Float64Array(CIS_SLOTS);
    const input = vehicle(change);
    cisSignals(input, AS_OF, settings, positionOf(input, marketOf(c1Market, 60)), values);
    return values[CIS.age];
  };
  expect(age({})).toBeCloseTo(0.8, 10);
  expect(age({ dateInStock: null, addedAfterBaseline: true, firstSeenAt: AS_OF - 75 * DAY })).toBeCloseTo(
    0.2,
    10,
  );
  expect(age({ ...noStock })).toBeNaN();
});

describe('basis', () => {
  test('fewer than three comparables with MSRP: prices are compared, those without MSRP too', () => {
    const listings = c1Market.slice(0, 5).map((l, i) => (i < 3 ? { ...l, msrp: null } : l));
    expect(positionOf(vehicle(), marketOf(listings, 60))).toMatchObject({ basis: 'price', comparables: 5 });
  });

  test('three of five have an MSRP: those three are compared, supply counts all five', () => {
    const listings = c1Market.map((l, i) => (i < 2 ? { ...l, msrp: null } : l));
    expect(positionOf(vehicle(), marketOf(listings, 60))).toMatchObject({
      basis: 'msrp',
      comparables: 3,
      supply: 5,
    });
  });

  test('no photos in the market, or a median of 0: listing is unknown', () => {
    const listing = (photos: number | null) => {
      const values = new Float64Array(CIS_SLOTS);
      const listings = c1Market.map((l) => ({ ...l, photos }));
      cisSignals(vehicle(), AS_OF, settings, positionOf(vehicle(), marketOf(listings, 60)), values);
      return values[CIS.listing];
    };
    expect([listing(null), listing(0), listing(40)]).toEqual([Number.NaN, Number.NaN, 0.5]);
  });
});
