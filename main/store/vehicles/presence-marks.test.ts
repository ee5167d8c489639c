import { afterEach, beforeEach, expect, it } from 'vitest';
import { csv, openTestLot, type TestLot } from '../../jobs/msrp-sync/fixture.ts';
import { readVehiclePage } from './vehicle-page.ts';
import { DAY_MS } from '../../../shared/units.ts';

const START = Date.UTC(2026, 0, 5, 12);
let lot: TestLot;
let days = 0;
beforeEach(() => {
  lot = openTestLot();
  days = 0;
});
afterEach(() => lot.close());

/** A file a day: what it says of the car's availability; null = it is not in it. */
function files(...statuses: readonly (string | null)[]): void {
  for (const status of statuses) {
    days += 1;
    const car = status === null ? [] : [`CAR1,used,39000,North,${status}`];
    const file = lot.write(
      `lot-${days}.csv`,
      csv('VIN,Condition,Price,Dealer Name,Status', 'OTHER1,used,39000,North,', ...car),
    );
    lot.sync(file, { asOf: START + (days - 1) * DAY_MS });
  }
}
const marks = () =>
  readVehiclePage(lot.db, 'CAR1')?.marks.map(({ asOf, kind }) => `${asOf.slice(8, 10)} ${kind}`);

it('a car that leaves, comes back and is sold has a mark for each, on the day of the file', () => {
  files('', '', null, null, '', 'Sold', null, null);
  expect(marks()).toEqual(['08 gone', '09 back', '10 sold']);
});

it('a sale that falls through is a return', () => {
  files('Available', 'Sold', 'Available');
  expect(marks()).toEqual(['06 sold', '07 back']);
});

it('what was gone before the journal had it is marked where it stands now', () => {
  files('', null, null);
  lot.db.exec("DELETE FROM journal WHERE type = 'vehicle:presence'");
  expect(marks()).toEqual(['07 gone']);
});
