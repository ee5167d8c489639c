import { afterEach, beforeEach, expect, it } from 'vitest';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { DayCounter } from './day-figures.ts';

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

const day = (number: number, ...prices: number[]): void => {
  const rows = prices.map((price, n) => `1HGCM82633A00435${n},new,40000,${price},,North`);
  lot.sync(lot.write(`lot-${number}.csv`, csv('VIN,Condition,MSRP,Price,Mileage,Dealer Name', ...rows)));
};

it('counts on from where it was and says what a count of the whole day says', () => {
  const going = new DayCounter(lot.db);
  day(1, 39_000, 38_000);
  expect(going.read(0)).toEqual({ msrp: 0, price: 0, biggestDrop: null });
  day(2, 38_500, 38_100);
  expect(going.read(0)).toMatchObject({ msrp: 0, price: 2, biggestDrop: { delta: -500 } });
  day(3, 38_400, 36_000);
  day(4, 38_300, 36_500);
  expect(going.read(0)).toMatchObject({
    price: 6,
    biggestDrop: { delta: -2_100, vin: '1HGCM82633A004351' },
  });
  expect(going.read(0)).toEqual(new DayCounter(lot.db).read(0));
  const tomorrow = Date.now() + 86_400_000;
  expect(going.read(tomorrow)).toEqual({ msrp: 0, price: 0, biggestDrop: null });
});
