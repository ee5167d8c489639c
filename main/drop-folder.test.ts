import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineSources } from './jobs/sources/define.ts';
import { syncSource, type FileOutcome } from './jobs/sync-source.ts';
import { FEED } from './sources/http/feed-server.fixture.ts';
import { openWriter, type Db } from './store/open.ts';
import { mustFindSource } from './store/sync/sources.ts';
import { listRuns } from './store/sync/runs.ts';

let dir: string;
let drop: string;
let db: Db;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-drop-'));
  drop = join(dir, 'drop');
  mkdirSync(drop);
  db = openWriter(join(dir, 'data'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const put = (name: string, content: string | Uint8Array, day: number): void => {
  writeFileSync(join(drop, name), content);
  const at = new Date(Date.UTC(2026, 7, day, 6));
  utimesSync(join(drop, name), at, at);
};
const define = () =>
  defineSources(db, { path: drop, name: 'lot', role: 'own', settings: {} }).map(({ slug }) => slug);
/** @param during what others do in the folder when a file's turn comes */
const sync = (during: () => void = () => undefined): FileOutcome[] => {
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  const outcomes: FileOutcome[] = [];
  const steps = syncSource(db, { slug: 'lot', runId: `run-${Math.random()}`, asOf: null }, hooks);
  for (const outcome of steps) {
    outcomes.push(outcome);
    during();
  }
  return outcomes;
};
const state = () => {
  const { observations, error } = mustFindSource(db, 'lot');
  return { observations, error };
};

it('a drop folder that is empty most of the time keeps its vehicles and is no failure', () => {
  put('day-1.csv', FEED, 1);
  expect(define()).toEqual(['lot']);
  expect(sync()).toMatchObject([{ ok: true, result: { vehicles: 2, baseline: true } }]);
  rmSync(join(drop, 'day-1.csv'));
  for (let times = 0; times < 3; times += 1) {
    expect([define(), sync(), state()]).toEqual([['lot'], [], { observations: 1, error: null }]);
  }
  put('day-2.zip', zipSync({ 'day-2.csv': Buffer.from(FEED.replace('39000', '38500')) }), 2);
  expect(sync()).toMatchObject([{ ok: true, result: { priceChanges: 1, removed: 0, added: 0 } }]);
});

it('a file that is moved away between listing and reading is no failure, and the others are read', () => {
  put('day-1.csv', FEED, 1);
  define();
  sync();
  for (const day of [2, 3, 4])
    put(`day-${day}.csv`, FEED.replace('39000', String(39_000 - day * 100)), day);
  const outcomes = sync(() => rmSync(join(drop, 'day-3.csv'), { force: true }));
  expect(outcomes.map(({ file, ok }) => [file.slice(-9), ok])).toEqual([
    ['day-2.csv', true],
    ['day-4.csv', true],
  ]);
  expect(state()).toEqual({ observations: 3, error: null });
  expect(listRuns(db, 'lot', 10).every((run) => run.state === 'done')).toBe(true);
});
