import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { mustFindSource } from '../sync/sources.ts';
import { removeSource } from '../sync/remove-source.ts';
import { verifyChain } from './advertised-hash.ts';
import { advertisedOf } from './advertised.ts';

const VIN = '1HGCM82633A004352';
const OTHER = '1M8GDM9AXKP042788';
const HEADER = 'VIN,Condition,MSRP,Internet Price,Rebate,Doc Fee,Make,Model';

let lot: TestLot;
let files: string[] = [];
beforeEach(() => {
  lot = openTestLot();
  files = [];
});
afterEach(() => lot.close());

/** The next day's file: prices of the vehicle, or null where it is not listed; another one is always there. */
function next(prices: string | null, header = HEADER): void {
  const rows = [`${OTHER},new,30000,29000,,,Honda,Civic`];
  if (prices !== null) rows.push(`${VIN},new,${prices},Honda,Accord`);
  const file = lot.write(`lot-${String(files.length + 1).padStart(3, '0')}.csv`, csv(header, ...rows));
  files.push(file);
  lot.sync(file, { name: 'lot', settings: { currency: 'USD' } });
}
const records = () => advertisedOf(lot.db, VIN);
const ladder = () =>
  records().map(({ prices, row, from, to }) => [
    prices?.map(({ amount }) => amount) ?? null,
    row,
    from.slice(11, 16),
    to?.slice(11, 16) ?? null,
  ]);

it('a record is written only when a price changes, with file, digest, row and the time it stood', () => {
  next('42000,40500,500,499');
  next('42000,40500,500,499');
  next('42000,40500,750,499');
  next('42000,40500,750,');
  next('42000,40500,750,');
  expect(ladder()).toEqual([
    [[42_000, 40_500, 500, 499], 2, '00:01', '00:03'],
    [[42_000, 40_500, 750, 499], 2, '00:03', '00:04'],
    [[42_000, 40_500, 750, null], 2, '00:04', null],
  ]);
  const [, second] = records();
  const digest = createHash('sha256')
    .update(readFileSync(files[2] ?? ''))
    .digest('hex');
  expect(second).toMatchObject({ source: 'lot', file: 'lot-003.csv', digest, currency: 'USD' });
  expect(second?.prices?.map(({ name, role, field }) => [name, role, field])).toEqual([
    ['MSRP', 'msrp', 'msrp'],
    ['Internet Price', 'internet', 'price'],
    ['Rebate', 'rebate', null],
    ['Doc Fee', 'docFee', null],
  ]);
  expect(lot.vehicle(VIN)?.['prices']).toMatchObject([
    { name: 'MSRP', amount: 42_000 },
    { name: 'Internet Price', amount: 40_500 },
    { name: 'Rebate', amount: 750 },
  ]);
});

it('a vehicle that is missing is not advertised from then on, and again when it is back in the same words', () => {
  next('42000,40500,,');
  next(null);
  next(null);
  next('42000,40500,,');
  expect(ladder()).toEqual([
    [[42_000, 40_500, null, null], 2, '00:01', '00:02'],
    [null, null, '00:02', '00:04'],
    [[42_000, 40_500, null, null], 2, '00:04', null],
  ]);
  expect(verifyChain(VIN, records()).holds).toBe(true);
});

it('columns that move, come or go without an amount change no price', () => {
  next('42000,40500,,');
  next('40500,42000', 'VIN,Condition,Internet Price,MSRP,Make,Model');
  next('40500,42000', 'VIN,Condition,Internet Price,MSRP,Make,Model');
  expect(records()).toHaveLength(1);
});

it('the row that counts of a VIN is what the file advertises: here the last', () => {
  const rows = [`${VIN},new,42000,41000,,,Honda,Accord`, `${VIN},new,42000,39900,,,Honda,Accord`];
  next('42000,40500,,');
  lot.sync(lot.write('lot-002.csv', csv(HEADER, ...rows)), { name: 'lot', settings: { currency: 'USD' } });
  expect(ladder().at(-1)?.slice(0, 2)).toEqual([[42_000, 39_900, null, null], 2]);
});

it('the chain can be counted again from an export alone', () => {
  next('42000,40500,500,499');
  next('42000,40100,500,499');
  next(null);
  let previous = '';
  for (const { n, source, from, file, digest, row, currency, prices, hash } of records()) {
    const said = prices?.map(({ name, role, field, amount }) => [name, role, field, amount]) ?? null;
    previous = createHash('sha256')
      .update(JSON.stringify([previous, VIN, source, n, from, file, digest, row, currency, said]))
      .digest('hex');
    expect(hash).toBe(previous);
  }
});

it('whatever of a record is changed, or one left out, the chain does not hold', () => {
  for (const price of [40_500, 40_100, 39_900, 39_500]) next(`42000,${price},500,499`);
  const all = records();
  expect(verifyChain(VIN, all)).toEqual({ records: 4, deleted: 0, holds: true, broken: null });
  fc.assert(
    fc.property(
      fc.nat({ max: 3 }),
      fc.constantFrom(
        { row: 9 },
        { file: 'other.csv' },
        { digest: 'ab' },
        { from: '2020-01-01T00:00:00.000Z' },
        { currency: 'EUR' },
        { prices: null },
        { source: 'x' },
      ),
      (at, change) => {
        const forged = all.map((record, index) => (index === at ? { ...record, ...change } : record));
        expect(verifyChain(VIN, forged)).toMatchObject({ holds: false });
      },
    ),
  );
  for (const at of [0, 1, 2]) expect(verifyChain(VIN, all.toSpliced(at, 1)).holds).toBe(false);
  lot.db.exec("UPDATE advertised SET prices = '1,2,3,4' WHERE n = 2");
  expect(verifyChain(VIN, records())).toMatchObject({ holds: false, broken: { source: 'lot', n: 2 } });
});

it('what was advertised stays when its source is removed, and a later source of that name begins its own chain', () => {
  next('42000,40500,,');
  next('42000,39900,,');
  removeSource(lot.db, mustFindSource(lot.db, 'lot'));
  expect(records()).toHaveLength(2);
  next('41000,39000,,');
  expect(records().map(({ n, previous }) => [n, previous === ''])).toEqual([
    [1, true],
    [2, false],
    [1, true],
  ]);
  expect(verifyChain(VIN, records()).holds).toBe(true);
});

it('nothing of a sync that is held is recorded', () => {
  const many = (rise: number): string =>
    csv(
      HEADER,
      ...Array.from(
        { length: 20 },
        (_, n) => `1HGCM82633A1000${10 + n},new,40000,${30_000 + n * 50 + rise},,,Honda,Fit`,
      ),
    );
  lot.sync(lot.write('lot-001.csv', many(0)), { name: 'lot' });
  expect(lot.sync(lot.write('lot-002.csv', many(5_000)), { name: 'lot' }).held).not.toBeNull();
  expect(lot.db.prepare('SELECT count(*) AS n FROM advertised').get()).toEqual({ n: 20 });
  expect(lot.db.prepare('SELECT count(*) AS n FROM price_files').get()).toEqual({ n: 1 });
});
