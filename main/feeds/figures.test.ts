import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_FACTS } from '../../shared/listing.ts';
import type { Figures } from '../../shared/lot.ts';
import { csv, openTestLot, type TestLot } from '../jobs/msrp-sync/fixture.ts';
import { outsideWriter } from '../store/journal/journal.ts';
import { transaction } from '../store/open.ts';
import { toPublicSource } from '../store/sync/public-source.ts';
import { findSource, listSources } from '../store/sync/sources.ts';
import { removeSource } from '../store/sync/remove-source.ts';
import { readFigures } from './figures.ts';

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
});
afterEach(() => {
  lot.close();
  vi.useRealTimers();
});

/** A feed of these vehicles; a vehicle is its dealer and its price. */
const sync = (name: string, day: number, vehicles: Readonly<Record<string, readonly [string, number]>>) => {
  const rows = Object.entries(vehicles).map(
    ([vin, [dealer, price]]) => `1HGCM82633A0043${vin},new,40000,${price},,${dealer}`,
  );
  const header = 'VIN,Condition,MSRP,Price,Mileage,Dealer Name';
  return lot.sync(lot.write(`${name}-2026-01-0${day}.csv`, csv(header, ...rows)));
};
const figures = (dealerId: string | null = null, now = Date.now()): Figures => {
  const sources = listSources(lot.db).map((source) => toPublicSource(source, null));
  return readFigures(lot.db, sources, dealerId, now);
};
const remove = (slug: string): void => {
  const source = findSource(lot.db, { slug });
  if (source !== null) transaction(lot.db, () => removeSource(lot.db, source));
};

describe('the figures of the day', () => {
  it('count what syncs changed, with the deepest fall, and nothing of yesterday', () => {
    sync('lot', 1, { '51': ['North', 39_000], '52': ['North', 38_000] });
    expect(figures()).toMatchObject({
      vehicles: 2,
      addedToday: 0,
      priceChangesToday: 0,
      biggestDrop: null,
    });
    sync('lot', 2, { '51': ['North', 38_500], '52': ['North', 38_100], '53': ['North', 30_000] });
    expect(figures()).toMatchObject({
      vehicles: 3,
      addedToday: 1,
      msrpChangesToday: 0,
      priceChangesToday: 2,
    });
    expect(figures().biggestDrop).toMatchObject({ delta: -500, vin: '1HGCM82633A004351' });
    sync('lot', 3, { '51': ['North', 38_400], '52': ['North', 36_100] });
    sync('lot', 4, { '51': ['North', 38_300], '52': ['North', 36_400] });
    expect(figures()).toMatchObject({ vehicles: 2, addedToday: 1, removedToday: 1, priceChangesToday: 6 });
    expect(figures().biggestDrop).toMatchObject({ delta: -2_000, vin: '1HGCM82633A004352' });
    expect(figures(null, Date.now() + 86_400_000)).toMatchObject({
      addedToday: 0,
      removedToday: 0,
      priceChangesToday: 0,
      biggestDrop: null,
    });
  });

  it('do not forget what came when the runs that brought it are pruned', () => {
    sync('lot', 1, { '51': ['North', 39_000] });
    sync('lot', 2, { '51': ['North', 38_000], '52': ['North', 30_000] });
    lot.db.exec('DELETE FROM runs');
    expect(figures()).toMatchObject({ addedToday: 1, priceChangesToday: 1 });
  });

  it('are those of one dealer where one is asked for', () => {
    sync('lot', 1, { '51': ['North', 39_000], '52': ['South', 38_000], '53': ['South', 37_000] });
    sync('lot', 2, { '51': ['North', 38_000], '52': ['South', 37_500], '54': ['South', 30_000] });
    sync('lot', 3, { '51': ['North', 38_000], '52': ['South', 37_500], '54': ['South', 30_000] });
    const north = figures('north');
    expect(north).toMatchObject({ vehicles: 1, addedToday: 0, removedToday: 0, priceChangesToday: 1 });
    expect(north.biggestDrop).toMatchObject({ delta: -1_000 });
    const south = figures('south');
    expect(south).toMatchObject({ vehicles: 2, addedToday: 1, removedToday: 1, priceChangesToday: 1 });
    expect(south.biggestDrop).toMatchObject({ delta: -500 });
    expect(south.lastSyncAt).not.toBeNull();
    expect(figures('Nobody')).toMatchObject({ vehicles: 0, priceChangesToday: 0, lastSyncAt: null });
  });

  it('leave out a source that was removed, also when it is added again', () => {
    sync('lot', 1, { '51': ['North', 39_000] });
    sync('lot', 2, { '51': ['North', 38_000], '52': ['North', 30_000] });
    const [source] = listSources(lot.db);
    remove(source?.slug ?? '');
    const nothing = { vehicles: 0, addedToday: 0, priceChangesToday: 0, biggestDrop: null };
    expect(figures()).toMatchObject(nothing);
    sync('lot', 3, { '51': ['North', 38_000] });
    expect(listSources(lot.db).map(({ slug }) => slug)).toEqual([source?.slug]);
    expect(figures()).toMatchObject({ ...nothing, vehicles: 1 });
  });

  it('leave out what other consoles and programs publish, though it names our dealer and source', () => {
    sync('lot', 1, { '51': ['North', 39_000] });
    const [source] = listSources(lot.db);
    const facts = JSON.stringify(NO_FACTS);
    transaction(lot.db, () =>
      outsideWriter(
        lot.db,
        Date.now(),
      )({
        ...{ feed: 'changes', id: uuidv7(), type: 'price:change', vin: '1HGCM82633A004351' },
        ...{ dealerId: 'North', source: source?.slug ?? '', runId: 'theirs', origin: 'foreign', ts: 0 },
        ...{
          old: 3_900_000,
          new: 100,
          deltaPct: -99,
          currency: null,
          facts,
          body: null,
          groupId: null,
          arrival: false,
        },
      }),
    );
    expect(figures()).toMatchObject({ priceChangesToday: 0, biggestDrop: null });
  });

  it('leave out a dealer that is ours no more', () => {
    sync('lot', 1, { '51': ['North', 39_000], '52': ['South', 38_000] });
    sync('lot', 2, { '51': ['North', 38_000], '52': ['South', 37_000] });
    lot.db.exec(`UPDATE sources SET settings = json_set(settings, '$.ownDealers', json('["South"]'))`);
    expect(figures()).toMatchObject({ vehicles: 1, priceChangesToday: 1 });
    expect(figures().biggestDrop).toMatchObject({ vin: '1HGCM82633A004352' });
  });

  it('keep few rows however long the console runs', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 10) });
    sync('lot', 1, { '51': ['North', 39_000] });
    for (let hour = 0; hour < 24 * 30; hour += 12) {
      vi.setSystemTime(Date.UTC(2026, 0, 10, hour));
      sync('lot', 2, { '51': ['North', 39_000 + (hour % 2 === 0 ? hour : -hour) + 1] });
    }
    const kept = Number(lot.db.prepare('SELECT count(*) AS n FROM lot_moves').get()?.['n']);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThanOrEqual(4 * 2);
  });
});
