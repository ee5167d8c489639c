import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endFaults, plantFault } from '../../files/fs-faults.fixture.ts';
import { listHeldSyncs } from '../../store/review/held-syncs.ts';
import { insertRun } from '../../store/sync/claims.ts';
import { listRuns } from '../../store/sync/runs.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { keptPath, sweepKept } from './kept-files.ts';

vi.mock('node:fs', async (original) =>
  (await import('../../files/fs-faults.fixture.ts')).withFaults(await original()),
);

const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
const lotAt = (price: number): string =>
  csv('VIN,MSRP,Price', ...VINS.map((vin) => `${vin},40000,${price}`));

let lot: TestLot;
let day = 0;
beforeEach(() => {
  lot = openTestLot();
  day = 0;
  lot.sync(write(39_000));
});
afterEach(() => {
  endFaults();
  lot.close();
});

function write(price: number): string {
  day += 1;
  return lot.write(`lot-${day}.csv`, lotAt(price));
}
/** Most vehicles move far: held for a person. */
const suspicious = (): string => write(30_000);
const folder = (): string => join(lot.dir, 'data', 'held');
const kept = (): string[] => (existsSync(folder()) ? readdirSync(folder()) : []);

describe('the kept copy of a held sync', () => {
  it('the copy of a read-only file is one that we may write, sync to the disk and remove', () => {
    const file = suspicious();
    chmodSync(file, 0o444);
    expect(lot.sync(file).held).not.toBeNull();
    const [sync] = listHeldSyncs(lot.db);
    const copy = keptPath(lot.db, sync?.kept ?? '');
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readFileSync(copy)).toEqual(readFileSync(file));
  });

  it.each(['openSync', 'fsyncSync'] as const)('is not left half made where %s fails', (call) => {
    const file = suspicious();
    // Nobody but the copy opens a file there, or syncs one to the disk.
    if (call === 'openSync') plantFault('openSync', /held.+\.csv$/, 'ENOSPC');
    else plantFault('fsyncSync', /./, 'EIO', 1);
    expect(() => lot.sync(file)).toThrow(/cannot be kept/);
    expect(endFaults()).toBe(1);
    expect(kept()).toEqual([]);
    // It was no fault of the file: the next try holds it.
    expect(lot.sync(file).held).not.toBeNull();
    expect(kept()).toHaveLength(1);
  });

  it('is not left where its row could not be stored', () => {
    lot.db.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON held_syncs BEGIN SELECT raise(ABORT, 'refused'); END",
    );
    const file = suspicious();
    for (let n = 0; n < 3; n += 1) expect(() => lot.sync(file)).toThrow('refused');
    expect(kept()).toEqual([]);
  });

  it('that another program holds when it is decided leaves the decision as it is, and goes at the next start', () => {
    lot.sync(suspicious());
    const [sync] = listHeldSyncs(lot.db);
    plantFault('rmSync', /held/, 'EBUSY');
    expect(lot.sync(write(39_100))).toMatchObject({ held: null, priceChanges: 20 });
    expect(endFaults()).toBeGreaterThan(1);
    expect(listRuns(lot.db, null, 1)).toMatchObject([{ state: 'done', error: null }]);
    expect(kept()).toEqual([sync?.kept]);
    sweepKept(lot.db);
    expect(kept()).toEqual([]);
  });

  it('survives a moment in which another program looks at it', () => {
    lot.sync(suspicious());
    plantFault('rmSync', /held/, 'EBUSY', 2);
    expect(lot.sync(write(39_100))).toMatchObject({ held: null });
    expect(endFaults()).toBe(2);
    expect(kept()).toEqual([]);
  });
});

describe('the sweep at start', () => {
  it('removes copies of nobody, never one that waits or that a run is just making', () => {
    lot.sync(suspicious());
    const waiting = kept();
    mkdirSync(folder(), { recursive: true });
    const claim = { kind: 'scores' } as const;
    const run = { task: 'ai_score_recompute', claim, label: 'x', file: null, sample: false } as const;
    insertRun(lot.db, { ...run, runId: 'at-work' }, Date.now());
    for (const name of ['at-work.csv', 'crashed.csv', 'no-extension'])
      writeFileSync(join(folder(), name), 'x');
    sweepKept(lot.db);
    expect(kept().toSorted()).toEqual(['at-work.csv', ...waiting].toSorted());
  });

  it('finds nothing to do where nothing was ever held', () => {
    expect(() => sweepKept(lot.db)).not.toThrow();
  });
});
