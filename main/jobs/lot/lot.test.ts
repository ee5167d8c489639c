import { afterEach, beforeEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { lotQuerySchema } from '../../../shared/lot-list/query.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { followLot, isLotBehind } from '../../store/lot/follow.ts';
import { lotRows } from '../../store/lot/page.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { runRecompute } from '../score-recompute/run.ts';

/** The list beside real syncs and scorings. */
const HEADER = 'VIN,Condition,Year,Make,Model,Trim,MSRP,Price,Dealer Name,Date In Stock';
const OURS = { settings: { ownDealers: ['North'] } };
const car = (vin: string, price: number, dealer = 'North'): string =>
  `${vin},new,2026,Toyota,RAV4,LE,40000,${price},${dealer},2025-12-01`;
const RIVALS = [36_000, 38_000, 40_000].map((price, at) => car(`RIVAL${at}`, price, `R${at}`));

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

let day = 0;
const sync = (...cars: readonly string[]): void => {
  day += 1;
  lot.sync(lot.write(`lot-${day}.csv`, csv(HEADER, ...cars)), OURS);
};
const recompute = (): void => {
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  const scope = { kind: 'all' } as const;
  runRecompute(
    lot.db,
    { runId: uuidv7(), scope, reason: 'recompute', asOf: Date.UTC(2026, 0, 2), instanceId: 'here' },
    hooks,
  );
};
const rows = (query: object = {}): LotRow[] => {
  followLot(lot.db);
  return [...lotRows(lot.db, lotQuerySchema.parse(query), Date.UTC(2026, 0, 3))];
};

it('price to market and how many it was compared with come from the scoring', () => {
  sync(car('OURS1', 39_000), ...RIVALS);
  expect(rows()).toMatchObject([{ vin: 'OURS1', ptm: null, comparables: null }]);
  recompute();
  expect(rows()).toMatchObject([{ vin: 'OURS1', ptm: 102.6, comparables: 3, days: 33, discount: 2.5 }]);
});

it('where comparables are too few, their number stands without a price to market', () => {
  sync(car('OURS1', 39_000), ...RIVALS.slice(1));
  recompute();
  expect(rows()).toMatchObject([{ ptm: null, comparables: 2 }]);
});

it('a change, a leave and a return show without a sync knowing of the list', () => {
  sync(car('OURS1', 39_000), car('OURS2', 37_000), ...RIVALS);
  expect(rows().map(({ change }) => change)).toEqual([null, null]);
  sync(car('OURS1', 38_500), ...RIVALS);
  expect(isLotBehind(lot.db)).toBe(true);
  expect(rows({ sort: [{ column: 'price' }] })).toMatchObject([
    { vin: 'OURS2', status: 'missing' },
    { vin: 'OURS1', change: { field: 'price', old: 39_000, new: 38_500 } },
  ]);
  sync(car('OURS1', 38_500), ...RIVALS);
  expect(rows().map(({ vin }) => vin)).toEqual(['OURS1']);
  expect(rows({ presence: 'left' })).toMatchObject([{ vin: 'OURS2', status: 'gone' }]);
  sync(car('OURS1', 38_500), car('OURS2', 37_000), ...RIVALS);
  expect(rows().map(({ vin, leftAt }) => [vin, leftAt])).toEqual([
    ['OURS1', null],
    ['OURS2', null],
  ]);
});

it('a source that is removed takes its rows along', () => {
  sync(car('OURS1', 39_000), ...RIVALS);
  expect(rows({ role: 'any' })).toHaveLength(4);
  lot.db.exec('PRAGMA foreign_keys = ON; DELETE FROM sources');
  expect(rows({ role: 'any' })).toEqual([]);
});
