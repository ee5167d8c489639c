import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endFaults, plantFault } from '../../files/fs-faults.fixture.ts';
import { TRIES } from '../../files/retrying.ts';
import {
  isObserved,
  isRejected,
  isUnusable,
  REJECTED,
  insertObservation,
} from '../../store/sync/observations.ts';
import { listRuns } from '../../store/sync/runs.ts';
import { listSources } from '../../store/sync/sources.ts';
import { defineSources } from '../sources/define.ts';
import { syncSource, type FileOutcome } from '../sync-source.ts';
import { csv, openTestLot, type TestLot } from './fixture.ts';

vi.mock('node:fs', async (original) =>
  (await import('../../files/fs-faults.fixture.ts')).withFaults(await original()),
);

const day = (price: number): string => csv('VIN,MSRP,Price', `1HGCM82633A004352,40000,${price}`);
const NOW = Date.UTC(2026, 5, 1);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
  mkdirSync(join(lot.dir, 'feed'));
  write('lot-2026-01-01.csv', day(39_000));
  defineSources(lot.db, { path: join(lot.dir, 'feed'), name: null, role: 'own', settings: {} });
  sync();
});
afterEach(() => {
  endFaults();
  lot.close();
});

const write = (name: string, text: string): string => lot.write(`feed/${name}`, text);
const source = () => {
  const [found] = listSources(lot.db);
  if (found === undefined) throw new Error('There is no source');
  return found;
};
/** Syncs what is due of the folder. */
function sync(): FileOutcome[] {
  const hooks = { now: () => NOW, isCancelled: () => false, onProgress: () => undefined };
  return [...syncSource(lot.db, { slug: source().slug, runId: uuidv7(), asOf: null }, hooks)];
}
const price = () => lot.vehicles()[0]?.['price'];

const CODES = [
  'EBUSY',
  'EACCES',
  'EPERM',
  'ENOENT',
  'EMFILE',
  'EIO',
  'ETIMEDOUT',
  'ESTALE',
  'ENOTCONN',
  'UNKNOWN',
];

describe('a file that could not be read', () => {
  it.each(CODES)('for %s is read when it can be, and the others of its folder meanwhile', (code) => {
    write('lot-2026-01-02.csv', day(38_000));
    write('lot-2026-01-03.csv', day(37_000));
    plantFault('openSync', /01-03/, code);
    expect(sync()).toMatchObject([{ ok: true }, { ok: false, error: { code: 'source' } }]);
    expect(endFaults()).toBeGreaterThan(0);
    expect(source().retry).toEqual({ failedAt: NOW, tries: 1 });
    expect(source().error).toMatch(/lot-2026-01-03\.csv cannot be read: /);
    expect(sync()).toMatchObject([{ ok: true, result: { priceChanges: 1 } }]);
    expect(source()).toMatchObject({ error: null, retry: null });
    expect(price()).toBe(37_000);
  });

  it('a file unreadable in its middle is read once it can be', () => {
    write('lot-2026-01-02.csv', day(38_000));
    plantFault('readSync', /./, 'EIO', 1);
    expect(sync()).toMatchObject([{ ok: false }]);
    expect(endFaults()).toBe(1);
    expect(sync()).toMatchObject([{ ok: true }]);
  });

  it('a file that its share did not list is read once it does', () => {
    write('lot-2026-01-02.csv', day(38_000));
    plantFault('statSync', /01-02/, 'ENOTCONN');
    expect(sync()).toEqual([]);
    endFaults();
    expect(sync()).toMatchObject([{ ok: true }]);
  });

  it('is counted how often in a row', () => {
    write('lot-2026-01-02.csv', day(38_000));
    plantFault('openSync', /01-02/, 'EACCES');
    for (let tries = 1; tries <= 3; tries += 1) {
      sync();
      expect(source().retry).toEqual({ failedAt: NOW, tries });
    }
  });

  it('a file unreadable for a moment only is read at once', () => {
    write('lot-2026-01-02.csv', day(38_000));
    plantFault('openSync', /01-02/, 'EBUSY', TRIES - 1);
    expect(sync()).toMatchObject([{ ok: true }]);
    expect(endFaults()).toBe(TRIES - 1);
    expect(listRuns(lot.db, null, 9).map(({ state }) => state)).toEqual(['done', 'done']);
  });

  it('an unreadable file of the same size as the last one fails with a message, too', () => {
    write('lot-2026-01-02.csv', day(39_000));
    plantFault('openSync', /01-02/, 'EIO');
    expect(sync()).toMatchObject([
      { ok: false, error: { code: 'source', message: expect.stringMatching(/does not answer/) } },
    ]);
    endFaults();
    expect(sync()).toMatchObject([{ ok: true, result: { unchanged: true } }]);
  });

  it('that is gone by the next look leaves no error behind', () => {
    const file = write('lot-2026-01-02.csv', day(38_000));
    plantFault('openSync', /01-02/, 'EBUSY');
    sync();
    endFaults();
    expect(source().error).not.toBeNull();
    utimesSync(file, new Date(NOW), new Date(NOW));
    expect(sync()).toEqual([]);
    expect(source().error).toBeNull();
  });

  it('a file unreadable with its whole folder fails no longer than the folder is away', () => {
    plantFault('readdirSync', /feed/, 'ESTALE');
    expect(sync).toThrow(/feed cannot be read: ESTALE/);
    expect(source().retry).toEqual({ failedAt: NOW, tries: 1 });
    endFaults();
    expect(sync()).toEqual([]);
    expect(source().error).toBeNull();
  });
});

describe('a file that was replaced while it was read', () => {
  it('a file replaced while it was read is not set aside, whatever was found in it', () => {
    const file = write('lot-2026-01-02.csv', 'half a file');
    const { mtimeMs } = statSync(file);
    // The second look at its state, after the reading failed, finds another.
    const replace = vi.fn(() => {
      writeFileSync(file, day(38_000));
      utimesSync(file, new Date(mtimeMs + 5_000), new Date(mtimeMs + 5_000));
    });
    const hooks = { now: () => NOW, isCancelled: () => false, onProgress: () => undefined };
    const request = { slug: source().slug, runId: uuidv7(), asOf: null };
    let asked = 0;
    const now = () => {
      // Asked when the run has its claim, and again when the file was looked at and is about to be read.
      if (listRuns(lot.db, null, 1)[0]?.state === 'running' && (asked += 1) === 2) replace();
      return hooks.now();
    };
    expect([...syncSource(lot.db, request, { ...hooks, now })]).toMatchObject([{ ok: false }]);
    expect(replace).toHaveBeenCalledOnce();
    expect(source().retry).not.toBeNull();
    expect(isUnusable(lot.db, source().id, 'lot-2026-01-02.csv', Math.round(mtimeMs))).toBe(false);
  });
});

describe('a file that is no inventory', () => {
  it('is remembered: it is reported once, and not retried while unchanged', () => {
    write('lot-2026-01-02.csv', 'no inventory');
    expect(sync()).toMatchObject([{ ok: false, error: { code: 'source' } }]);
    expect(source().retry).toBeNull();
    expect(sync()).toEqual([]);
    expect(source().error).toMatch(/01-02/);
  });

  it('was one when it was read, or was rejected, for ever', () => {
    const file = join(lot.dir, 'feed/lot-2026-01-01.csv');
    const key = { file: 'lot-2026-01-01.csv', mtime: Math.round(statSync(file).mtimeMs), asOf: NOW };
    const again = () =>
      [
        ...syncSource(
          lot.db,
          { slug: source().slug, runId: uuidv7(), asOf: null, file: { file, asOf: NOW } },
          { now: () => NOW, isCancelled: () => false, onProgress: () => undefined },
        ),
      ][0];
    expect(again()).toMatchObject({ ok: true });
    // What reads the same bytes otherwise, such as another mapping, can fail with them.
    const { mtimeMs } = statSync(file);
    writeFileSync(file, 'no inventory');
    utimesSync(file, new Date(mtimeMs), new Date(mtimeMs));
    expect(again()).toMatchObject({ ok: false });
    expect(isObserved(lot.db, source().id, key)).toBe(true);
    insertObservation(lot.db, source().id, key, REJECTED, uuidv7());
    for (let n = 0; n < 2; n += 1) expect(again()).toMatchObject({ ok: false });
    expect(isRejected(lot.db, source().id, key)).toBe(true);
  });
});

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

it.skipIf(process.platform === 'win32')(
  'a file without the right to read it is read once there is one',
  () => {
    const feed = join(lot.dir, 'feed');
    const own = join(lot.dir, 'own');
    mkdirSync(own);
    write('lot-2026-01-02.csv', day(38_000));
    for (const path of [lot.dir, feed, own, ...readdirSync(feed).map((name) => join(feed, name))]) {
      if (isRoot) chownSync(path, NOBODY, NOBODY);
    }
    const locked = join(feed, 'lot-2026-01-02.csv');
    const run = () =>
      spawnSync(process.execPath, [CLI, 'sync', feed, '--json', '--data-dir', own], {
        encoding: 'utf8',
        // Root may read everything.
        ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
      });
    chmodSync(locked, 0o000);
    const first = run();
    expect(first.stderr).toMatch(/this account may not read it/);
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    chmodSync(locked, 0o644);
    expect(JSON.parse(run().stdout)).toMatchObject({ file: 'lot-2026-01-02.csv', priceChanges: 1 });
  },
);
