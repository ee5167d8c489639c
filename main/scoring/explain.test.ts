import { describe, expect, test } from 'vitest';
import { explanationSchema, fixListSchema } from '../../shared/explanation.ts';
import { MarketBuilder } from './comparables.ts';
import { explain } from './explain.ts';
import { ALL_COLUMNS, AS_OF, competitor, DAY, dealerSignals, FULL_FACTS, vehicle } from './fixtures.ts';
import type { ScoreInput } from './input.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from './model.ts';
import { Scorer } from './score.ts';
import { whatToFix } from './what-to-fix.ts';

const DISCOUNTS = [
  [41_200, 42_000],
  [40_500, 42_500],
  [43_000, 43_000],
  [39_900, 41_000],
  [44_100, 43_500],
] as const;

function scorerOf(competitors: number): Scorer {
  const builder = new MarketBuilder({ asOf: AS_OF, settings, historyStart: AS_OF - 60 * DAY });
  DISCOUNTS.slice(0, competitors).forEach(([price, msrp], i) =>
    builder.add(competitor(`C${i}`, { price: price * 100, msrp: msrp * 100 })),
  );
  for (let i = 0; i < 5; i += 1) builder.add(competitor(`G${i}`, { goneAt: AS_OF - i * DAY }));
  return new Scorer(builder.build());
}

const explained = (change: Partial<ScoreInput> = {}, competitors = 5) =>
  explain(scorerOf(competitors), vehicle(change));
type Index = 'avi' | 'ati' | 'cis';
function detail(index: Index, name: string, change: Partial<ScoreInput> = {}, competitors = 5): string {
  const signals = explained(change, competitors)[index].pillars.flatMap((pillar) => pillar.signals);
  return signals.find((signal) => signal.name === name)?.detail ?? 'no such signal';
}

describe('the explanation of C1', () => {
  test('has the shape of the contract and the figures of the market', () => {
    const explanation = explained();
    expect(explanationSchema.strict().parse(explanation)).toEqual(explanation);
    expect(explanation).toMatchObject({
      vin: vehicle().vin,
      asOf: '2026-08-21T12:00:00.000Z',
      model: 'score-v1',
    });
    expect(explanation.cis).toMatchObject({
      score: 78,
      raw: 77.9879,
      coverage: 1,
      reason: null,
      basis: 'msrp',
      tier: 1,
      comparables: 5,
      market: 0.981,
      priceToMarket: 0.9782,
    });
  });

  test('says each signal in a sentence', () => {
    const details = explained().cis.pillars.flatMap((pillar) =>
      pillar.signals.map((signal) => signal.detail),
    );
    expect(details).toEqual([
      '97.8% of market',
      '2nd of 6 by price',
      '45 days of supply, 5 gone in 45 days',
      '30 days on the lot',
      '20 photos, market 20',
    ]);
  });
});

describe('what is missing is named', () => {
  test('two comparables, no price', () => {
    const thin = explained({}, 2).cis;
    expect(thin).toMatchObject({
      score: null,
      raw: null,
      reason: 'Needs 3 comparables, found 2. Add a competitor',
      comparables: 2,
      basis: null,
      tier: null,
      market: null,
      priceToMarket: null,
    });
    expect(thin.pillars[0]?.signals[0]?.detail).toBe('not compared: needs 3 comparables, found 2');
    expect(explained({ price: null }).cis.reason).toBe('No price');
  });

  test('no column is not a blank cell', () => {
    const columns = { ...ALL_COLUMNS, description: false, photos: false };
    const blank = { ...FULL_FACTS, words: 0, photos: 0 };
    expect(detail('avi', 'aeo.description', { columns })).toBe('no description column');
    expect(detail('avi', 'seo.photos', { columns })).toBe('no photo column');
    expect(detail('avi', 'aeo.description', { facts: blank })).toBe('description is blank');
    expect(detail('avi', 'seo.photos', { facts: blank })).toBe('0 of 20 photos');
  });

  test('too little known', () => {
    const columns = Object.fromEntries(Object.keys(ALL_COLUMNS).map((name) => [name, false]));
    const avi = explain(
      scorerOf(0),
      vehicle({ columns: { ...ALL_COLUMNS, ...columns }, dealerLocation: null }),
    ).avi;
    expect(avi).toMatchObject({ score: null, coverage: 0.2225 });
    expect(avi.reason).toBe('not enough data: 22.3% of the signals are known, 25% are needed');
  });

  test('signals of no file, an old file, and a file without the value', () => {
    const seo = (signals: ScoreInput['signals']) => detail('avi', 'seo.dealer', { signals });
    expect(seo(null)).toBe('no signals file for this dealer');
    expect(seo(dealerSignals({ seo: 80, asOf: AS_OF - 120 * DAY }))).toBe(
      'signals file is 120 days old, more than 90 days',
    );
    expect(seo(dealerSignals())).toBe('not in the signals file');
    expect(seo(dealerSignals({ seo: 80 }))).toBe('80 of 100');
  });

  test.each([
    ['avi', 'seo.fields', { trim: null, price: null }, '6 of 8 required fields, missing price, trim'],
    ['ati', 'pre.vin', { vin: '1HGCM82633A004353' }, 'wrong check digit'],
    ['ati', 'pre.year', { year: 2021 }, 'feed says 2021, VIN says 1992 or 2022'],
    ['ati', 'pre.sanity', { mileage: 9_000 }, '4 of 5 checks passed: mileage too high for a new car'],
    ['ati', 'con.msrp', { price: 4_368_000 }, '4% above MSRP'],
    ['ati', 'rec.feed', { feedSeenAt: AS_OF - DAY / 4 }, 'feed is 6 h old'],
    [
      'ati',
      'ali.names',
      { facts: { ...FULL_FACTS, foundNames: 7 } },
      '3 of 4 names in title or description, missing trim',
    ],
  ] as const)('%s %s', (index, name, change, sentence) => {
    expect(detail(index, name, change)).toBe(sentence);
  });
});

describe('what to fix', () => {
  const input = vehicle({
    facts: { ...FULL_FACTS, photos: 14, attributes: 0b11110111 },
    uniquePhotos: 14,
    vinConflict: true,
  });
  const list = whatToFix(explain(scorerOf(5), input), input, settings);

  test('gains fall, add up to what is lost, and each has a hint', () => {
    expect(fixListSchema.parse(list)).toEqual(list);
    const gains = list.fixes.map((fix) => fix.gain);
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
    const cis = list.fixes.filter((fix) => fix.score === 'cis');
    expect(cis.reduce((sum, fix) => sum + fix.gain, 0)).toBeCloseTo(
      100 - (explain(scorerOf(5), input).cis.raw ?? 0),
      4,
    );
    for (const fix of [...list.fixes, ...list.unknown]) expect(fix.hint).toMatch(/^[A-Z$].*\.$/);
  });

  test('hints carry the figures of the vehicle', () => {
    const hints = Object.fromEntries(list.fixes.map((fix) => [fix.signal, fix.hint]));
    expect(hints).toMatchObject({
      'seo.photos': 'Add 6 photos.',
      'aeo.attributes': 'Fill engine.',
      'con.unique': 'Remove the second row of this VIN from the feed.',
    });
    expect(hints['cis.price']).toMatch(/^\$1,1\d\d less brings it to 95% of market: full points/);
  });

  test('taking the price hint brings the whole price signal', () => {
    const amount = /\$([\d,]+)/.exec(list.fixes.find((fix) => fix.signal === 'cis.price')?.hint ?? '')?.[1];
    const price = (input.price ?? 0) - Number(amount?.replace(',', '')) * 100;
    expect(explain(scorerOf(5), { ...input, price }).cis.pillars[0]?.value).toBe(1);
  });

  test('the unknown stands apart', () => {
    expect(list.unknown.map((item) => item.signal)).toContain('con.parity');
    expect(list.fixes.some((fix) => list.unknown.some((item) => item.signal === fix.signal))).toBe(false);
  });
});
