import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRuns, pageProblems } from '../../store/sync/runs.ts';
import { listSources } from '../../store/sync/sources.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

const A = '1HGCM82633A004352';
const B = '3GNAXMEV7NS200005';
const HEADER = 'VIN,Condition,MSRP,Price,Mileage,Dealer Name';

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => lot.close());

/** Syncs the rows as the next day's file of one source. */
let day = 0;
const next = (...rows: string[]) => {
  day += 1;
  return lot.sync(lot.write(`lot-${String(day).padStart(3, '0')}.csv`, csv(HEADER, ...rows)));
};
const moves = () =>
  lot.events().map(({ type, vin, old, new: now, deltaPct }) => [type, vin, old, now, deltaPct]);

describe('a sync', () => {
  it('takes a first sync as baseline: vehicles, no events', () => {
    const result = next(`${A},new,40000,39000,,North`, `${B},new,42000,41000,,North`);
    expect(result).toMatchObject({
      baseline: true,
      rows: 2,
      vehicles: 2,
      added: 0,
      events: 0,
      dealerIds: ['north'],
    });
    expect(lot.events()).toEqual([]);
  });

  it('reports known values that changed with old, new and delta, MSRP before price', () => {
    next(`${A},new,40000,39000,,North`);
    const result = next(`${A},new,40250,38000,,North`);
    expect(result).toMatchObject({ baseline: false, msrpChanges: 1, priceChanges: 1, events: 2, added: 0 });
    expect(moves()).toEqual([
      ['msrp:change', A, 40_000, 40_250, 0.63],
      ['price:change', A, 39_000, 38_000, -2.56],
    ]);
  });

  it('reports a later new vehicle as a first sighting', () => {
    next(`${A},new,40000,39000,,North`);
    const result = next(`${A},new,40000,39000,,North`, `${B},new,42000,,,North`);
    expect(result).toMatchObject({ added: 1, events: 1, msrpChanges: 0, priceChanges: 0 });
    expect(moves()).toEqual([['msrp:change', B, null, 42_000, null]]);
  });

  it('says nothing when a column is blank for a day and comes back unchanged', () => {
    next(`${A},new,40000,39000,,North`);
    expect(next(`${A},new,,,,North`)).toMatchObject({ msrpChanges: 0, priceChanges: 0, events: 0 });
    expect(lot.vehicle(A)).toMatchObject({ msrp: 40_000, msrpState: 'missing', priceState: 'missing' });
    expect(next(`${A},new,40000,38500,,North`)).toMatchObject({
      msrpChanges: 0,
      priceChanges: 1,
      events: 1,
    });
    expect(lot.vehicle(A)).toMatchObject({ msrpState: 'known' });
  });

  it('reports a known vehicle’s first value with old null and counts it as no change', () => {
    next(`${A},new,,39000,,North`);
    expect(next(`${A},new,40000,39000,,North`)).toMatchObject({ msrpChanges: 0, added: 0, events: 1 });
    expect(moves()).toEqual([['msrp:change', A, null, 40_000, null]]);
  });

  it('sends no MSRP events for used cars, but keeps their MSRP', () => {
    next(`${A},used,40000,19000,30000,North`);
    expect(next(`${A},used,41000,18500,30000,North`)).toMatchObject({
      msrpChanges: 0,
      priceChanges: 1,
      events: 1,
    });
    expect(lot.vehicle(A)).toMatchObject({ msrp: 41_000 });
  });

  it('counts a vehicle as gone at its second absence and compares it with its last values when it is back', () => {
    next(`${A},new,40000,39000,,North`, `${B},new,42000,41000,,North`);
    expect(next(`${A},new,40000,39000,,North`)).toMatchObject({ removed: 0 });
    expect(lot.vehicle(B)).toMatchObject({ status: 'absent' });
    expect(next(`${A},new,40000,39000,,North`)).toMatchObject({ removed: 1 });
    expect(lot.vehicle(B)).toMatchObject({ status: 'gone' });
    expect(listSources(lot.db)[0]?.dealers).toEqual([['north', 'North', 1]]);
    const back = next(`${A},new,40000,39000,,North`, `${B},new,42000,40000,,North`);
    expect(back).toMatchObject({ returned: 1, added: 0, priceChanges: 1, events: 1 });
    expect(listSources(lot.db)[0]?.dealers).toEqual([['north', 'North', 2]]);
  });

  it('adds no absence when the same file is read again', () => {
    const first = lot.write('lot-1.csv', csv(HEADER, `${A},new,1000,900,,N`, `${B},new,1000,900,,N`));
    const second = lot.write('lot-2.csv', csv(HEADER, `${A},new,1000,900,,N`));
    lot.sync(first);
    lot.sync(second);
    expect(lot.sync(second)).toMatchObject({ unchanged: true, removed: 0 });
    expect(lot.vehicle(B)).toMatchObject({ status: 'absent' });
  });

  it('follows a vehicle to another dealer of the source without an event', () => {
    next(`${A},new,40000,39000,,North`);
    expect(next(`${A},new,40000,39000,,South`)).toMatchObject({ events: 0, dealerIds: ['south'] });
    expect(lot.vehicle(A)).toMatchObject({ dealerId: 'south' });
  });

  it('lets the last of two rows of one VIN win and flags those that disagree', () => {
    next(`${A},new,40000,39000,,North`);
    const result = next(`${A},new,40000,38000,,North`, `${A},new,40000,37000,,North`);
    expect(result).toMatchObject({ rows: 2, vehicles: 1, duplicates: 1, priceChanges: 1, warnings: 1 });
    expect(moves()).toEqual([['price:change', A, 39_000, 37_000, -5.13]]);
    expect(lot.vehicle(A)).toMatchObject({ conflict: true });
    // A changed row followed by the one that stood there before: nothing moved.
    const back = next(`${A},new,40000,35000,,North`, `${A},new,40000,37000,,North`);
    expect(back).toMatchObject({ priceChanges: 0, events: 0 });
  });

  it('keeps the vehicle of an unreadable row on the lot', () => {
    next(`${A},new,40000,39000,,North`, `${B},new,1,1,,North`);
    const result = next(`${A},new,40,000,39000,,North,x`, `${B},new,1,1,,North`, ',new,5,5,,North');
    expect(result).toMatchObject({ rejectedRows: 2, removed: 0, events: 0 });
    expect(lot.vehicle(A)).toMatchObject({ status: 'listed', price: 39_000 });
    const { problems } = pageProblems(lot.db, result.runId, 0, 10);
    expect(problems.map(({ kind, row }) => [kind, row])).toEqual([
      ['rejected', 1],
      ['rejected', 3],
    ]);
  });

  it('writes history for a competitor and sends no events', () => {
    const file = (n: number, price: number) =>
      lot.write(`lot-${n}.csv`, csv(HEADER, `${A},new,40000,${price},,Rival`));
    lot.sync(file(1, 39_000), { role: 'competitor' });
    expect(lot.sync(file(2, 38_000), { role: 'competitor' })).toMatchObject({ priceChanges: 0, events: 0 });
    expect(lot.db.prepare('SELECT field, old, new FROM history').all()).toEqual([
      expect.objectContaining({ field: 'price', old: 3_900_000, new: 3_800_000 }),
    ]);
  });

  it('takes the other dealers of a source as competitors once ours are named', () => {
    const settings = { ownDealers: ['North'] };
    lot.sync(lot.write('lot-1.csv', csv(HEADER, `${A},new,1000,900,,North`, `${B},new,1000,900,,South`)), {
      settings,
    });
    const result = lot.sync(
      lot.write('lot-2.csv', csv(HEADER, `${A},new,1000,800,,North`, `${B},new,1000,800,,South`)),
      { settings },
    );
    expect(result).toMatchObject({ priceChanges: 1, events: 1 });
    expect(moves()).toEqual([['price:change', A, 900, 800, -11.11]]);
  });

  it('takes a changed mapping as a new baseline of that field only', () => {
    const file = (n: number, msrp: number) =>
      lot.write(`lot-${n}.csv`, csv('VIN,MSRP,Internet Price,Other', `${A},${msrp},900,700`));
    lot.sync(file(1, 1000));
    const settings = { mapping: { price: ['Other'] } };
    expect(lot.sync(file(2, 1100), { settings })).toMatchObject({
      baseline: false,
      msrpChanges: 1,
      priceChanges: 0,
      events: 1,
    });
    expect(lot.vehicle(A)).toMatchObject({ price: 700 });
    const rows = lot.db.prepare("SELECT cause FROM history WHERE field = 'price'").all();
    expect(rows).toEqual([expect.objectContaining({ cause: 'rebase' })]);
  });

  it('notices changed words behind an unchanged price and stays silent', () => {
    next(`${A},new,40000,39000,10,North`);
    expect(next(`${A},new,40000,39000,20,North`)).toMatchObject({ events: 0, unchanged: false });
    expect(lot.vehicle(A)).toMatchObject({ mileage: 20 });
  });

  it('groups equal moves and leaves the others single', () => {
    const vins = Array.from({ length: 6 }, (_, n) => `1HGCM82633A10000${n}`);
    next(...vins.map((vin) => `${vin},new,40000,39000,,North`));
    next(...vins.map((vin, n) => `${vin},new,${n < 5 ? 40_500 : 41_000},39000,,North`));
    const groups = lot.db.prepare('SELECT count, delta FROM change_groups').all();
    expect(groups).toEqual([expect.objectContaining({ count: 5, delta: 50_000 })]);
    expect(lot.db.prepare('SELECT count(*) AS n FROM journal WHERE group_id IS NULL').get()).toMatchObject({
      n: 1,
    });
  });
});

describe('a sync that cannot be', () => {
  const runs = () => listRuns(lot.db, null, 10).map(({ state, error }) => [state, error]);

  it('changes nothing when it is cancelled', () => {
    next(`${A},new,40000,39000,,North`);
    const file = lot.write('lot-999.csv', csv(HEADER, `${A},new,41000,40000,,North`));
    expect(() => lot.sync(file, { isCancelled: () => true })).toThrow(/cancelled/);
    expect(lot.vehicle(A)).toMatchObject({ price: 39_000 });
    expect(runs()[0]?.[0]).toBe('cancelled');
    expect(listSources(lot.db)[0]?.error).toBeNull();
    expect(lot.sync(file)).toMatchObject({ events: 2 });
  });

  it('changes nothing and gives the reason when the file is no inventory', () => {
    next(`${A},new,40000,39000,,North`);
    for (const text of ['', HEADER, '<!doctype html><html><body>Sign in</body></html>', 'a,b\n1,2\n']) {
      expect(() => lot.sync(lot.write('lot-998.csv', text))).toThrow(/\w+ .*/);
      expect(lot.vehicle(A)).toMatchObject({ status: 'listed', price: 39_000 });
    }
    expect(runs()[0]?.[0]).toBe('failed');
    expect(listSources(lot.db)[0]?.error).toMatch(/VIN/);
    next(`${A},new,40000,39000,,North`);
    expect(listSources(lot.db)[0]?.error).toBeNull();
  });
});
