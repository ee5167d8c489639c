import { afterEach, beforeEach, expect, it } from 'vitest';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { housekeep } from '../../jobs/run/housekeeping.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/preferences.ts';
import { writePreferences } from '../settings.ts';
import { removeSource } from '../sync/remove-source.ts';
import { mustFindSource } from '../sync/sources.ts';
import { verifyChain } from './advertised-hash.ts';
import { advertisedOf } from './advertised.ts';
import { pruneAdvertised, readPruned } from './advertised-prune.ts';

const VIN = '1HGCM82633A004352';
const YEAR_MS = 365.25 * 86_400_000;
const NOW = Date.UTC(2026, 5, 1);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

/** A file of its year, at another price than the one before. */
function advertise(year: number, price: number): void {
  const file = lot.write(
    `lot-${year}-${price}.csv`,
    csv('VIN,Condition,MSRP,Price', `${VIN},new,42000,${price}`),
  );
  lot.sync(file, { name: 'lot', asOf: Date.UTC(year, 0, 1) });
}
const records = () => advertisedOf(lot.db, VIN);
const years = () => records().map(({ from }) => Number(from.slice(0, 4)));
const count = (table: string): number =>
  Number(lot.db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);

it('deletes what was no longer advertised, and the rest of the chain can still be judged', () => {
  for (const year of [2018, 2019, 2020, 2022, 2024, 2025]) advertise(year, 40_000 - year);
  const [, , third] = records();
  expect(pruneAdvertised(lot.db, Date.UTC(2021, 5, 1), NOW)).toBe(2);
  // What 2020 said still stood in June 2021.
  expect(years()).toEqual([2020, 2022, 2024, 2025]);
  expect(records()[0]).toMatchObject({ n: 3, previous: third?.previous, isFirstKept: true });
  expect(verifyChain(VIN, records())).toEqual({ records: 4, deleted: 2, holds: true, broken: null });
  expect([count('price_files'), readPruned(lot.db)]).toEqual([4, { records: 2, at: NOW }]);
  // Once more, further: the new first says what it follows, and the sums go on.
  expect(pruneAdvertised(lot.db, Date.UTC(2023, 0, 1), NOW + 1)).toBe(1);
  expect(verifyChain(VIN, records())).toEqual({ records: 3, deleted: 3, holds: true, broken: null });
  expect(readPruned(lot.db)).toEqual({ records: 3, at: NOW + 1 });
  advertise(2026, 39_000);
  expect(verifyChain(VIN, records()).holds).toBe(true);
});

it('a record that is changed or left out afterwards is still found', () => {
  for (const year of [2018, 2019, 2020, 2021, 2022]) advertise(year, 40_000 - year);
  pruneAdvertised(lot.db, Date.UTC(2019, 5, 1), NOW);
  const all = records();
  expect(all.map(({ n }) => n)).toEqual([2, 3, 4, 5]);
  for (const at of [0, 1, 2]) expect(verifyChain(VIN, all.toSpliced(at, 1)).holds).toBe(false);
  const holdsWith = (at: number, change: object): boolean =>
    verifyChain(
      VIN,
      all.map((record, index) => (index === at ? { ...record, ...change } : record)),
    ).holds;
  for (const at of [0, 1, 2, 3]) expect(holdsWith(at, { row: 99 })).toBe(false);
  expect(holdsWith(0, { previous: 'ab'.repeat(32) })).toBe(false);
});

it('the prices of today stay however old, and a vehicle that comes back is compared with its last', () => {
  advertise(2015, 40_000);
  advertise(2016, 39_000);
  expect(pruneAdvertised(lot.db, NOW, NOW)).toBe(0);
  expect(years()).toEqual([2015, 2016]);
});

it('records of a removed source go by the same rule', () => {
  for (const year of [2017, 2018, 2019, 2020]) advertise(year, 40_000 - year);
  pruneAdvertised(lot.db, Date.UTC(2018, 5, 1), NOW);
  removeSource(lot.db, mustFindSource(lot.db, 'lot'));
  expect(verifyChain(VIN, records())).toEqual({ records: 3, deleted: 1, holds: true, broken: null });
  pruneAdvertised(lot.db, Date.UTC(2019, 5, 1), NOW);
  expect(verifyChain(VIN, records())).toEqual({ records: 2, deleted: 2, holds: true, broken: null });
});

it('nothing goes unless a person says so; then once a day, and at once where the years are others', () => {
  for (const year of [2018, 2019, 2020, 2022, 2024, 2025]) advertise(year, 40_000 - year);
  housekeep(lot.db, NOW);
  expect(years()).toHaveLength(6);
  const keep = (evidenceYears: number | null): void =>
    writePreferences(lot.db, { ...DEFAULT_PREFERENCES, evidenceYears });
  keep(5);
  housekeep(lot.db, NOW);
  expect(years()).toEqual([2020, 2022, 2024, 2025]);
  keep(3);
  housekeep(lot.db, NOW + 1);
  expect(years()).toEqual([2022, 2024, 2025]);
  // Two years on, but looked at a moment ago.
  lot.db.exec(`UPDATE meta SET value = '3 ${NOW + 2 * YEAR_MS - 1}' WHERE key = 'evidenceLooked'`);
  housekeep(lot.db, NOW + 2 * YEAR_MS);
  expect(years()).toHaveLength(3);
  housekeep(lot.db, NOW + 2 * YEAR_MS + 86_400_000);
  expect(years()).toHaveLength(2);
  keep(null);
  housekeep(lot.db, NOW + 50 * YEAR_MS);
  expect(years()).toHaveLength(2);
});
