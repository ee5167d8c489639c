import { describe, expect, test } from 'vitest';
import { AVI, AVI_SLOTS, aviPlanFor, aviPlans, aviSignals } from './avi.ts';
import { combine, isPartial } from './combine.ts';
import { ALL_COLUMNS, AS_OF, DAY, dealerSignals, FULL_FACTS, vehicle } from './fixtures.ts';
import type { ScoreInput } from './input.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from './model.ts';

const plans = aviPlans(settings);

/** The vectors of domain.md 5.4 give signal values. */
function fromValues(known: Partial<Record<keyof typeof AVI, number>>) {
  const values = new Float64Array(AVI_SLOTS).fill(Number.NaN);
  for (const [name, value] of Object.entries(known)) values[AVI[name as keyof typeof AVI]] = value;
  return combine(aviPlanFor(plans, values), values, settings.coverage);
}

function fromInput(change: Partial<ScoreInput>) {
  const values = new Float64Array(AVI_SLOTS);
  aviSignals(vehicle(change), AS_OF, settings, values);
  return { values, ...combine(aviPlanFor(plans, values), values, settings.coverage) };
}

const seo = (x: number) => ({ url: x, fields: x, photos: x, seoDealer: x });
const aeo = (x: number) => ({ description: x, facts: x, attributes: x, aeoDealer: x });
const geo = (x: number) => ({ location: x, geoDealer: x });
const ugc = (x: number) => ({ rating: x, volume: x, response: x });
const pillars = (a: number, b: number, c: number, d: number) => ({
  ...seo(a),
  ...aeo(b),
  ...geo(c),
  ...ugc(d),
});

const listing = {
  url: 1,
  fields: 1,
  photos: 0.75,
  description: 0.6,
  facts: 0.625,
  attributes: 0.75,
  location: 1,
};
const a1 = {
  ...listing,
  seoDealer: 0.8,
  aeoDealer: 0.5,
  geoDealer: 0.7,
  rating: 0.92,
  volume: Math.log10(413) / 3,
  response: 0.85,
};

describe('vectors of domain.md 5.4', () => {
  test.each([
    ['A1', a1, 79.3785, 79, 1],
    ['A2', listing, 83.8368, 84, 0.66],
    ['A3', { url: 1, fields: 1, attributes: 0.25, location: 0.5 }, 59.7222, 60, 0.3975],
    [
      'A4',
      { url: 1, fields: 1, photos: 0, description: 0, facts: 0, attributes: 0.25, location: 0.5 },
      41.4931,
      41,
      0.66,
    ],
    ['A5', pillars(0.8, 0.6, 0.5, 0.9), 68, 68, 1],
    ['A6', { fields: 0.75 }, 75, null, 0.1225],
    ['A7', pillars(0, 0, 0, 0), 0, 0, 1],
    ['A8', pillars(1, 1, 1, 1), 100, 100, 1],
    ['A9', pillars(0.7, 0.73, 0.7, 0.745), 71.5, 72, 1],
  ])('%s', (_, known, raw, score, coverage) => {
    expect(fromValues(known)).toEqual({ raw, score, coverage });
  });

  test('A1 to A4 come out of listings too', () => {
    const facts = { ...FULL_FACTS, photos: 15, words: 60, numbers: 5, attributes: 0b00111111 };
    const signals = dealerSignals({
      seo: 80,
      aeo: 50,
      geo: 70,
      reviewRating: 4.6,
      reviewCount: 412,
      responseRate: 0.85,
    });
    expect(fromInput({ facts, signals })).toMatchObject({ raw: 79.3785, coverage: 1 });
    expect(fromInput({ facts })).toMatchObject({ raw: 83.8368, coverage: 0.66 });
    const bare = { ...FULL_FACTS, photos: 0, words: 0, numbers: 0, attributes: 0b11 };
    const columns = { ...ALL_COLUMNS, photos: false, description: false };
    expect(fromInput({ facts: bare, columns, dealerLocation: null })).toMatchObject({
      raw: 59.7222,
      coverage: 0.3975,
    });
    expect(fromInput({ facts: bare, dealerLocation: null })).toMatchObject({
      raw: 41.4931,
      coverage: 0.66,
    });
  });
});

describe('single signals', () => {
  test('photos count up to the target', () => {
    const photos = [0, 15, 20, 35].map(
      (n) => fromInput({ facts: { ...FULL_FACTS, photos: n } }).values[AVI.photos],
    );
    expect(photos).toEqual([0, 0.75, 1, 1]);
  });

  test('links: https 1, http .6, none 0', () => {
    const urls = ([2, 1, 0] as const).map(
      (url) => fromInput({ facts: { ...FULL_FACTS, url } }).values[AVI.url],
    );
    expect(urls).toEqual([1, 0.6, 0]);
  });

  test('a new car needs 8 fields, a used one its mileage too', () => {
    expect(fromInput({ trim: null, price: null }).values[AVI.fields]).toBe(6 / 8);
    expect(fromInput({ mileage: null }).values[AVI.fields]).toBe(1);
    expect(fromInput({ mileage: null, condition: 'cpo', trim: ' ' }).values[AVI.fields]).toBe(7 / 9);
  });

  test('a measured ugc replaces the review signals', () => {
    const signals = dealerSignals({ ugc: 40, reviewRating: 5 });
    const { values } = fromInput({ signals });
    expect(aviPlanFor(plans, values).pillars[3]?.signals).toMatchObject([
      { name: 'ugc.dealer', weight: 1 },
    ]);
  });

  test('the dealer is located by the feed, the signals file, or only by name', () => {
    const at = (change: Partial<ScoreInput>) =>
      fromInput({ dealerLocation: null, ...change }).values[AVI.location];
    expect(at({ signals: dealerSignals({ lat: 1, lon: 2 }) })).toBe(1);
    expect(at({ signals: dealerSignals({ lat: 1 }) })).toBe(0.5);
    expect(at({ signals: dealerSignals({ placeId: 'x' }) })).toBe(1);
    expect(at({ dealerId: '', dealerName: 'Ours' })).toBe(0.5);
    expect(at({ dealerId: '', dealerName: null })).toBe(0);
  });

  test('signals of 91 days ago count as unknown, of 90 days ago as known', () => {
    const aged = (days: number) =>
      fromInput({ signals: dealerSignals({ seo: 80, asOf: AS_OF - days * DAY }) });
    expect(aged(90).values[AVI.seoDealer]).toBe(0.8);
    expect(aged(91).values[AVI.seoDealer]).toBeNaN();
  });
});

test('partial is below .60 of coverage, however the sum rounds', () => {
  const at = (coverage: number) => isPartial({ score: 1, raw: 1, coverage }, settings.coverage);
  expect([at(0.5999), at(0.6), at(0.4 + 0.2)]).toEqual([true, false, false]);
});
