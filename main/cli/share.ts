import { toFailure } from '../../shared/result.ts';
import { targetName } from '../bus/redis-url.ts';
import type { Config } from '../config.ts';
import { runTask } from '../jobs/tasks.ts';
import { Sender } from '../sharing/sender.ts';
import type { SharedLogWriter } from '../sharing/tasks.ts';
import { transaction, type Db } from '../store/open.ts';
import { countWaiting } from '../store/sharing/outbox.ts';
import { hasOwner } from '../store/owner-lock.ts';
import { useSharedLog } from '../store/sharing/shared-logs.ts';
import { say } from '../log/terminal.ts';

/** How long a command waits for Redis to take its events before it exits. */
const DRAIN_MS = 10_000;

/**
 * Runs a command that may make events as a console of its own: with REDIS_URL they go out before it exits. Where a
 * console is open on the folder, that one shares them.
 */
export async function sharing<T>(db: Db, config: Config, work: () => T): Promise<T> {
  if (hasOwner(config.dataDir)) return work();
  const target = config.redis === null ? null : targetName(config.redis);
  transaction(db, () => useSharedLog(db, target, Date.now()));
  try {
    return work();
  } finally {
    if (target !== null && !hasOwner(config.dataDir)) await drain(db, config, target);
  }
}

/** The command writes through its own connection: no other work waits for it. */
const writerOf = (db: Db): SharedLogWriter => ({
  run: (task, input) => ({
    done: (async () =>
      runTask(task, input, { db, isCancelled: () => false, onProgress: () => undefined }))(),
  }),
});

async function drain(db: Db, config: Config, target: string): Promise<void> {
  if (config.redis === null || countWaiting(db) === 0) return;
  let trouble: string | null = null;
  const onError = (error: unknown): void => {
    trouble = toFailure(error).message;
  };
  // Loaded only where something goes out: most commands need none of it, and it takes longest to load.
  const { openRedisBus } = await import('../bus/redis.ts');
  const bus = openRedisBus({
    target: config.redis,
    maxLength: config.logLength,
    now: Date.now,
    onListenerError: onError,
  });
  const { maxPublishedPerRun } = config;
  const sender = new Sender({
    db,
    bus,
    target,
    writeWorker: writerOf(db),
    maxPublishedPerRun,
    onSent: () => undefined,
    onError,
  });
  const left = await sender.drain(DRAIN_MS, () => bus.figures.isRefused);
  const why = trouble ?? bus.state.reason;
  const sent = sender.close();
  await bus.close();
  await sent;
  if (left === 0) return;
  say(
    `${left} events wait for Redis and are sent with the next run on this data folder${why === null ? '' : ` (${why})`}`,
  );
}
