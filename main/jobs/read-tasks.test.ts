import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VehicleExplanation } from '../../shared/vehicle.ts';
import { DEFAULT_SCORE_SETTINGS } from '../scoring/model.ts';
import { openReader, transaction, type Db, type Reader } from '../store/open.ts';
import { join } from 'node:path';
import { csv, openTestLot, type TestLot } from './msrp-sync/fixture.ts';
import { openReadTasks, type ReadTasks } from './read-tasks.ts';
import { explainVehicle } from './score-recompute/explain-vehicle.ts';
import { runRecompute } from './score-recompute/run.ts';
import { writeScoreSettings } from './score-recompute/settings.ts';
import { KEPT_SNAPSHOTS, MarketSnapshotCache } from './score-recompute/market-snapshot-cache.ts';
import { WorkerHost } from './worker-host.ts';

const HEADER = 'VIN,Year,Make,Model,Trim,Condition,MSRP,Price,Dealer';
const RIVALS = 500;
const vin = (prefix: string, n: number): string => `${prefix}HGCM82633A${String(n).padStart(6, '0')}`;
const row = (of: string, n: number, price: number, dealer: string): string =>
  `${vin(of, n)},2026,Toyota,RAV4,LE,new,40000,${price},${dealer}`;
const AS_OF = Date.UTC(2026, 0, 2);

let lot: TestLot;
let reader: Db;
let snapshots: MarketSnapshotCache;
let tasks: ReadTasks;
beforeEach(() => {
  lot = openTestLot();
  const rivals = Array.from({ length: RIVALS }, (_, n) => row('3', n, 30_000 + n * 10, 'Rival'));
  const own = Array.from({ length: 5 }, (_, n) => row('1', n, 33_000 + n * 100, 'Ours'));
  lot.sync(lot.write('lot.csv', csv(HEADER, ...own, ...rivals)), { settings: { ownDealers: ['Ours'] } });
  score('all', AS_OF);
  reader = openReader(join(lot.dir, 'data'));
  snapshots = new MarketSnapshotCache(reader);
  tasks = openReadTasks(reader, snapshots);
});
afterEach(() => {
  reader.close();
  lot.close();
});

const score = (of: 'all' | string, asOf: number): void =>
  void runRecompute(
    lot.db,
    {
      runId: `run-${Math.random()}`,
      scope: of === 'all' ? { kind: 'all' } : { kind: 'vins', vins: [of] },
      reason: 'recompute',
      asOf,
      instanceId: 'test',
    },
    { now: Date.now, isCancelled: () => false, onProgress: () => undefined },
  );
const explain = (n: number, isCancelled = () => false): VehicleExplanation =>
  tasks.run('explain', { vin: vin('1', n) }, isCancelled);
const fresh = (n: number) => explainVehicle(lot.db, vin('1', n), null, Date.now());

describe('what explains a vehicle', () => {
  it('shares one market snapshot between all vehicles, and explains the same as a snapshot for each', () => {
    const found = [0, 1, 2, 0].map((n) => explain(n));
    expect(snapshots.made).toBe(1);
    expect(found).toEqual([0, 1, 2, 0].map(fresh));
  });

  it('takes a new market snapshot once anything was committed, settings included', () => {
    explain(0);
    lot.db.exec("UPDATE listings SET price = 2900000 WHERE dealer_id <> 'ours' AND id % 2 = 0");
    expect(explain(0)).toEqual(fresh(0));
    const { market } = DEFAULT_SCORE_SETTINGS;
    const changed = { ...DEFAULT_SCORE_SETTINGS, market: { ...market, minComparables: RIVALS * 2 } };
    transaction(lot.db, () => writeScoreSettings(lot.db, changed));
    expect(explain(0).explanation.cis.score).toBeNull();
    expect(snapshots.made).toBe(3);
  });

  it('is forgotten by whatever is read after a commit, and never kept more than twice', () => {
    for (let day = 1; day <= 3; day += 1) score(vin('1', day), AS_OF + day * 3_600_000);
    for (const n of [0, 1, 2, 3]) {
      explain(n);
      expect(snapshots.size).toBeLessThanOrEqual(KEPT_SNAPSHOTS);
    }
    expect(snapshots.made).toBe(4);
    explain(3);
    explain(2);
    expect(snapshots.made).toBe(4);
    lot.db.exec("UPDATE listings SET trim = 'XLE' WHERE id = 1");
    tasks.run('findVehicles', { text: 'rav4', limit: 5 }, () => false);
    expect(snapshots.size).toBe(0);
  });

  it('is one moment of the lot, whatever is committed while the snapshot is taken', () => {
    let atBegin: VehicleExplanation | null = null;
    let commits = 0;
    // Asked before the task begins, and before each page of the market snapshot.
    const meanwhile = (): boolean => {
      commits += 1;
      lot.db.exec('UPDATE listings SET price = price + 10000');
      atBegin ??= fresh(0);
      return false;
    };
    expect(explain(0, meanwhile)).toEqual(atBegin);
    expect(commits).toBeGreaterThan(1);
    expect(explain(0)).toEqual(fresh(0));
    expect(fresh(0)).not.toEqual(atBegin);
  });

  it('stops once nobody waits for it, and keeps nothing half made', () => {
    expect(() => explain(0, () => snapshots.made === 0 && started())).toThrow(/^Cancelled/);
    expect(snapshots.size).toBe(0);
    expect(explain(0)).toEqual(fresh(0));
  });
  let asked = 0;
  /** Not at the task's own first question, but at the market snapshot's. */
  const started = (): boolean => {
    asked += 1;
    return asked > 1;
  };

  it('lists the market around ours, with its whole size', () => {
    const { comparables, compared } = explain(2);
    expect([comparables.length, compared]).toEqual([200, RIVALS + 1]);
    const at = comparables.findIndex(({ ours }) => ours);
    expect(at).toBe(100);
    const prices = comparables.map(({ price }) => price ?? 0);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    // Ours at 33,200 stands behind the rival at that price or before it, by VIN; around it every 10 units.
    expect(prices[at - 50]).toBeGreaterThan(33_200 - 600);
  });
});

describe('a reading task', () => {
  it('can write neither by its type nor by its connection', () => {
    const asReader: Reader = reader;
    // @ts-expect-error -- there is nothing that executes
    expect(() => asReader.exec('DELETE FROM listings')).toThrow(/readonly/);
    // @ts-expect-error -- a statement of a reader has no `run`
    expect(() => asReader.prepare('DELETE FROM listings').run()).toThrow(/readonly/);
    expect(() => asReader.prepare('DELETE FROM listings RETURNING id').all()).toThrow(/readonly/);
    // @ts-expect-error -- a worker that writes explains nothing: whoever saves settings waits for no snapshot
    const asked = (writer: WorkerHost) => writer.run('explain', { vin: '' });
    expect(asked).toBeTypeOf('function');
    // @ts-expect-error -- what writes is no task of a reader
    expect(() => tasks.run('removeSource', { slug: 'lot' }, () => false)).toThrow(TypeError);
  });
});

describe('the reader', () => {
  it('leaves out what was withdrawn before it began, and answers the rest', async () => {
    const host = WorkerHost.reader(join(lot.dir, 'data'), (error) => {
      throw error;
    });
    try {
      const [first, second, third] = [0, 1, 2].map((n) => host.run('explain', { vin: vin('1', n) }));
      first?.withdraw();
      second?.withdraw();
      await expect(second?.done).rejects.toMatchObject({ code: 'cancelled' });
      // The one at work makes the market snapshot that the last one needs.
      await expect(first?.done).resolves.toMatchObject({ compared: RIVALS + 1 });
      await expect(third?.done).resolves.toEqual(fresh(2));
    } finally {
      await host.close();
    }
  });
});
