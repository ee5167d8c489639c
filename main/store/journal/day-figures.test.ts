import { afterEach, beforeEach, expect, it } from 'vitest';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { addMoved, movedSince, NOT_MOVED, readDrop } from './day-figures.ts';

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const day = (number: number, ...prices: number[]): void => {
  const rows = prices.map((price, n) => `1HGCM82633A00435${n},new,40000,${price},,North`);
  lot.sync(lot.write(`lot-${number}.csv`, csv('VIN,Condition,MSRP,Price,Mileage,Dealer Name', ...rows)));
};

it('the day’s figures count the moves of a day by dealer, whatever becomes of runs, and names the deepest fall', () => {
  const read = (from = 0) =>
    movedSince(lot.db, from)
      .map(({ moved }) => moved)
      .reduce(addMoved, NOT_MOVED);
  day(1, 39_000, 38_000);
  expect(read()).toMatchObject({ msrp: 0, price: 0, drop: null });
  day(2, 38_500, 38_100);
  expect(read()).toMatchObject({ msrp: 0, price: 2, drop: { delta: -50_000 } });
  day(3, 38_400, 36_000);
  day(4, 38_300, 36_500);
  lot.db.exec("DELETE FROM runs WHERE state = 'done' AND run_id NOT IN (SELECT last_run FROM sources)");
  const { price, drop } = read();
  expect(price).toBe(6);
  expect(drop === null ? null : readDrop(lot.db, drop)).toMatchObject({
    delta: -2_100,
    vin: '1HGCM82633A004351',
  });
  expect(read(Date.now() + 86_400_000)).toMatchObject(NOT_MOVED);
});
