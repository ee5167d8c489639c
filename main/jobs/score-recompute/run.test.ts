import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { JournalEvent, ScoreEvent } from '../../../shared/events.ts';
import { lotSelectionSchema } from '../../../shared/lot-list/query.ts';
import type { RecomputeResult } from '../../../shared/lot.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { followLot } from '../../store/lot/follow.ts';
import { readMedians } from '../../store/scores/medians.ts';
import { listRuns } from '../../store/sync/runs.ts';
import { isAnythingDirty } from '../../store/scores/dirty.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { explainVehicle } from './explain-vehicle.ts';
import { importSignals } from './import-signals.ts';
import { runRecompute } from './run.ts';
import type { Scope } from './scope.ts';

const HEADER = 'VIN,Condition,Year,Make,Model,Trim,MSRP,Price,Dealer Name,Link,Description';
const OURS = { settings: { ownDealers: ['North'] } };
const DAY = 86_400_000;

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

type Car = { vin: string; dealer?: string; model?: string; price?: number; msrp?: number };
const line = ({ vin, dealer = 'North', model = 'RAV4', price = 39_000, msrp = 40_000 }: Car): string =>
  `${vin},new,2026,Toyota,${model},LE,${msrp},${price},${dealer},https://x.test/${vin},A ${model} with 8 airbags and 203 hp: ${vin}`;

/** Ours: A and B (RAV4), S (Sienna). Rivals: four RAV4, three Sienna. */
const rivals = [1, 2, 3, 4].map((n) => ({
  vin: `RIVALRAV4${n}`,
  dealer: `R${n}`,
  price: 38_000 + n * 500,
}));
const siennas = [1, 2, 3].map((n) => ({
  vin: `RIVALSIEN${n}`,
  dealer: `R${n}`,
  model: 'Sienna',
  price: 38_000 + n * 500,
}));
const market: Car[] = [
  { vin: 'OURS-A1' },
  { vin: 'OURS-B1' },
  { vin: 'OURS-S1', model: 'Sienna' },
  ...rivals,
  ...siennas,
];

let days = 0;
const sync = (cars: readonly Car[]) => {
  days += 1;
  return lot.sync(lot.write(`lot-${days}.csv`, csv(HEADER, ...cars.map(line))), OURS);
};
const recompute = (
  scope: Scope,
  options: { asOf?: number; isCancelled?: () => boolean; reason?: 'recompute' | 'aging' } = {},
): RecomputeResult => {
  const { asOf = null, isCancelled = () => false, reason = 'recompute' } = options;
  const hooks = { now: Date.now, isCancelled, onProgress: () => undefined };
  const result = runRecompute(lot.db, { runId: uuidv7(), scope, reason, asOf, instanceId: 'here' }, hooks);
  if (result === null) throw new Error('Nothing was due');
  return result;
};
const events = (): JournalEvent[] => [...eventsSince(lot.db, 0, 1_000_000)];
const scoreEvents = (): ScoreEvent[] => events().filter((event) => event.type === 'ai-scores:update');
const stored = () =>
  lot.db
    .prepare('SELECT vin, avi, ati, cis, as_of FROM scores JOIN listings ON id = listing_id ORDER BY vin')
    .all();
const change = (vin: string, part: Partial<Car>) =>
  market.map((car) => (car.vin === vin ? { ...car, ...part } : car));

describe('a recompute', () => {
  it('reports a baseline’s first scores with one event and leaves no score dirty', () => {
    sync(market);
    expect(isAnythingDirty(lot.db)).toBe(true);
    expect(recompute({ kind: 'dirty' })).toMatchObject({
      scored: 3,
      changed: 0,
      events: 1,
      nullScores: 0,
    });
    expect(events()).toEqual([expect.objectContaining({ type: 'ai-scores:baseline', scored: 3 })]);
    expect(isAnythingDirty(lot.db)).toBe(false);
    expect(readMedians(lot.db)?.current.cis).toBeTypeOf('number');
  });

  it('scores what a price change touched and what compares with it, says why, and moves nothing else', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    const before = new Map(stored().map((row) => [row['vin'], row]));
    sync(change('OURSA1', {}).map((car) => (car.vin === 'OURS-A1' ? { ...car, price: 36_500 } : car)));
    const result = recompute({ kind: 'dirty' });
    const after = new Map(stored().map((row) => [row['vin'], row]));
    expect(result.scored).toBe(1);
    // B is the same dealer's, S another model: neither compares with A.
    for (const vin of ['OURSB1', 'OURSS1']) expect(after.get(vin)).toEqual(before.get(vin));
    expect(scoreEvents().map(({ vin, reason }) => [vin, reason])).toEqual([['OURSA1', 'price_change']]);
    const [event] = scoreEvents();
    expect(event?.previous?.cis).toBeLessThan(event?.cis ?? 0);
  });

  it('gives a rival’s move to ours of that model as competitor_change, and sends no event for the rival', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    sync(change('RIVALRAV44', { price: 33_000 }));
    recompute({ kind: 'dirty' });
    expect(scoreEvents().map(({ vin, reason }) => [vin, reason])).toEqual([
      ['OURSA1', 'competitor_change'],
      ['OURSB1', 'competitor_change'],
    ]);
  });

  it('reports a later vehicle’s first scores as first', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    sync([...market, { vin: 'OURS-NEW1', price: 38_900 }]);
    recompute({ kind: 'dirty' });
    const [first] = scoreEvents().filter((event) => event.vin === 'OURSNEW1');
    expect(first).toMatchObject({ reason: 'first', previous: null });
  });

  it('computes the same scores again, and reports them once', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    const asOf = Date.UTC(2026, 0, 3);
    recompute({ kind: 'all' }, { asOf });
    const once = stored();
    const reported = events().length;
    expect(recompute({ kind: 'all' }, { asOf })).toMatchObject({ scored: 3, changed: 0, events: 0 });
    expect(stored()).toEqual(once);
    expect(events()).toHaveLength(reported);
  });

  it('moves with age alone: a feed that grows stale loses trust and its market', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    const result = recompute({ kind: 'all' }, { asOf: Date.UTC(2026, 0, 1) + 30 * DAY, reason: 'aging' });
    expect(result.changed).toBe(3);
    expect(scoreEvents().every((event) => event.reason === 'aging' && event.cis === null)).toBe(true);
  });

  it('keeps to its scope', () => {
    sync(market);
    expect(recompute({ kind: 'vins', vins: ['OURSA1'] }).scored).toBe(1);
    expect(recompute({ kind: 'dealer', dealer: 'north' }).scored).toBe(3);
    expect(recompute({ kind: 'dealer', dealer: 'nobody' }).scored).toBe(0);
  });

  it('of a filter scores what it lets pass when it begins, but those left out', () => {
    sync(market);
    followLot(lot.db);
    const ravs = lotSelectionSchema.parse({ filters: [{ column: 'model', op: 'is', values: ['RAV4'] }] });
    const asked: Scope = { kind: 'selection', selection: ravs, without: [] };
    expect(recompute(asked)).toMatchObject({ scope: 'selected vehicles', scored: 2 });
    expect(recompute({ ...asked, without: ['OURSB1'] }).scored).toBe(1);
    expect(stored().map(({ vin }) => vin)).toEqual(['OURSA1', 'OURSB1']);
    expect(listRuns(lot.db, null, 1)).toMatchObject([{ source: 'selected vehicles', state: 'done' }]);
  });

  it('leaves every vehicle either as it was or as it should be when it is cancelled', () => {
    // Two pages of vehicles: the cancel comes after the first was stored.
    const many = Array.from({ length: 8_500 }, (_, n) => ({ vin: `CAR${String(n).padStart(6, '0')}` }));
    sync(many);
    let scored = 0;
    const isCancelled = (): boolean => {
      scored = Number(lot.db.prepare('SELECT count(*) AS n FROM scores').get()?.['n']);
      return scored > 0;
    };
    expect(() => recompute({ kind: 'dirty' }, { isCancelled })).toThrow(/Cancelled after 8000 vehicles/);
    expect(scored).toBe(8_000);
    expect(listRuns(lot.db, null, 1)[0]).toMatchObject({ state: 'cancelled', task: 'ai_score_recompute' });
    expect(isAnythingDirty(lot.db)).toBe(true);
    expect(recompute({ kind: 'dirty' })).toMatchObject({ scored: 8_500, changed: 0 });
    expect(new Set(stored().map((row) => `${row['avi']} ${row['ati']}`)).size).toBe(1);
  });
});

describe('an explanation', () => {
  it('adds up to the stored score and is the same bytes again', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    const [row] = stored();
    const { explanation, comparables } = explainVehicle(lot.db, 'OURSA1', null, Date.now());
    for (const name of ['avi', 'ati', 'cis'] as const) {
      const { score, raw, pillars } = explanation[name];
      expect(score).toBe(row?.[name]);
      const points = pillars.flatMap(({ signals }) => signals.map((signal) => signal.points));
      expect(points.reduce((sum, value) => sum + value, 0)).toBeCloseTo(raw ?? NaN, 3);
    }
    expect(explanation.cis).toMatchObject({ basis: 'msrp', tier: 1, comparables: 4 });
    expect(comparables.map(({ vin, ours }) => [vin, ours])).toContainEqual(['OURSA1', true]);
    expect(comparables).toHaveLength(5);
    const again = explainVehicle(lot.db, 'OURSA1', null, Date.now() + DAY);
    expect(JSON.stringify(again.explanation)).toBe(JSON.stringify(explanation));
  });

  it('says why there is no competitive score', () => {
    sync([{ vin: 'OURS-A1' }, ...rivals.slice(0, 2)]);
    recompute({ kind: 'dirty' });
    expect(explainVehicle(lot.db, 'OURSA1', null, 0).explanation.cis).toMatchObject({
      score: null,
      reason: expect.stringMatching(/Needs 3 comparables, found 2/),
    });
    expect(() => explainVehicle(lot.db, 'RIVALRAV41', null, 0)).toThrow(/not one of your vehicles/);
  });
});

describe('a signals file', () => {
  it('moves the dealer’s scores with the reason that was given, old rows being unknown', () => {
    sync(market);
    recompute({ kind: 'dirty' });
    const file = lot.write(
      'signals.json',
      JSON.stringify([{ dealerId: 'North', asOf: '2026-01-01', seo: 10, aeo: 5, geo: 10, ugc: 0 }]),
    );
    expect(importSignals(lot.db, file, Date.UTC(2026, 0, 2))).toEqual({
      dealers: ['North'],
      stale: [],
      ignored: [],
    });
    recompute({ kind: 'all' }, { asOf: Date.UTC(2026, 0, 1) });
    expect(explainVehicle(lot.db, 'OURSA1', null, 0).explanation.avi.coverage).toBeGreaterThan(0.6);
    const fresh = stored()[0]?.['avi'];
    recompute({ kind: 'all' }, { asOf: Date.UTC(2026, 5, 1) });
    expect(stored()[0]?.['avi']).toBeGreaterThan(Number(fresh));
  });

  it('is refused whole when one value cannot be', () => {
    const file = lot.write('signals.csv', 'dealerId,asOf,reviewRating\nNorth,2026-01-01,45\n');
    expect(() => importSignals(lot.db, file, Date.UTC(2026, 0, 2))).toThrow(
      /signals.csv.*North.*reviewRating is 45; must be a number from 0 to 5.*Nothing was imported/,
    );
  });
});
