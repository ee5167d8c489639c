import { afterEach, beforeEach, expect, it } from 'vitest';
import { lotQuerySchema } from '../../../shared/lot-list/query.ts';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { followLot } from './follow.ts';
import { lotPage } from './page.ts';
import { lotSums } from './sums.ts';

let lot: TestLot;
let files = 0;
beforeEach(() => {
  lot = openTestLot();
  files = 0;
});
afterEach(() => lot.close());

const NOW = Date.UTC(2026, 1, 1);
const sync = (name: string, vins: readonly string[], role: 'own' | 'competitor' = 'own') => {
  files += 1;
  const rows = vins.map((vin) => `${vin},used,39000,North`);
  const file = lot.write(
    `${name}-2026-01-${10 + files}.csv`,
    csv('VIN,Condition,Price,Dealer Name', ...rows),
  );
  return lot.sync(file, { name, role });
};
const QUERY = lotQuerySchema.parse({ sort: [{ column: 'vin', descending: false }] });
const shown = () => {
  followLot(lot.db);
  const { rows } = lotPage(lot.db, { query: QUERY, cursor: null, limit: 10 }, NOW);
  return rows.map(({ vin, source, alsoIn }) => [vin, source, alsoIn.join()]);
};
const sums = () => {
  const { count, again } = lotSums(lot.db, QUERY, NOW);
  return [count, again];
};

it('a vehicle that two of our sources list has a row for each, and each says so', () => {
  sync('website', ['CARA1', 'CARB1']);
  expect(shown().map(([, , also]) => also)).toEqual(['', '']);
  sync('rooftop', ['CARB1', 'CARC1']);
  sync('rival', ['CARA1'], 'competitor');
  expect(shown()).toEqual([
    ['CARA1', 'website', ''],
    ['CARB1', 'website', 'rooftop'],
    ['CARB1', 'rooftop', 'website'],
    ['CARC1', 'rooftop', ''],
  ]);
  expect(sums()).toEqual([4, 1]);
  // It left one of them.
  sync('rooftop', ['CARC1']);
  sync('rooftop', ['CARC1']);
  expect(shown()).toEqual([
    ['CARA1', 'website', ''],
    ['CARB1', 'website', ''],
    ['CARC1', 'rooftop', ''],
  ]);
  expect(sums()).toEqual([3, 0]);
});
