import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listHeldSyncs } from '../../store/review/held-syncs.ts';
import { countReview, listHeldValues } from '../../store/review/held-list.ts';
import { pageDecisions } from '../../store/review/review-decisions.ts';
import { listRuns } from '../../store/sync/runs.ts';
import { listSources } from '../../store/sync/sources.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const A = '1HGCM82633A004352';
const B = '3GNAXMEV7NS200005';
const HEADER = 'VIN,Condition,MSRP,Price,Mileage,Dealer Name';

let lot: TestLot;
let day = 0;
beforeEach(() => {
  lot = openTestLot();
  day = 0;
});
afterEach(() => lot.close());

const write = (...rows: string[]) => {
  day += 1;
  return lot.write(`lot-${String(day).padStart(3, '0')}.csv`, csv(HEADER, ...rows));
};
const next = (...rows: string[]) => lot.sync(write(...rows));
const held = () => listHeldValues(lot.db, 100).rows;
const moves = () => lot.events().map(({ type, vin, old, new: now }) => [type, vin, old, now]);
const outcomes = () => pageDecisions(lot.db, 0, 100).decided.map(({ outcome, vin }) => [outcome, vin]);

describe('a value that cannot be', () => {
  it('is counted while its row stands in the file, keeps the baseline and says nothing', () => {
    next(`${A},new,40000,38619,,North`, `${B},new,42000,41000,,North`);
    for (let n = 1; n <= 3; n += 1) {
      const result = next(`${A},new,40000,3704740,,North`, `${B},new,42000,41000,,North`);
      expect(result).toMatchObject({ quarantined: 1, pending: 0, events: 0, priceChanges: 0 });
      expect(held()).toMatchObject([{ vin: A, field: 'price', value: 370_474_000, observations: n }]);
    }
    expect(lot.vehicle(A)).toMatchObject({ price: 38_619, held: ['price'], priceState: 'known' });
    expect(next(`${A},new,40000,38700,,North`, `${B},new,42000,41000,,North`)).toMatchObject({
      quarantined: 0,
      priceChanges: 1,
    });
    expect(moves()).toEqual([['price:change', A, 38_619, 38_700]]);
    expect(lot.vehicle(A)).toMatchObject({ held: [] });
    expect(outcomes()).toEqual([['withdrawn', A]]);
  });

  it('is held in a first sync, too, and its other field counts', () => {
    expect(next(`${A},new,40000,7,,North`)).toMatchObject({ baseline: true, quarantined: 1 });
    expect(lot.vehicle(A)).toMatchObject({ msrp: 40_000, price: null, priceState: 'none' });
    expect(next(`${A},new,40500,7,,North`)).toMatchObject({ quarantined: 1, msrpChanges: 1, events: 1 });
    expect(next(`${A},new,40500,39000,,North`)).toMatchObject({
      quarantined: 0,
      events: 1,
      priceChanges: 0,
    });
    expect(moves().at(-1)).toEqual(['price:change', A, null, 39_000]);
  });

  it('a competitor’s impossible value is held as well', () => {
    const rival = (price: number) =>
      lot.sync(write(`${A},new,40000,${price},,Rival`), { role: 'competitor', name: 'rival' });
    rival(39_000);
    expect(rival(3_900_000)).toMatchObject({ quarantined: 1, events: 0 });
    expect(lot.db.prepare('SELECT count(*) AS n FROM history').get()).toMatchObject({ n: 0 });
  });

  it('is decided by the last row of its VIN', () => {
    next(`${A},new,40000,39000,,North`);
    expect(next(`${A},new,40000,1,,North`, `${A},new,40000,38000,,North`)).toMatchObject({
      quarantined: 0,
      priceChanges: 1,
    });
    expect(next(`${A},new,40000,37000,,North`, `${A},new,40000,1,,North`)).toMatchObject({
      quarantined: 1,
      priceChanges: 0,
    });
    expect(lot.vehicle(A)).toMatchObject({ price: 38_000, held: ['price'] });
  });

  it('goes with its vehicle', () => {
    next(`${A},new,40000,39000,,North`, `${B},new,42000,41000,,North`);
    next(`${A},new,40000,1,,North`, `${B},new,42000,41000,,North`);
    expect(next(`${B},new,42000,41000,,North`)).toMatchObject({ removed: 0, quarantined: 0 });
    expect(held()).toHaveLength(1);
    expect(next(`${B},new,42000,41000,,North`)).toMatchObject({ removed: 1 });
    expect(held()).toEqual([]);
    expect(outcomes()).toEqual([['withdrawn', A]]);
    expect(lot.vehicle(A)).toMatchObject({ status: 'gone', held: [] });
  });
});

describe('a jump', () => {
  it('is reported at the second observation, not when the same file is read again', () => {
    next(`${A},used,,205188,30000,North`);
    const file = write(`${A},used,,39388,30000,North`);
    expect(lot.sync(file)).toMatchObject({ pending: 1, events: 0 });
    expect(lot.sync(file)).toMatchObject({ pending: 1, events: 0 });
    expect(lot.vehicle(A)).toMatchObject({ price: 205_188 });
    // The same bytes on the next day are read, although they are the same.
    expect(next(`${A},used,,39388,30000,North`)).toMatchObject({ pending: 0, events: 1, unchanged: false });
    expect(moves()).toEqual([['price:change', A, 205_188, 39_388]]);
    expect(outcomes()).toEqual([['confirmed', A]]);
  });

  it('leaves the short way to files that wait for nothing, and counts what they hold', () => {
    next(`${A},new,40000,39000,,North`);
    next(`${A},new,40000,1,,North`);
    expect(next(`${A},new,40000,1,,North`)).toMatchObject({ unchanged: true, quarantined: 1 });
    expect(held()).toMatchObject([{ observations: 2 }]);
  });
});

describe('a suspicious sync', () => {
  const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
  const lotOf = (price: (n: number) => number, count = VINS.length) =>
    VINS.slice(0, count).map((vin, n) => `${vin},new,40000,${price(n)},,North`);
  const kept = () =>
    existsSync(join(lot.dir, 'data/held')) ? readdirSync(join(lot.dir, 'data/held')) : [];
  const stored = () =>
    lot.db
      .prepare('SELECT price, absent_from, gone_at FROM listings ORDER BY id')
      .all()
      .concat(lot.db.prepare('SELECT observations, digest, error, dealers FROM sources').all());

  it('a sync in which most vehicles move far changes nothing and is held with its file', () => {
    next(...lotOf(() => 39_000));
    const before = stored();
    const result = next(...lotOf((n) => (n < 9 ? 36_000 : 39_000)));
    expect(result).toMatchObject({
      events: 9,
      priceChanges: 9,
      held: { check: 'sync:moves', reason: expect.stringMatching(/^9 of 20 known vehicles/) },
    });
    expect(stored()).toEqual(before);
    expect(lot.events()).toEqual([]);
    expect(listRuns(lot.db, null, 1)).toMatchObject([
      { state: 'held', result: { held: { check: 'sync:moves' } } },
    ]);
    const [sync] = listHeldSyncs(lot.db);
    expect(sync).toMatchObject({
      file: 'lot-002.csv',
      figures: { matched: 20, moved: 9, vehiclesBefore: 20 },
    });
    expect(kept()).toEqual([sync?.kept]);
  });

  it('that lists less than half removes nobody', () => {
    next(...lotOf(() => 39_000));
    expect(next(...lotOf(() => 39_000, 9))).toMatchObject({ held: { check: 'sync:shrink' } });
    expect(next(...lotOf(() => 39_000, 9))).toMatchObject({ held: { check: 'sync:shrink' }, removed: 0 });
    expect(lot.vehicles().every((vehicle) => vehicle['status'] === 'listed')).toBe(true);
    // The newer one took the older one's place.
    expect(listHeldSyncs(lot.db)).toHaveLength(1);
    expect(kept()).toHaveLength(1);
    expect(outcomes()).toEqual([['superseded', null]]);
  });

  it('asks once about the same file, and no more once a good one came', () => {
    next(...lotOf(() => 39_000));
    const file = write(...lotOf(() => 36_000));
    lot.sync(file);
    lot.sync(file);
    expect(countReview(lot.db)).toEqual({ syncs: 1, quarantined: 0, pending: 0 });
    expect(outcomes()).toEqual([]);
    next(...lotOf(() => 39_500));
    expect(countReview(lot.db).syncs).toBe(0);
    expect(kept()).toEqual([]);
    expect(outcomes()).toEqual([['superseded', null]]);
    expect(listSources(lot.db)[0]?.error).toBeNull();
  });

  it('a sync is not suspicious where a whole model moves by little, or all prices are new ones of another column', () => {
    next(...lotOf(() => 39_000));
    expect(next(...lotOf(() => 39_750))).toMatchObject({ held: null, priceChanges: 20 });
    const settings = { mapping: { price: ['MSRP'] } };
    expect(lot.sync(write(...lotOf(() => 1)), { settings })).toMatchObject({ held: null, events: 0 });
  });

  it('is not made of values that are held one by one already', () => {
    next(...lotOf(() => 39_000));
    // Eight of twenty are not enough to hold it whole; the next day two more go wrong.
    next(...lotOf((n) => (n < 8 ? 3_900_000 : 39_000)));
    expect(next(...lotOf((n) => (n < 10 ? 3_900_000 : 39_000)))).toMatchObject({
      held: null,
      quarantined: 10,
    });
  });
});
