import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVERY_CHANGE } from '../../../shared/list-filter.ts';
import { readFigures } from '../../feeds/figures.ts';
import { movedSince } from '../../store/journal/day-figures.ts';
import { eventsSince } from '../../store/journal/journal-read.ts';
import { changeRows } from '../../store/journal/list-rows.ts';
import { followOn } from '../../store/lot/follow.ts';
import { snapshotPages } from '../../store/scores/scorable.ts';
import { toPublicSource } from '../../store/sync/public-source.ts';
import { listSources } from '../../store/sync/sources.ts';
import { iterateVehicles } from '../../store/vehicles/vehicles.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

let lot: TestLot;
let days = 0;
beforeEach(() => {
  lot = openTestLot();
  days = 0;
});
afterEach(() => lot.close());

const vinOf = (n: number): string => `1HGCM82633A00435${n}`;
/** One file a day: what its availability column says of each vehicle; null = the vehicle is not in it. */
function day(
  texts: readonly (string | null)[],
  { column = 'Availability', role = 'own' as 'own' | 'competitor' } = {},
) {
  days += 1;
  const rows = texts.flatMap((text, n) =>
    text === null ? [] : [`${vinOf(n)},new,40000,39000,North,${text}`],
  );
  return lot.sync(
    lot.write(`lot-${days}.csv`, csv(`VIN,Condition,MSRP,Price,Dealer Name,${column}`, ...rows)),
    { role },
  );
}
const events = () =>
  [...eventsSince(lot.db, 0, 100)].flatMap((event) =>
    event.type === 'vehicle:status' ? [[event.vin, event.old, event.new]] : [],
  );
const vehicles = (): number =>
  readFigures(
    lot.db,
    listSources(lot.db).map((source) => toPublicSource(source, null)),
    null,
    Date.now(),
  ).vehicles;

describe('what a feed says of availability', () => {
  it('is an event with the old and the new status, history and a row, once', () => {
    day(['In Stock', 'In Stock', 'In Transit']);
    expect(day(['Sale Pending', 'In Stock', 'In Stock'])).toMatchObject({
      statusChanges: 2,
      events: 2,
      priceChanges: 0,
    });
    expect(day(['pending', 'In Stock', 'available'])).toMatchObject({ statusChanges: 0, events: 0 });
    const due = [
      [vinOf(0), 'available', 'pending'],
      [vinOf(2), 'in-transit', 'available'],
    ];
    expect(events()).toEqual(due);
    const rows = (fields: typeof EVERY_CHANGE.fields) =>
      changeRows(lot.db, { limit: 9 }, { ...EVERY_CHANGE, fields }).rows.map(
        (row) => row.kind === 'event' && row.type,
      );
    expect(rows(['status'])).toEqual(['vehicle:status', 'vehicle:status']);
    expect(rows(['msrp', 'price'])).toEqual([]);
    const atLeast = { percent: 5, amount: 500 };
    expect(changeRows(lot.db, { limit: 9 }, { ...EVERY_CHANGE, atLeast }).rows).toHaveLength(2);
    const [record] = iterateVehicles(lot.db, { vin: vinOf(0), dealer: null, gone: false });
    expect(record).toMatchObject({
      status: 'listed',
      availability: 'pending',
      history: [{ field: 'status', old: 'available', new: 'pending' }],
    });
  });

  it('a blank or an unknown word changes nothing; what comes after is compared with what was known', () => {
    day(['In Stock']);
    const { notices } = day(['Factory to port']);
    expect(notices.filter(({ field }) => field === 'availability')).toMatchObject([
      {
        code: 'unknown-word',
        field: 'availability',
        column: 'Availability',
        value: 'Factory to port',
        count: 1,
        sample: [vinOf(0)],
      },
    ]);
    // Also of a row that stands as it stood.
    expect(day(['Factory to port', 'In Stock']).notices).toContainEqual(
      expect.objectContaining({ code: 'unknown-word', field: 'availability', count: 1 }),
    );
    day(['']);
    day(['In Stock']);
    expect(events()).toEqual([]);
    day(['Reserved']);
    expect(events()).toEqual([[vinOf(0), 'available', 'reserved']]);
  });

  it('a column that is new, or another one, is a new baseline; a first word of a known vehicle is news but for "available"', () => {
    day(['', '', ''], { column: 'Remarks' });
    expect(day(['Sold', 'In Stock', ''])).toMatchObject({ statusChanges: 0, sold: 1 });
    expect(day(['Sold', 'In Stock', 'On Hold'])).toMatchObject({ statusChanges: 1 });
    expect(events()).toEqual([[vinOf(2), null, 'reserved']]);
  });

  it('of a competitor is history and no event', () => {
    day(['In Stock'], { role: 'competitor' });
    expect(day(['Sold'], { role: 'competitor' })).toMatchObject({ statusChanges: 0, events: 0, sold: 1 });
    expect(lot.db.prepare('SELECT old, new FROM status_history').all()).toEqual([
      { old: 'available', new: 'sold' },
    ]);
  });
});

it('the list of vehicles says it, and has what is sold among those that left', () => {
  day(['In Stock', 'In Stock', 'Pending', 'expired']);
  day(['Sold', 'In Stock', 'On Hold', 'expired']);
  while (followOn(lot.db));
  const rows = lot.db
    .prepare('SELECT vin, here, status, left_at IS NULL AS stays FROM lot_rows ORDER BY vin')
    .all();
  expect(rows.map((row) => Object.values(row))).toEqual([
    [vinOf(0), 0, 'sold', 0],
    [vinOf(1), 1, 'listed', 1],
    [vinOf(2), 1, 'reserved', 1],
    [vinOf(3), 1, 'unavailable', 1],
  ]);
});

describe('sold', () => {
  it('leaves the lot at once and is not removed once more when it leaves the feed', () => {
    day(['In Stock', 'In Stock']);
    expect(vehicles()).toBe(2);
    expect(day(['Sold', 'In Stock'])).toMatchObject({ sold: 1, removed: 0, statusChanges: 1 });
    expect(vehicles()).toBe(1);
    expect(day([null, 'In Stock'])).toMatchObject({ sold: 0, removed: 0 });
    expect(day([null, 'In Stock'])).toMatchObject({ sold: 0, removed: 0 });
    expect(vehicles()).toBe(1);
    const moved = movedSince(lot.db, 0).map(({ moved: { removed, sold } }) => [removed, sold]);
    expect(moved.reduce(([a = 0, b = 0], [c = 0, d = 0]) => [a + c, b + d], [0, 0])).toEqual([1, 1]);
  });

  it('a sale that falls through puts it back, also after it was out of the feed', () => {
    day(['In Stock', 'In Stock']);
    day(['Sold', 'In Stock']);
    expect(day(['In Stock', 'In Stock'])).toMatchObject({ sold: 0, statusChanges: 1 });
    expect(vehicles()).toBe(2);
    day(['Sold', 'In Stock']);
    day([null, 'In Stock']);
    day([null, 'In Stock']);
    expect(day(['In Stock', 'In Stock'])).toMatchObject({ returned: 1 });
    expect(vehicles()).toBe(2);
    day([null, 'In Stock']);
    expect(day([null, 'In Stock'])).toMatchObject({ removed: 1 });
    expect(day(['Sold', 'In Stock'])).toMatchObject({ returned: 1, sold: 0, statusChanges: 1 });
    expect(vehicles()).toBe(1);
  });

  it('a vehicle that arrives sold is not on the lot; absence of the others still takes two files', () => {
    day(['Sold', 'In Stock']);
    expect(vehicles()).toBe(1);
    expect(day(['Sold', null])).toMatchObject({ removed: 0 });
    expect(vehicles()).toBe(1);
    expect(day(['Sold', null])).toMatchObject({ removed: 1 });
    expect(vehicles()).toBe(0);
  });

  it('sold and expired are no comparables; pending, reserved and in transit are', () => {
    day(['Sold', 'expired', 'Pending', 'Reserved', 'In Transit', '']);
    const listed = [...snapshotPages(lot.db)]
      .flat()
      .map(({ vin, goneAt, status }) => [vin, goneAt !== null, status]);
    expect(listed).toEqual([
      [vinOf(0), true, 'sold'],
      [vinOf(1), false, 'unavailable'],
      [vinOf(2), false, 'pending'],
      [vinOf(3), false, 'reserved'],
      [vinOf(4), false, 'in-transit'],
      [vinOf(5), false, null],
    ]);
  });
});

it('a lot that an earlier version stored tells only what really changed, and counts as one that began today', () => {
  day(['In Stock', 'Sold', 'In Transit', 'In Stock']);
  // As that version left it: texts alone, and what was sold on the lot.
  lot.db.exec(`UPDATE listings SET status = NULL, sold_at = NULL;
    UPDATE sources SET dealers = '[["north","North",4]]'; DELETE FROM row_hashes`);
  expect(vehicles()).toBe(4);
  expect(day(['In Stock', 'Sold', 'In Transit', 'Pending'])).toMatchObject({ statusChanges: 1, sold: 1 });
  expect(events()).toEqual([[vinOf(3), 'available', 'pending']]);
  expect(vehicles()).toBe(3);
});
