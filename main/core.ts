import type { FeedName } from '../shared/channels.ts';
import { runCall } from './calls/call.ts';
import type { CallContext } from './calls/context.ts';
import { Orders } from './calls/orders.ts';
import { openPrograms } from './calls/programs.ts';
import { openRedisDesk } from './calls/redis-desk.ts';
import type { Config } from './config.ts';
import type { CoreDoor, ProgramDoor, ScreenSession, SecretStore } from './door.ts';
import { changeRows } from './feeds/change-rows.ts';
import { EventStream } from './feeds/event-stream.ts';
import { JournalFeed } from './feeds/journal-feed.ts';
import { scoreRows } from './feeds/score-rows.ts';
import { dailyRecompute } from './jobs/daily.ts';
import type { Feed } from './feeds/feed.ts';
import { LotFeed } from './feeds/lot-feed.ts';
import { FeedSession } from './feeds/session.ts';
import { watchStore } from './feeds/watch-store.ts';
import { openScheduler } from './jobs/schedule/open-scheduler.ts';
import { SharedLog } from './sharing/shared-log.ts';
import { Runner, SCORE_TOUCHED } from './jobs/runner.ts';
import { VerdictClock } from './jobs/review/verdict-clock.ts';
import { openFeeds } from './jobs/sources/feeds.ts';
import { startSample } from './jobs/start-sample.ts';
import { WorkerHost } from './jobs/worker-host.ts';
import type { Log } from './log/log.ts';
import { readIdentity } from './store/meta.ts';
import { openReader, openWriter } from './store/open.ts';
import { layered, openSecretFile } from './store/secret-file.ts';
import { readRedisSettings } from './store/settings.ts';
import { hasSample } from './store/sync/sources.ts';
import { isAnythingTouched } from './store/scores/touched.ts';
import { takeOwnership } from './store/owner-lock.ts';
import { VERSION } from './version.ts';

export type Core = CoreDoor & {
  readonly programs: ProgramDoor;
  /** Settles when no job is queued or running. */
  idle(): Promise<void>;
  /** The machine was asleep: Redis is looked for at once, and what was due meanwhile is read now. */
  resumed(): void;
  close(): Promise<void>;
};

export type CoreOptions = {
  readonly log: Log;
  /** Who owns the folder, for the message a second console gets. */
  readonly door: 'desktop' | 'serve';
  /** Show the built-in sample where there is no source yet (rules 14). */
  readonly sample: boolean;
  /**
   * Where a Redis address that a person enters is kept; absent where it only comes from REDIS_URL. Passwords of feeds
   * are kept here, too; without it, in a file of the data folder.
   */
  readonly secrets?: SecretStore;
};

/** How long a running job gets to stop by itself when the console closes. */
const STOP_MS = 2_000;
const deadline = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/**
 * Opens everything behind the doors: store → bus → jobs → feeds → calls; `close` is the reverse.
 * @throws LotwatchError `busy` when another console owns the data folder, `store` when it cannot be used.
 */
export async function openCore(config: Config, options: CoreOptions): Promise<Core> {
  const { log } = options;
  const releaseOwnership = takeOwnership(config.dataDir, options.door);
  try {
    // Makes or migrates the database before anyone reads it; the writers are the workers.
    openWriter(config.dataDir).close();
    const db = openReader(config.dataDir);
    const identity = readIdentity(db);
    const onError = (error: unknown): void => log.error({ err: error }, 'a listener failed');
    const onCrash = (error: unknown): void => log.error({ err: error }, 'a worker ended unexpectedly');
    const jobs = new WorkerHost(config.dataDir, onCrash);
    const desk = new WorkerHost(config.dataDir, onCrash);
    // Others' events must not wait for a file that is being looked into.
    const courier = new WorkerHost(config.dataDir, onCrash, true);
    const shared = new SharedLog({
      db,
      desk: courier,
      // One that does not come off, as while we close, is left to the commits.
      checkpoint: () =>
        desk.run('checkpoint', {}).done.then(
          () => undefined,
          () => undefined,
        ),
      maxPublishedPerRun: config.maxPublishedPerRun,
      maxLength: config.logLength,
      now: Date.now,
      onEvents: () => refreshJournal(),
      onChange: () => lot.refresh(),
      onError,
    });

    const secretFile = openSecretFile(config.dataDir);
    const secrets = options.secrets === undefined ? secretFile : layered(options.secrets, secretFile);
    const addresses = openFeeds({ db, dataDir: config.dataDir, secrets, now: Date.now });
    const runner: Runner = new Runner(
      jobs,
      {
        now: Date.now,
        onRuns: () => lot.refreshRuns(),
        onCommit: () => watch.refresh(),
        onFailure: (run, message) => log.warn({ runId: run.runId, source: run.source }, message),
        onEnd: (run, outcome) => {
          orders.ended(run, outcome);
          verdicts.ended(run.runId, outcome);
        },
      },
      addresses,
    );
    const scheduler = openScheduler({ db, jobs, runner, onMoved: () => lot.refresh(), onError });
    const orders = new Orders(db, runner, Date.now);
    const verdicts = new VerdictClock({
      db,
      desk,
      start: (job) => runner.start(job),
      onCarried: () => watch.refresh(),
      now: Date.now,
      onError,
    });
    const journal = { db, epoch: identity.epoch, onError };
    const changes = new JournalFeed('changes', changeRows, journal);
    const scores = new JournalFeed('scores', scoreRows, journal);
    const lot = new LotFeed(db, {
      liveRuns: () => runner.runs,
      bus: () => shared,
      nextRunAt: (slug) => scheduler.nextRunAt(slug),
      now: Date.now,
      onError,
    });
    const events = new EventStream(db, identity.epoch, onError);
    const feeds: Record<FeedName, Feed> = { changes, lot, scores };
    const refreshJournal = (): void => {
      changes.refresh();
      scores.refresh();
      events.refresh();
    };
    const removed = (): void => {
      changes.reset();
      scores.reset();
      events.reset();
      lot.reset();
    };
    let hadSample = hasSample(db);
    const refresh = (): void => {
      // A command beside us may have sent the sample away, and its rows with it.
      const has = hasSample(db);
      if (hadSample && !has) removed();
      hadSample = has;
      refreshJournal();
      scheduler.follow();
      verdicts.follow();
      lot.refresh();
      shared.wake();
    };
    // A command that syncs beside us leaves the scores to us.
    const watch = watchStore(db, refresh, () => {
      if (runner.runs.length === 0 && isAnythingTouched(db)) runner.start(SCORE_TOUCHED);
    });
    await desk.run('sweepRuns', {}).done;
    const stored = readRedisSettings(db);
    // Before any job runs: its events are shared or they are not. What Settings keep is switched on by the desk below.
    if (config.redis !== null) await shared.use(config.redis);
    else if (!stored.on || options.secrets === undefined) await shared.use(null);

    const redis = openRedisDesk({
      control: shared,
      environment: config.redis,
      secrets: options.secrets ?? null,
      stored,
      store: (settings) => desk.run('setRedis', settings).done,
    });
    const context: CallContext = {
      db,
      identity,
      dataDir: config.dataDir,
      version: VERSION,
      desk,
      runner,
      feeds: addresses,
      bus: shared,
      redis,
      nextRunAt: (slug) => scheduler.nextRunAt(slug),
      committed: () => watch.refresh(),
      removed,
    };
    if (options.sample) await startSample(desk, runner);
    // What a crash or a command beside us left unscored, and what today's date alone moves.
    const stopDaily = dailyRecompute(runner);
    scheduler.begin();
    verdicts.begin();
    log.info({ dataDir: config.dataDir, version: VERSION }, 'core open');

    return {
      programs: openPrograms({ db, desk, events, lot, orders, bus: shared }),
      openScreen: (door, send): ScreenSession => {
        const session = new FeedSession(feeds, send);
        return {
          call: (name, input) => runCall(name, input, context, door, log),
          subscribe: (subscription, feed, position) => session.subscribe(subscription, feed, position),
          unsubscribe: (subscription) => session.unsubscribe(subscription),
          setVisible: (visible) => session.setVisible(visible),
          close: () => session.close(),
        };
      },
      idle: () => runner.idle(),
      resumed: () => {
        shared.resumed();
        scheduler.wake();
      },
      close: async () => {
        stopDaily();
        scheduler.stop();
        verdicts.stop();
        watch.stop();
        events.close();
        // A job that does not stop at its next batch ends with its worker; its transaction goes with it.
        const stopped = runner.stop();
        await Promise.race([stopped, deadline(STOP_MS)]);
        await Promise.all([jobs.close(), desk.close()]);
        await stopped;
        await shared.close();
        await courier.close();
        db.close();
        releaseOwnership();
        log.info('core closed');
      },
    };
  } catch (error) {
    releaseOwnership();
    throw error;
  }
}
