import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Threads from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { openReader, openWriter } from '../store/open.ts';
import { listSources } from '../store/sync/sources.ts';
import { WorkerHost } from './worker-host.ts';

/** The threads that were started, the newest last: a test ends one as a fault would. */
const started: Threads.Worker[] = [];
vi.mock('node:worker_threads', async (original) => {
  const actual = await original<typeof Threads>();
  return {
    ...actual,
    Worker: class extends actual.Worker {
      constructor(...parts: ConstructorParameters<typeof actual.Worker>) {
        super(...parts);
        started.push(this);
      }
    },
  };
});
const endWorker = (): void => void started.at(-1)?.terminate();

/** So many that none is through with them before the thread has ended. */
const VEHICLES = 40_000;
const COLUMNS = 'VIN,Year,Make,Model,Price,Dealer Name';
const feed = (price: number): string =>
  [
    COLUMNS,
    ...Array.from({ length: VEHICLES }, (_, n) => `CAR${n},2026,Toyota,M${n},${price},North`),
    '',
  ].join('\n');

let dir = '';
let data = '';
let host: WorkerHost;
const crashes: unknown[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-crash-'));
  data = join(dir, 'data');
  openWriter(data).close();
  host = WorkerHost.writer(data, (error) => crashes.push(error));
});
afterEach(async () => {
  await host.close();
  started.length = crashes.length = 0;
  rmSync(dir, { recursive: true, force: true });
});

/** Files of a folder, the first the oldest. */
function writeFeeds(prices: readonly number[]): string {
  const folder = join(dir, 'feeds');
  mkdirSync(folder);
  prices.forEach((price, at) => {
    const file = join(folder, `lot-2026-01-0${at + 1}.csv`);
    writeFileSync(file, feed(price));
    const time = new Date(Date.UTC(2026, 0, at + 1));
    utimesSync(file, time, time);
  });
  return folder;
}
const addSource = (path: string) =>
  host.run('addSource', { path, name: null, role: 'own', settings: {} }).done;
const read = (sql: string): number => {
  const db = openReader(data);
  try {
    return Number(db.prepare(sql).get()?.['n']);
  } finally {
    db.close();
  }
};

describe('a worker that ends in the middle', () => {
  it('a crash in the middle of a folder keeps the files before and stores nothing of the one at hand, and the message says so', async () => {
    const [slug = ''] = await addSource(writeFeeds([20_000, 21_000]));
    const task = host.run('sync', { slug, runId: uuidv7() }, ({ file, phase }) => {
      if (file === 'lot-2026-01-02.csv' && phase === 'reading') endWorker();
    });
    await expect(task.done).rejects.toThrow(
      /stopped unexpectedly: The worker ended with code 1\. Files that were finished before are stored; of the one at hand nothing is\.$/,
    );
    expect(read('SELECT count(*) AS n FROM listings')).toBe(VEHICLES);
    expect(read('SELECT count(*) AS n FROM listings WHERE price = 2000000')).toBe(VEHICLES);
    expect(read('SELECT count(*) AS n FROM observations')).toBe(1);
    expect(crashes).toHaveLength(1);
  });

  it('after a crash of a recompute the vehicles before keep their scores, and the message says so; what waited had not begun', async () => {
    const [slug = ''] = await addSource(writeFeeds([20_000]));
    await host.run('sync', { slug, runId: uuidv7() }).done;
    const input = { runId: uuidv7(), scope: { kind: 'all' }, reason: 'recompute' } as const;
    const task = host.run('recompute', input, ({ phase }) => {
      if (phase === 'scoring') endWorker();
    });
    const behind = host.run('removeSource', { slug });
    await expect(task.done).rejects.toThrow(/Vehicles scored before keep their new scores/);
    await expect(behind.done).rejects.toThrow(/it had not begun\. Try again\.$/);
    const scored = read('SELECT count(*) AS n FROM scores');
    expect(scored).toBeGreaterThan(0);
    expect(scored).toBeLessThan(VEHICLES);
    expect(read('SELECT count(*) AS n FROM sources')).toBe(1);
    // The next task has a thread of its own again.
    await host.run('removeSource', { slug }).done;
    const db = openReader(data);
    expect(listSources(db)).toEqual([]);
    db.close();
  });

  it('after a crash of one short change it was done whole or not at all', async () => {
    const task = host.run('setGateway', { on: true, port: 4000 });
    endWorker();
    await expect(task.done).rejects.toThrow(/It was done whole or not at all/);
  });

  it('after a crash of an inspection the message does not mention storing', async () => {
    const reader = WorkerHost.reader(data, (error) => crashes.push(error));
    const task = reader.run('findVehicles', { text: 'x', limit: 1, dealerId: null });
    endWorker();
    await expect(task.done).rejects.toThrow(
      /^The work stopped unexpectedly: The worker ended with code \d+\.$/,
    );
    await reader.close();
  });
});
