import { describe, expect, test } from 'vitest';
import {
  ATI,
  ATI_SLOTS,
  atiPlan,
  atiSignals,
  feedValue,
  listingValue,
  markupValue,
  vinValue,
} from './ati.ts';
import { combine } from './combine.ts';
import { ALL_COLUMNS, AS_OF, DAY, FULL_FACTS, vehicle } from './fixtures.ts';
import type { ScoreInput } from './input.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from './model.ts';

const plan = atiPlan(settings);
type Known = Partial<Record<keyof typeof ATI, number>>;

function fromValues(known: Known) {
  const values = new Float64Array(ATI_SLOTS).fill(Number.NaN);
  for (const [name, value] of Object.entries(known)) values[ATI[name as keyof typeof ATI]] = value;
  return combine(plan, values, settings.coverage);
}

function fromInput(change: Partial<ScoreInput>, asOf = AS_OF) {
  const values = new Float64Array(ATI_SLOTS);
  atiSignals(vehicle(change), asOf, settings, values);
  return { values, ...combine(plan, values, settings.coverage) };
}

const ones: Known = Object.fromEntries(Object.keys(ATI).map((name) => [name, 1]));
const { parity: _parity, reviews: _reviews, ...unlinked } = ones;
const { year: _year, ...withoutYear } = unlinked;

const t2: Known = {
  vin: 1,
  year: 1,
  sanity: 0.8,
  unique: 1,
  msrp: markupValue(52_000, 50_000, 0.1),
  feed: feedValue(84, 168),
  listing: listingValue(60, 30),
  photos: 0.5,
  text: 0,
  names: 0.75,
  action: 0.5,
};
const t5: Known = {
  vin: 1,
  year: 1,
  sanity: 1,
  unique: 0,
  msrp: markupValue(57_500, 50_000, 0.1),
  feed: feedValue(192, 168),
  listing: listingValue(8, 30),
  names: 1,
  action: 1,
};
const t4: Known = {
  ...{ vin: 0.92, year: 0.92, sanity: 0.92, parity: 0.88, unique: 0.88, msrp: 0.88 },
  ...{ feed: 0.75, listing: 0.75, reviews: 0.85, photos: 0.85, text: 0.85, names: 0.9, action: 0.9 },
};

describe('vectors of domain.md 5.4', () => {
  test.each([
    [
      'T1',
      { ...ones, feed: feedValue(6, 168), listing: listingValue(30, 30), reviews: 0.9 },
      94.8214,
      95,
      1,
    ],
    ['T2', t2, 66.6, 67, 0.775],
    ['T3', { ...withoutYear, vin: 0.5 }, 92.5, 93, 0.715],
    ['T4', t4, 86.35, 86, 1],
    ['T5', t5, 54.8822, 55, 0.7],
  ])('%s', (_, known, raw, score, coverage) => {
    expect(fromValues(known)).toEqual({ raw, score, coverage });
  });

  test('T3 comes out of a listing whose check digit is wrong', () => {
    expect(fromInput({ vin: '1HGCM82633A004353' })).toMatchObject({ raw: 92.5, coverage: 0.715 });
  });
});

test('unit points of domain.md 5.4', () => {
  expect([0, 84, 168, 200].map((h) => feedValue(h, 168))).toEqual([1, 0.5, 0, 0]);
  expect([7, 30, 60].map((d) => Number(listingValue(d, 30).toFixed(4)))).toEqual([0.8507, 0.5, 0.25]);
  const markups = [50_000, 52_000, 55_000].map((price) =>
    Number(markupValue(price, 50_000, 0.1).toFixed(4)),
  );
  expect(markups).toEqual([1, 0.6, 0]);
});

describe('precision', () => {
  test('VIN vectors of domain.md 3', () => {
    const vins = [
      '1HGCM82633A004352',
      '1HGCM82633A004353',
      '5TDBRKEC0PS31A500',
      '2T36CRAV0TC33I648',
      'ABC',
    ];
    expect(vins.map(vinValue)).toEqual([1, 0.5, 1, 0, 0]);
  });

  test('the year is one of the two candidates; a 30-year guess would fail heavy vans', () => {
    const year = (change: Partial<ScoreInput>) => fromInput(change).values[ATI.year];
    expect(year({ vin: 'W1W8ND6Y4ST198001', year: 2025 })).toBe(1);
    expect(year({ year: 2021 })).toBe(0);
    expect(year({ year: null })).toBe(0);
    expect(year({ year: null, columns: { ...ALL_COLUMNS, year: false } })).toBeNaN();
    expect(year({ vin: '1HGCM82633A004353' })).toBeNaN();
  });

  test('nothing is said about the VIN of a 1980 car', () => {
    expect(fromInput({ year: 1980, vin: '123' }).values[ATI.vin]).toBeNaN();
  });

  test('sanity counts the checks that apply', () => {
    const sanity = (change: Partial<ScoreInput>) => fromInput(change).values[ATI.sanity];
    expect(sanity({})).toBe(1);
    expect(sanity({ mileage: 5_001 })).toBe(4 / 5);
    expect(sanity({ msrp: null })).toBe(3 / 4);
    expect(sanity({ msrp: null, columns: { ...ALL_COLUMNS, msrp: false } })).toBe(1);
    expect(sanity({ price: 40_000 })).toBe(3 / 5);
    expect(sanity({ condition: 'used', mileage: 500_001, year: 2029, price: null })).toBe(0);
    expect(sanity({ condition: 'used', mileage: null, year: null, price: null })).toBeNaN();
  });
});

describe('consistency, recency, authenticity, alignment', () => {
  test('parity is the share of channels within $50', () => {
    const channels = [4_030_000, 4_035_000, 4_035_001, null].map((price, i) => ({
      source: `s${i}`,
      price,
    }));
    expect(fromInput({ channels }).values[ATI.parity]).toBe(0.5);
    expect(fromInput({}).values[ATI.parity]).toBeNaN();
  });

  test('a listing ages from its last change, else from stock, else from first sight; the future is now', () => {
    const at = (change: Partial<ScoreInput>) => fromInput(change).values[ATI.listing];
    const never = { listingChangedAt: null };
    expect(at({ listingChangedAt: AS_OF - 60 * DAY })).toBe(0.25);
    expect(at({ ...never, dateInStock: AS_OF - 30 * DAY })).toBe(0.5);
    expect(at({ ...never, dateInStock: null, firstSeenAt: AS_OF - 90 * DAY })).toBe(0.125);
    expect(at({ ...never, dateInStock: null, firstSeenAt: null })).toBeNaN();
    expect(at({ listingChangedAt: AS_OF + DAY })).toBe(1);
  });

  test('blank photos and text are 0, missing columns unknown', () => {
    const blank = { ...FULL_FACTS, photos: 0, words: 0 };
    const { values } = fromInput({ facts: blank, uniquePhotos: 0 });
    expect([values[ATI.photos], values[ATI.text]]).toEqual([0, 0]);
    const columns = { ...ALL_COLUMNS, photos: false, description: false, title: false };
    const bare = fromInput({ facts: blank, columns }).values;
    expect([bare[ATI.photos], bare[ATI.text], bare[ATI.names]]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(fromInput({ uniquePhotos: 5, uniqueText: false }).values[ATI.photos]).toBe(0.25);
  });

  test('action needs a price and, where the feed has links, a valid one', () => {
    const action = (change: Partial<ScoreInput>) => fromInput(change).values[ATI.action];
    expect(action({})).toBe(1);
    expect(action({ price: null })).toBe(0.5);
    expect(action({ facts: { ...FULL_FACTS, url: 0 } })).toBe(0.5);
    expect(action({ columns: { ...ALL_COLUMNS, url: false } })).toBe(1);
  });

  test('names found over names known', () => {
    expect(fromInput({ facts: { ...FULL_FACTS, foundNames: 0b0111 } }).values[ATI.names]).toBe(0.75);
    expect(fromInput({ facts: { ...FULL_FACTS, knownNames: 0 } }).values[ATI.names]).toBeNaN();
  });
});
