import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { SUMMARY_LISTED, daySummarySchema, type DaySummary } from '../../../shared/day-summary/summary.ts';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { runRecompute } from '../../jobs/score-recompute/run.ts';
import { appendEvents } from '../journal/journal.ts';
import { CONTEXT, priceChange } from '../journal/event.fixture.ts';
import { followLot } from '../lot/follow.ts';
import { readIdentity } from '../meta.ts';
import { daySummary } from './day-summary.ts';
import { firstSeqSince } from './period.ts';

const HEADER = 'VIN,Condition,Year,Make,Model,Trim,MSRP,Price,Dealer Name,Status';
const OURS = { settings: { ownDealers: ['North', 'South'] } };

let lot: TestLot;
let since: number;
beforeEach(() => {
  lot = openTestLot();
  since = Date.now() - 1_000;
});
afterEach(() => lot.close());

type Car = { price?: number; msrp?: number; model?: string; dealer?: string; status?: string };
const car = (vin: string, some: Car = {}): string => {
  const { price = 39_000, msrp = 40_000, model = 'RAV4', dealer = 'North', status = 'Available' } = some;
  return `${vin},new,2026,Toyota,${model},LE,${msrp},${price},${dealer},${status}`;
};
let day = 0;
const sync = (...cars: readonly string[]) => {
  day += 1;
  return lot.sync(lot.write(`lot-${day}.csv`, csv(HEADER, ...cars)), OURS);
};
const recompute = (): void => {
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  runRecompute(
    lot.db,
    {
      runId: uuidv7(),
      scope: { kind: 'all' },
      reason: 'recompute',
      asOf: null,
      instanceId: readIdentity(lot.db).instanceId,
    },
    hooks,
  );
};
const summary = (some: { since?: number; dealerId?: string | null } = {}): DaySummary => {
  followLot(lot.db);
  const asked = { since: some.since ?? since, dealerId: some.dealerId ?? null };
  // As it crosses to a screen.
  return daySummarySchema.parse(daySummary(lot.db, asked, Date.now() + 1_000));
};

describe('the summary of a day', () => {
  it('counts what syncs report, and lists who it was', () => {
    sync(
      car('CAR1'),
      car('CAR2'),
      car('CAR3'),
      car('CAR4', { dealer: 'South' }),
      car('RIVAL', { dealer: 'R' }),
    );
    const baseline = summary();
    expect(baseline.totals).toMatchObject({ vehicles: 4, added: 0, sold: 0, gone: 0, priceChanges: 0 });
    const second = sync(
      car('CAR1', { price: 38_000 }),
      car('CAR2', { status: 'Sold' }),
      car('CAR4', { price: 39_500, msrp: 41_000, dealer: 'South' }),
      car('CAR5', { model: 'Sienna', price: 50_000 }),
      car('RIVAL', { price: 1, dealer: 'R' }),
    );
    const third = sync(
      car('CAR1', { price: 38_500 }),
      car('CAR4', { price: 39_500, msrp: 41_000, dealer: 'South' }),
      car('CAR5', { model: 'Sienna', price: 50_000 }),
    );
    const found = summary();
    expect(found.totals).toMatchObject({
      vehicles: 3,
      added: second.ownAdded + third.ownAdded,
      sold: second.sold,
      gone: 1,
      priceChanges: second.priceChanges + third.priceChanges,
      msrpChanges: second.msrpChanges + third.msrpChanges,
    });
    expect(found.added).toMatchObject([{ vin: 'CAR5', vehicle: '2026 Toyota Sienna LE', price: 50_000 }]);
    expect(found.left.map(({ vin, why }) => [vin, why])).toEqual([
      ['CAR3', 'gone'],
      ['CAR2', 'sold'],
    ]);
    // From the first value to the last: 39,000 to 38,000 to 38,500.
    expect(
      found.moves.map(({ vin, field, old, new: now, delta }) => [vin, field, old, now, delta]),
    ).toEqual([
      ['CAR4', 'msrp', 40_000, 41_000, 1_000],
      ['CAR1', 'price', 39_000, 38_500, -500],
      ['CAR4', 'price', 39_000, 39_500, 500],
    ]);
    expect(found.models).toEqual([{ name: 'Toyota RAV4', changes: 4, up: 3, down: 1 }]);
    expect(found.dealers.map(({ name, changes }) => [name, changes])).toEqual([
      ['North', 2],
      ['South', 2],
    ]);
    expect(summary({ since: Date.now() + 500 }).totals).toMatchObject({
      added: 0,
      gone: 0,
      priceChanges: 0,
    });
    const south = summary({ dealerId: 'south' });
    expect(south.totals).toMatchObject({ vehicles: 1, added: 0, sold: 0, gone: 0, priceChanges: 1 });
    expect(south.dealer).toEqual({ id: 'south', name: 'South' });
  });

  it('has equal moves of one sync as one, and says how many more there are', () => {
    const cars = (price: number) =>
      Array.from({ length: 40 }, (_, n) =>
        car(`CAR${n}`, { price: price + n, model: n < 20 ? 'RAV4' : 'Sienna' }),
      );
    sync(...cars(39_000));
    sync(...cars(38_250));
    const found = summary();
    expect(found.moves).toEqual([
      expect.objectContaining({
        vehicles: 40,
        vehicle: null,
        dealer: 'North',
        delta: -750,
        old: null,
        new: null,
      }),
    ]);
    sync(...cars(38_250).map((line, n) => line.replace(`,${38_250 + n},`, `,${38_250 + n * 11 + 1},`)));
    expect(summary().moves).toHaveLength(SUMMARY_LISTED);
    expect(summary().moreMoves).toBe(41 - SUMMARY_LISTED);
  });

  it('lists scores that are lower than before the period, not first ones and not those that came back', () => {
    sync(car('CAR1'), car('CAR2'));
    const { instanceId } = readIdentity(lot.db);
    const [row] = lot.db.prepare('SELECT slug FROM sources').all();
    const at = Date.now();
    const score = (number: number, vin: string, from: number | null, to: number) => {
      const previous = from === null ? null : { avi: from, ati: 50, cis: null };
      const { facts } = priceChange(1);
      const event = { ...priceChange(number), type: 'ai-scores:update' as const, vin, facts };
      const body = {
        avi: to,
        ati: 50,
        cis: null,
        reason: 'aging',
        previous,
        coverage: { avi: 1, ati: 1, cis: 0 },
      };
      appendEvents(
        lot.db,
        { ...CONTEXT, source: String(row?.['slug']), origin: instanceId, ts: at, recordedAt: at },
        [{ id: event.id, type: event.type, vin, dealerId: 'north', facts, body } as never],
      );
    };
    score(11, 'CAR1', 80, 70);
    score(12, 'CAR1', 70, 60);
    score(13, 'CAR2', 80, 70);
    score(14, 'CAR2', 70, 80);
    score(15, 'CAR3', null, 10);
    const found = summary();
    expect(found.totals.scoresFell).toBe(1);
    expect(found.scores).toEqual([
      { vin: 'CAR1', vehicle: '2026 Toyota RAV4', dealer: 'north', score: 'avi', from: 80, to: 60 },
    ]);
  });

  it('leaves out what other consoles publish, and what a source did that is no longer there', () => {
    sync(car('CAR1'));
    sync(car('CAR1', { price: 38_000 }));
    recompute();
    const now = Date.now();
    appendEvents(lot.db, { ...CONTEXT, origin: 'elsewhere', ts: now, recordedAt: now }, [priceChange(1)]);
    expect(summary().totals.priceChanges).toBe(1);
    lot.db.exec('PRAGMA foreign_keys = ON; DELETE FROM sources');
    expect(summary().totals).toMatchObject({ vehicles: 0, priceChanges: 0, scoresFell: 0 });
  });
});

it('the first row of a period is found wherever it is, with holes in the journal', () => {
  sync(car('CAR1'));
  lot.db.exec('DELETE FROM journal');
  expect(firstSeqSince(lot.db, 0)).toBeLessThanOrEqual(1);
  for (let n = 1; n <= 60; n += 1)
    appendEvents(lot.db, { ...CONTEXT, recordedAt: n * 10 }, [priceChange(n)]);
  lot.db.exec('DELETE FROM journal WHERE seq % 3 = 0');
  const rows = lot.db.prepare('SELECT seq, recorded_at AS at FROM journal ORDER BY seq').all();
  for (let since = 0; since <= 610; since += 5) {
    const expected = rows.find(({ at }) => Number(at) >= since);
    const found = firstSeqSince(lot.db, since);
    const next = rows.find(({ seq }) => Number(seq) >= found);
    expect([since, next?.['seq']]).toEqual([since, expected?.['seq']]);
  }
});
