import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../../shared/result.ts';
import { UNDO_MS } from '../../../shared/review.ts';
import { openReader, openWriter, type Db } from '../../store/open.ts';
import { recentVerdicts } from '../../store/review/verdicts.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import type { Job } from '../runner.ts';
import { runTask } from '../tasks.ts';
import type { Tasks, WriteTaskName } from '../worker-protocol.ts';
import { decideLater } from './decide.ts';
import { listReview } from './list.ts';
import { VerdictClock } from './verdict-clock.ts';

let lot: TestLot;
let writer: Db;
let reader: Db;
let jobs: Job[];
let clock: VerdictClock;

const open = (): VerdictClock =>
  new VerdictClock({
    db: reader,
    writeWorker: {
      run: <Name extends WriteTaskName>(task: Name, input: Tasks[Name]['input']) => ({
        done: Promise.resolve(
          runTask(task, input, { db: writer, isCancelled: () => false, onProgress: () => undefined }),
        ),
        cancel: () => undefined,
        withdraw: () => undefined,
      }),
    },
    start: (job) => `run-${jobs.push(job)}`,
    onCarried: () => undefined,
    now: Date.now,
    onError: (error) => {
      throw error;
    },
  });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 7, 21), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  lot = openTestLot();
  writer = openWriter(join(lot.dir, 'data'));
  reader = openReader(join(lot.dir, 'data'));
  jobs = [];
  clock = open();
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
  reader.close();
  writer.close();
  lot.close();
});

const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
const sync = (number: number, price: (n: number) => number) =>
  lot.sync(
    lot.write(
      `lot-00${number}.csv`,
      csv('VIN,Condition,MSRP,Price', ...VINS.map((vin, n) => `${vin},new,40000,${price(n)}`)),
    ),
  );
const states = () => recentVerdicts(reader, Date.now()).map(({ state }) => state);
const decide = (values: number[], syncs: number[] = []) => {
  decideLater(writer, { decision: 'accept', values, syncs }, Date.now());
  clock.follow();
};

describe('the clock of verdicts', () => {
  it('carries each out when its time has come, and asks for the scores', async () => {
    sync(1, () => 39_000);
    sync(2, (n) => (n < 2 ? 1 : 39_000));
    const [first, second] = listReview(writer).values.map(({ id }) => id);
    clock.begin();
    await vi.advanceTimersByTimeAsync(0);
    decide([first ?? 0]);
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2);
    decide([second ?? 0]);
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2 - 1);
    expect([states(), lot.events().length]).toEqual([['waiting', 'waiting'], 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([states(), lot.events().length]).toEqual([['done', 'waiting'], 1]);
    await vi.advanceTimersByTimeAsync(UNDO_MS / 2);
    expect([states(), lot.events().length]).toEqual([['done', 'done'], 2]);
    expect(jobs.map(({ task }) => task)).toEqual(['ai_score_recompute', 'ai_score_recompute']);
  });

  it('carries out at its start what a console left that ended in between', async () => {
    sync(1, () => 39_000);
    sync(2, (n) => (n < 2 ? 1 : 39_000));
    decide(listReview(writer).values.map(({ id }) => id));
    await vi.advanceTimersByTimeAsync(UNDO_MS * 10);
    expect(states()).toEqual(['waiting']);
    clock.begin();
    await vi.advanceTimersByTimeAsync(0);
    expect([states(), lot.events().length]).toEqual([['done'], 2]);
  });

  it('runs an accepted sync, notes its end, and runs it again where a crash came between', async () => {
    sync(1, () => 39_000);
    sync(2, () => 36_000);
    const [held] = listReview(writer).syncs;
    clock.begin();
    await vi.advanceTimersByTimeAsync(0);
    decide([], [held?.id ?? 0]);
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    const job = { task: 'msrp_sync', source: 'lot', held: { id: held?.id, decision: 'accept' } };
    expect([jobs, states()]).toEqual([[job], ['running']]);
    clock.stop();
    clock = open();
    clock.begin();
    await vi.advanceTimersByTimeAsync(0);
    expect(jobs).toEqual([job, job]);
    clock.ended('run-2', fail('source', 'The copy is gone'));
    await vi.advanceTimersByTimeAsync(0);
    expect([states(), listReview(writer).syncs.length]).toEqual([['failed'], 1]);
    clock.ended('run-9', ok(null));
    expect(states()).toEqual(['failed']);
  });
});
