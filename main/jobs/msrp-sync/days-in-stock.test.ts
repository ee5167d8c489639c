import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAnythingDirty } from '../../store/scores/dirty.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const HOUR = 3_600_000;
/** Noon of a day of January. */
const noon = (day: number): number => Date.UTC(2026, 0, day, 12);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

type Car = { readonly days: number | string; readonly price?: number; readonly vin?: string };
const line = ({ vin = 'CAR1', price = 20_000, days }: Car): string => `${vin},Honda,Fit,${price},${days}`;
const feed = (asOf: number, ...cars: readonly Car[]) =>
  lot.sync(lot.write('lot.csv', csv('VIN,Make,Model,Price,Days in Stock', ...cars.map(line))), { asOf });
const stored = () => lot.db.prepare('SELECT * FROM listings ORDER BY id').all();
const dates = () =>
  stored().map((row) => new Date(Number(row['date_in_stock'])).toISOString().slice(0, 10));
/** Counts the rows of listings that are written from now on. */
function watchWrites(): () => number {
  lot.db.exec(`CREATE TEMP TABLE written (id);
    CREATE TEMP TRIGGER watch AFTER UPDATE ON main.listings BEGIN INSERT INTO written VALUES (new.id); END`);
  return () => Number(lot.db.prepare('SELECT count(*) AS n FROM written').get()?.['n']);
}
const clean = (): void =>
  void lot.db.exec("DELETE FROM touched; DELETE FROM meta WHERE key = 'scoresDueSince'");

describe('a feed that counts days in stock', () => {
  it('is the same from day to day: one more day is no change, no score is dirty, no listing is written', () => {
    feed(noon(10), { days: 4 }, { vin: 'CAR2', days: 30 });
    clean();
    const written = watchWrites();
    for (const day of [11, 12, 15]) {
      feed(noon(day), { days: day - 6 }, { vin: 'CAR2', days: day + 20 });
      expect(written()).toBe(0);
      expect(isAnythingDirty(lot.db)).toBe(false);
    }
    expect(dates()).toEqual(['2026-01-06', '2025-12-11']);
    feed(noon(16), { days: 10, price: 19_000 }, { vin: 'CAR2', days: 36 });
    expect(written()).toBe(1);
  });

  it('keeps its date where the feed’s day ends at another hour than ours', () => {
    feed(noon(10), { days: 4 });
    clean();
    feed(noon(10) + 11 * HOUR, { days: 5 });
    feed(noon(11) - 11 * HOUR, { days: 4 });
    expect(dates()).toEqual(['2026-01-06']);
    expect(isAnythingDirty(lot.db)).toBe(false);
  });

  it('a corrected count of days is a change', () => {
    feed(noon(10), { days: 4 });
    clean();
    feed(noon(11), { days: 40 });
    expect(dates()).toEqual(['2025-12-02']);
    expect(isAnythingDirty(lot.db)).toBe(true);
  });

  it('reports a price that changes with the day, and nothing else', () => {
    feed(noon(10), { days: 4 }, { vin: 'CAR2', days: 30 });
    expect(feed(noon(11), { days: 5, price: 19_500 }, { vin: 'CAR2', days: 31 })).toMatchObject({
      priceChanges: 1,
      rows: 2,
      vehicles: 2,
      duplicates: 0,
    });
    // Of a car that stands there twice: the row that says what it said is read where another does not, and counts (rules 1).
    const twice = feed(
      noon(12),
      { days: 6, price: 19_500 },
      { days: 6, price: 19_000 },
      { vin: 'CAR2', days: 32 },
    );
    expect(twice).toMatchObject({ priceChanges: 0, duplicates: 1, vehicles: 2 });
    expect(lot.vehicle('CAR1')).toMatchObject({ price: 19_500, conflict: true });
  });

  it('counts who is missing as ever', () => {
    feed(noon(10), { days: 4 }, { vin: 'CAR2', days: 30 });
    expect(feed(noon(11), { days: 5 }).removed).toBe(0);
    expect(feed(noon(12), { days: 6 }).removed).toBe(1);
    expect(feed(noon(13), { days: 7 }, { vin: 'CAR2', days: 33 }).returned).toBe(1);
  });
});
