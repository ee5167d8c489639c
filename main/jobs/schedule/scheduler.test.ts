import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Schedule } from '../../../shared/schedule.ts';
import { SETTLE_MS } from '../../sources/locate.ts';
import type { Findings } from './check-source.ts';
import { Scheduler, type ScheduledSource } from './scheduler.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const cron = (pattern: string, timezone = 'UTC'): Schedule => ({ kind: 'cron', pattern, timezone });
const at = (iso: string): number => Date.parse(iso);
const NOON = at('2026-03-02T12:00:00Z');

const source = (schedule: Schedule, more: Partial<ScheduledSource> = {}): ScheduledSource => ({
  slug: 'lot',
  kind: 'file',
  location: '/feeds/lot.csv',
  schedule,
  checkedAt: null,
  lastSyncAt: NOON,
  retry: null,
  ...more,
});

/** A scheduler whose sources, findings and file system are the test's. */
const open = (...first: ScheduledSource[]) => {
  const world = {
    sources: first,
    findings: 'news' as Findings,
    busy: false,
    started: [] as string[],
    checked: [] as boolean[],
    moved: vi.fn<() => void>(),
    onError: vi.fn<(error: unknown) => void>(),
    watches: [] as { location: string; move: () => void; stopped: boolean }[],
  };
  const scheduler = new Scheduler({
    sources: () => world.sources,
    check: async (_slug, note) => {
      world.checked.push(note);
      return world.findings;
    },
    isBusy: () => world.busy,
    start: (slug) => world.started.push(`${slug} ${new Date().toISOString()}`),
    watch: ({ location }, move) => {
      const watch = { location, move, stopped: false };
      world.watches.push(watch);
      return {
        renew: async () => undefined,
        stop: () => {
          watch.stopped = true;
        },
      };
    },
    now: Date.now,
    onMoved: world.moved,
    onError: world.onError,
  });
  schedulers.push(scheduler);
  return Object.assign(world, { scheduler });
};
const schedulers: Scheduler[] = [];
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  for (const scheduler of schedulers.splice(0)) scheduler.stop();
  vi.useRealTimers();
});

describe('a source with times', () => {
  it('that could not be read is looked at again before its next time, until it can be', async () => {
    const daily = source(cron('30 13 * * *'));
    const world = open(daily);
    world.scheduler.begin();
    await pass(2 * 60 * MINUTE);
    expect(world.started).toEqual(['lot 2026-03-02T13:30:00.000Z']);
    const failedAt = at('2026-03-02T13:30:01Z');
    world.sources = [{ ...daily, checkedAt: failedAt, retry: { failedAt, tries: 1 } }];
    world.findings = 'unsettled';
    world.scheduler.follow();
    await pass(10 * MINUTE);
    expect(world.started).toHaveLength(1);
    world.findings = 'news';
    await pass(MINUTE);
    expect(world.started).toHaveLength(2);
    // Followed again, as every commit does: the same failure is not reported again.
    world.scheduler.follow();
    await pass(10 * MINUTE);
    expect(world.started).toHaveLength(2);
  });

  it('that could not be read before the console was closed is looked at when it opens', async () => {
    const failedAt = NOON - MINUTE;
    const world = open(source(cron('30 11 * * *'), { checkedAt: failedAt, retry: { failedAt, tries: 1 } }));
    world.scheduler.begin();
    await pass(MINUTE);
    expect(world.started).toHaveLength(1);
  });

  it('is read at each of them, to the second, and says which is next', async () => {
    const world = open(source(cron('30 13 * * *')));
    expect(world.scheduler.nextRunAt('lot')).toBe(at('2026-03-02T13:30:00Z'));
    world.scheduler.begin();
    await pass(2 * DAY);
    expect(world.started).toEqual(['lot 2026-03-02T13:30:00.000Z', 'lot 2026-03-03T13:30:00.000Z']);
    expect(world.scheduler.nextRunAt('lot')).toBe(at('2026-03-04T13:30:00Z'));
    expect(world.moved).toHaveBeenCalledTimes(2);
  });

  it('keeps the time of its zone through a daylight-saving day', async () => {
    vi.setSystemTime(at('2026-03-07T00:00:00Z'));
    const world = open(source(cron('30 6 * * *', 'America/Chicago'), { lastSyncAt: Date.now() }));
    world.scheduler.begin();
    await pass(2 * DAY);
    expect(world.started).toEqual(['lot 2026-03-07T12:30:00.000Z', 'lot 2026-03-08T11:30:00.000Z']);
  });

  it('waits for a time that is further away than a timer reaches', async () => {
    const world = open(source(cron('0 0 29 3 *')));
    world.scheduler.begin();
    await pass(26 * DAY);
    expect(world.started).toEqual([]);
    await pass(DAY);
    expect(world.started).toEqual(['lot 2026-03-29T00:00:00.000Z']);
  });

  it('starts no sync where nothing is new, and has that noted', async () => {
    const world = open(source(cron('*/5 * * * *')));
    world.findings = 'same';
    world.scheduler.begin();
    await pass(10 * MINUTE);
    expect(world.started).toEqual([]);
    expect(world.checked).toEqual([true, true]);
  });

  it('waits for a file that is still being written', async () => {
    const world = open(source(cron('5 12 * * *')));
    world.findings = 'unsettled';
    world.scheduler.begin();
    await pass(5 * MINUTE);
    expect(world.started).toEqual([]);
    world.findings = 'news';
    await pass(SETTLE_MS);
    expect(world.started).toEqual(['lot 2026-03-02T12:05:02.000Z']);
  });

  it('is not read again while it is being read', async () => {
    const world = open(source(cron('* * * * *')));
    world.scheduler.begin();
    await pass(MINUTE);
    world.busy = true;
    await pass(3 * MINUTE);
    expect(world.started).toHaveLength(1);
    world.busy = false;
    await pass(MINUTE);
    expect(world.started).toHaveLength(2);
  });
});

describe('what was missed', () => {
  it('while the console was closed is made up for once, however often it was', async () => {
    const world = open(source(cron('0 * * * *'), { lastSyncAt: NOON - 3 * DAY }));
    world.scheduler.begin();
    await pass(30 * MINUTE);
    expect(world.started).toEqual(['lot 2026-03-02T12:00:00.000Z']);
  });

  it('is nothing where the source was looked at since its last time', async () => {
    const world = open(
      source(cron('0 6 * * *'), { lastSyncAt: NOON - 3 * DAY, checkedAt: at('2026-03-02T06:00:01Z') }),
    );
    world.scheduler.begin();
    await pass(MINUTE);
    expect(world.started).toEqual([]);
  });

  it('while the machine slept is made up for once, on resuming or within a minute', async () => {
    const world = open(source(cron('0 * * * *')));
    world.scheduler.begin();
    // Asleep, the clock goes on and timers do not.
    vi.setSystemTime(NOON + 5.5 * 60 * MINUTE);
    world.scheduler.wake();
    world.scheduler.wake();
    await pass(0);
    expect(world.started).toHaveLength(1);
    vi.setSystemTime(NOON + DAY + MINUTE);
    await pass(MINUTE);
    expect(world.started).toHaveLength(2);
  });

  it('does not come from a clock that is set back, which does not silence the source either', async () => {
    const world = open(source(cron('0 6 * * *')));
    world.scheduler.begin();
    vi.setSystemTime(NOON - 10 * DAY);
    await pass(MINUTE);
    expect(world.started).toEqual([]);
    await pass(DAY);
    expect(world.started).toEqual(['lot 2026-02-21T06:00:00.000Z']);
  });
});

describe('schedules that change', () => {
  it('are followed at once, from the next time on', async () => {
    const world = open(source(cron('0 13 * * *'), { lastSyncAt: NOON - 3 * DAY, checkedAt: NOON }));
    world.scheduler.begin();
    world.sources = [source(cron('10 12 * * *'), { lastSyncAt: NOON - 3 * DAY })];
    world.scheduler.follow();
    expect(world.scheduler.nextRunAt('lot')).toBe(NOON + 10 * MINUTE);
    await pass(2 * 60 * MINUTE);
    expect(world.started).toEqual(['lot 2026-03-02T12:10:00.000Z']);
  });

  it('begin with a source that comes and end with one that goes', async () => {
    const world = open();
    world.scheduler.begin();
    world.sources = [source(cron('* * * * *'))];
    world.scheduler.follow();
    await pass(MINUTE);
    expect(world.started).toHaveLength(1);
    world.sources = [source({ kind: 'manual' })];
    world.scheduler.follow();
    await pass(DAY);
    expect(world.started).toHaveLength(1);
    expect(world.scheduler.nextRunAt('lot')).toBeNull();
  });

  it('do not exist for the sample', async () => {
    const world = open(source(cron('* * * * *'), { kind: 'sample', location: null }));
    world.scheduler.begin();
    await pass(5 * MINUTE);
    expect(world.checked).toEqual([]);
  });

  it('that this machine cannot keep are reported and leave the others alone', async () => {
    const world = open(
      source(cron('0 13 * * *', 'Mars/Base')),
      source(cron('1 12 * * *'), { slug: 'other' }),
    );
    expect(world.onError).toHaveBeenCalledTimes(1);
    world.scheduler.begin();
    await pass(DAY / 2);
    expect(world.started).toEqual(['other 2026-03-02T12:01:00.000Z']);
  });
});

describe('a watched place', () => {
  const watched = () => source({ kind: 'watch' });

  it('is read once it has come to rest', async () => {
    const world = open(watched());
    world.scheduler.begin();
    for (const _piece of [1, 2, 3]) {
      world.watches[0]?.move();
      await pass(SETTLE_MS - 1);
    }
    expect(world.checked).toEqual([]);
    await pass(1);
    expect(world.started).toEqual(['lot 2026-03-02T12:00:05.998Z']);
  });

  it('is looked at after the sync in which it moved', async () => {
    const world = open(watched());
    world.scheduler.begin();
    world.busy = true;
    world.watches[0]?.move();
    await pass(SETTLE_MS);
    expect(world.started).toEqual([]);
    world.busy = false;
    await pass(2 * SETTLE_MS);
    expect(world.started).toHaveLength(1);
  });

  it('is checked each minute, too: not every drive reports changes', async () => {
    const world = open(watched());
    world.findings = 'same';
    world.scheduler.begin();
    await pass(3 * MINUTE);
    expect(world.checked).toEqual([false, false, false]);
    expect(world.started).toEqual([]);
  });

  it('is left alone when the schedule is taken away', async () => {
    const world = open(watched());
    world.scheduler.begin();
    world.watches[0]?.move();
    world.sources = [];
    world.scheduler.follow();
    world.watches[0]?.move();
    await pass(DAY);
    expect(world.watches.map(({ stopped }) => stopped)).toEqual([true]);
    expect(world.checked).toEqual([]);
  });
});
