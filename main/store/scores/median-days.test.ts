import { afterEach, beforeEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { runRecompute } from '../../jobs/score-recompute/run.ts';
import { readIdentity } from '../meta.ts';
import { readMedianDays, refreshMedianDays } from './median-days.ts';
import { DAY_MS } from '../../../shared/units.ts';

const START = Date.UTC(2026, 0, 5, 12);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const HEADER = 'VIN,Condition,Year,Make,Model,Trim,MSRP,Price,Dealer Name,Photos,Date In Stock';
const car = (vin: string, dealer: string, price: number): string =>
  `${vin},new,2026,Toyota,RAV4,LE,40000,${price},${dealer},http://a/1.jpg,2025-12-01`;

/** The file of a day, and the recompute that follows it. */
function day(number: number, ...rows: readonly string[]): void {
  const asOf = START + number * DAY_MS;
  lot.sync(lot.write(`lot-${number}.csv`, csv(HEADER, ...rows)), {
    asOf,
    settings: { ownDealers: ['North', 'South'] },
  });
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  const { instanceId } = readIdentity(lot.db);
  const request = {
    runId: uuidv7(),
    scope: { kind: 'all' },
    reason: 'recompute',
    asOf,
    instanceId,
  } as const;
  runRecompute(lot.db, request, hooks);
}
const rivals = (price: number): string[] =>
  ['R1', 'R2', 'R3', 'R4'].map((vin, n) => car(vin, `Rival ${n}`, price + n * 10));
const month = (from: number, to: number): void => {
  for (let number = from; number <= to; number += 1)
    day(
      number,
      car('N1', 'North', 40_000 - number * 300),
      car('N2', 'North', 39_000),
      ...(number < 4 ? [car('S1', 'South', 42_000)] : []),
      ...rivals(38_000),
    );
};

it('has a point for each day of the data, of all vehicles and of each dealer', () => {
  month(0, 3);
  const all = readMedianDays(lot.db, null);
  expect(all.map((one) => one.day)).toEqual(['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08']);
  for (const { avi, cis } of all) expect([avi, cis].every((score) => typeof score === 'number')).toBe(true);
  const south = readMedianDays(lot.db, 'south');
  expect(south).toHaveLength(4);
  // The dearest of all stands behind the others of the lot.
  expect(south[0]?.cis ?? 100).toBeLessThan(readMedianDays(lot.db, 'north')[0]?.cis ?? 0);
  expect(readMedianDays(lot.db, 'nobody')).toEqual([]);
});

it('keeps 30 days, and the last recompute of a day', () => {
  month(0, 1);
  const before = readMedianDays(lot.db, 'north');
  day(1, car('N1', 'North', 30_000), car('N2', 'North', 30_000), ...rivals(38_000));
  const after = readMedianDays(lot.db, 'north');
  expect(after).toHaveLength(2);
  expect(after[0]).toEqual(before[0]);
  expect(after[1]?.cis).toBeGreaterThan(before[1]?.cis ?? 100);
  day(40, car('N1', 'North', 30_000), ...rivals(38_000));
  expect(readMedianDays(lot.db, null).map((one) => one.day)).toEqual(['2026-02-14']);
});

it('what was not kept is found in the history of the vehicles, until each left', () => {
  month(0, 8);
  const kept = readMedianDays(lot.db, null);
  expect(new Set(kept.map(({ cis }) => cis)).size).toBeGreaterThan(1);
  lot.db.exec("DELETE FROM settings WHERE key = 'scoreMedianDays'");
  day(9, car('N1', 'North', 37_000), car('N2', 'North', 39_000), ...rivals(38_000));
  const found = readMedianDays(lot.db, null);
  expect(found.at(-1)?.day).toBe('2026-01-14');
  // A day on which no integer moved has no point of its own.
  const due = kept.filter(({ day: of }) => found.some((one) => one.day === of));
  expect(due.length).toBeGreaterThan(3);
  expect(found.slice(0, -1)).toEqual(due);
});

it('of a source that is gone nothing stays', () => {
  month(0, 2);
  lot.db.exec('PRAGMA foreign_keys = ON; DELETE FROM sources');
  refreshMedianDays(lot.db);
  expect(readMedianDays(lot.db, null)).toEqual([]);
});
