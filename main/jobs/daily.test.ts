import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { transaction } from '../store/open.ts';
import { openUpkeep } from './daily.ts';
import { csv, openTestLot, type TestLot } from './msrp-sync/fixture.ts';
import { writeAgedOn } from './score-recompute/aged-on.ts';
import { HOUSEKEEPING_MS } from './run/housekeeping.ts';
import { runRecompute } from './score-recompute/run.ts';
import type { Job } from './runner.ts';
import type { WorkerHost } from './worker-host.ts';

const HEADER = 'VIN,Condition,MSRP,Price,Year,Make,Model,Dealer Name';
const CAR = '1HGCM82633A004352,new,40000,39000,2026,Toyota,RAV4,North';
/** Local time: the tests run in UTC. */
const at = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

let lot: TestLot;
beforeEach(() => {
  lot = openTestLot();
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  lot.close();
});

const score = (now: number) =>
  runRecompute(
    lot.db,
    { runId: String(now), scope: { kind: 'all' }, reason: 'aging', asOf: null, instanceId: 'here' },
    { now: () => now, isCancelled: () => false, onProgress: () => undefined },
  );

/** A console that is switched on now; a recompute that it starts is done at once. */
function open(now: () => number) {
  const jobs: Job[] = [];
  const run = () => ({ done: Promise.resolve({ interrupted: 0, pruned: 0 }), cancel: () => undefined });
  const upkeep = openUpkeep({
    db: lot.db,
    worker: { run } as unknown as WorkerHost,
    runner: {
      start: (job) => {
        jobs.push(job);
        if (job.task === 'ai_score_recompute' && job.reason === 'aging') score(now());
        return '';
      },
    },
    now,
    onSwept: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const aged = () =>
    jobs.filter((job) => job.task === 'ai_score_recompute' && job.reason === 'aging').length;
  return { upkeep, aged };
}

it('the daily job ages scores once a day, on a machine that was off at two at its first look, and not before two', async () => {
  let now = at(1, 9);
  vi.setSystemTime(now);
  const advance = async (to: number) => {
    now = to;
    await vi.advanceTimersByTimeAsync(HOUSEKEEPING_MS);
  };
  lot.sync(lot.write('lot-1.csv', csv(HEADER, CAR)));
  score(now);
  const first = open(() => now);
  expect(first.aged()).toBe(0);
  await advance(at(1, 18));
  expect(first.aged()).toBe(0);
  first.upkeep.stop();

  // Off over night, and on again at nine.
  now = at(2, 9);
  const second = open(() => now);
  expect(second.aged()).toBe(1);
  await advance(at(2, 20));
  expect(second.aged()).toBe(1);
  await advance(at(3, 1));
  expect(second.aged()).toBe(1);
  await advance(at(3, 2));
  expect(second.aged()).toBe(2);

  // Asleep over two days: waking looks at once.
  now = at(5, 8);
  second.upkeep.wake();
  expect(second.aged()).toBe(3);
  second.upkeep.stop();
});

it('the daily job has nothing to age where there are no scores', () => {
  transaction(lot.db, () => writeAgedOn(lot.db, 'long ago'));
  const { upkeep, aged } = open(() => at(2, 9));
  expect(aged()).toBe(0);
  upkeep.stop();
});
