import type { CallContext } from './calls/context.ts';
import { JobRequests } from './calls/job-requests.ts';
import { openListReader } from './calls/list-reader.ts';
import { screenOpener } from './calls/open-screen.ts';
import { openHttpApi } from './calls/http-api.ts';
import { openNetworkSettingsService } from './calls/network-settings-service.ts';
import { openRedisSettingsService } from './calls/redis-settings-service.ts';
import type { Config } from './config.ts';
import type { ScreenHost, HttpApi, SecretStore } from './adapter.ts';
import { EventStream } from './feeds/event-stream.ts';
import { JournalFeed } from './feeds/journal-feed.ts';
import { openUpkeep } from './jobs/daily.ts';
import type { Feeds } from './feeds/feed.ts';
import { LotFeed } from './feeds/lot-feed.ts';
import { watchStore } from './feeds/watch-store.ts';
import { openScheduler } from './jobs/schedule/open-scheduler.ts';
import { SharedLog } from './sharing/shared-log.ts';
import { Runner, SCORE_DIRTY } from './jobs/runner.ts';
import { openExports } from './jobs/lot/exports.ts';
import { keepLot } from './jobs/lot/keeper.ts';
import { VerdictClock } from './jobs/review/verdict-clock.ts';
import { openHttpSources } from './jobs/sources/http-sources.ts';
import { startSample } from './jobs/start-sample.ts';
import { WorkerHost } from './jobs/worker-host.ts';
import type { Log } from './log/log.ts';
import { openAlerts, type ShowMessage } from './notify/open-alerts.ts';
import { settingFaults } from './jobs/score-recompute/settings.ts';
import { onUnreadable, sayUnreadable } from './store/stored.ts';
import { readIdentity } from './store/meta.ts';
import { closeStore, openReader, openWriter } from './store/open.ts';
import { layered, openSecretFile } from './store/secret-file.ts';
import { readRedisSettings } from './store/settings.ts';
import { hasSample } from './store/sync/sources.ts';
import { isAnythingDirty } from './store/scores/dirty.ts';
import { takeOwnership } from './store/owner-lock.ts';
import { VERSION } from './version.ts';

export type Core = ScreenHost & {
  readonly httpApi: HttpApi;
  /** Settles when no job is queued or running. */
  idle(): Promise<void>;
  /** The machine was asleep: Redis is looked for at once, and what was due meanwhile is read now. */
  resumed(): void;
  /** The machine goes to sleep, or ends the session without letting us close: what is stored goes into the one file. */
  suspended(): Promise<void>;
  close(): Promise<void>;
};

export type CoreOptions = {
  readonly log: Log;
  /** Who owns the folder, for the message a second console gets. */
  readonly adapter: 'desktop' | 'serve';
  /** Show the built-in sample where there is no source yet (rules 14). */
  readonly sample: boolean;
  /**
   * Where a Redis address that a person enters is kept; absent where it only comes from REDIS_URL. Passwords of feeds
   * are kept here, too; without it, in a file of the data folder.
   */
  readonly secrets?: SecretStore;
  /** Asks the system which proxy leads to an address; absent where there is no such system to ask. */
  readonly systemProxy?: (address: string) => Promise<string>;
  /** Shows an alert as the system's own notification; absent, or where it refuses, the window shows it. */
  readonly showAlert?: ShowMessage;
};

/** How long a running job gets to stop by itself when the console closes. */
const STOP_MS = 2_000;
const deadline = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

/**
 * Opens everything behind the adapters: store → bus → jobs → feeds → calls; `close` is the reverse.
 * @throws LotwatchError `busy` when another console owns the data folder, `store` when it cannot be used.
 */
export async function openCore(config: Config, options: CoreOptions): Promise<Core> {
  const { log } = options;
  const opened = new AsyncDisposableStack();
  try {
    return await assemble(config, options, opened);
  } catch (error) {
    // Why it did not open matters more than what did not close after it.
    await opened
      .disposeAsync()
      .catch((failure: unknown) => log.error({ err: failure }, 'not everything was closed'));
    throw error;
  }
}

/** @param opened gets the way to close each part as soon as the part is there; they run in reverse, whichever fails */
async function assemble(config: Config, options: CoreOptions, opened: AsyncDisposableStack): Promise<Core> {
  const { log } = options;
  opened.defer(takeOwnership(config.dataDir, options.adapter));
  // Makes or migrates the database before anyone reads it; the writers are the workers.
  openWriter(config.dataDir).close();
  const db = openReader(config.dataDir);
  opened.defer(() => closeStore(db));
  const identity = readIdentity(db);
  onUnreadable((message) => log.warn(message));
  settingFaults(db).forEach(sayUnreadable);
  const onError = (error: unknown): void => log.error({ err: error }, 'a listener failed');
  const onCrash = (error: unknown): void => log.error({ err: error }, 'a worker ended unexpectedly');
  // Others' events must not wait for a file that is being looked into.
  const eventWorker = WorkerHost.writer(config.dataDir, onCrash, 'event-writer');
  opened.defer(() => eventWorker.close());
  // Queries over the whole journal or the whole lot must not block writes.
  const reader = WorkerHost.reader(config.dataDir, onCrash);
  opened.defer(() => reader.close());
  const exports = openExports({ dataDir: config.dataDir, onMoved: () => lot.refreshExports(), onCrash });
  opened.defer(() => exports.close());
  const lists = openListReader(db, reader);
  const shared = new SharedLog({
    db,
    writeWorker: eventWorker,
    // One that does not come off, as while we close, is left to the commits.
    checkpoint: async () => {
      await writeWorker.run('checkpoint', {}).done.catch(() => undefined);
    },
    maxPublishedPerRun: config.maxPublishedPerRun,
    maxLength: config.logLength,
    now: Date.now,
    onEvents: () => refreshJournal(),
    onChange: () => {
      lot.refresh();
      // A gap is a row of its own.
      events.refresh();
    },
    onError,
  });
  opened.defer(() => shared.close());
  const writeWorker = WorkerHost.writer(config.dataDir, onCrash);
  opened.defer(() => writeWorker.close());
  const jobs = WorkerHost.writer(config.dataDir, onCrash);
  opened.defer(() => jobs.close());
  const trials = WorkerHost.writer(config.dataDir, onCrash);
  opened.defer(() => trials.close());
  const secretFile = openSecretFile(config.dataDir);
  const secrets = options.secrets === undefined ? secretFile : layered(options.secrets, secretFile);
  const say = (words: string): void => log.warn(words);
  const network = openNetworkSettingsService({
    db,
    given: config.network,
    secrets,
    system: options.systemProxy,
    onFault: say,
    store: (settings) => writeWorker.run('setNetwork', settings).done,
  });
  const { dataDir } = config;
  const { proxyFor } = network;
  const httpSources = openHttpSources({ db, dataDir, secrets, now: Date.now, proxyFor, onMet: say });
  httpSources.sweep();
  const runner: Runner = new Runner(
    jobs,
    {
      now: Date.now,
      onRuns: () => lot.refreshRuns(),
      onCommit: () => watch.refresh(),
      onFailure: (run, message) => log.warn({ runId: run.runId, source: run.source }, message),
      onEnd: (run, outcome) => {
        jobRequests.ended(run, outcome);
        verdicts.ended(run.runId, outcome);
      },
      onError,
    },
    httpSources,
  );
  opened.defer(async () => {
    // A job that does not stop at its next batch ends with its worker; its transaction goes with it.
    const stopped = runner.stop();
    await Promise.race([stopped, deadline(STOP_MS)]);
    await jobs.close();
    await stopped;
  });
  const scheduler = openScheduler({ db, jobs, runner, onMoved: () => lot.refresh(), onError });
  opened.defer(() => scheduler.stop());
  const jobRequests = new JobRequests(db, runner, Date.now);
  const verdicts = new VerdictClock({
    db,
    writeWorker,
    start: (job) => runner.start(job),
    onCarried: () => watch.refresh(),
    now: Date.now,
    onError,
  });
  opened.defer(() => verdicts.stop());
  const { epoch } = identity;
  const changes = new JournalFeed('changes', lists.changes, { db, epoch, onError });
  const scores = new JournalFeed('scores', lists.scores, { db, epoch, onError });
  const lot = new LotFeed(db, {
    liveRuns: () => runner.runs,
    exports: () => exports.active,
    bus: () => shared,
    nextRunAt: (slug) => scheduler.nextRunAt(slug),
    now: Date.now,
    onError,
  });
  const events = new EventStream(db, epoch, onError);
  opened.defer(() => events.close());
  const { alerts, channels, ...alertParts } = openAlerts({
    ...{ db, dataDir, secrets, proxyFor, onCrash, onError, showAlert: options.showAlert },
    ...{ port: config.port, bus: () => shared.state },
  });
  opened.defer(() => alerts.close());
  const feeds: Feeds = { alerts: alertParts.alertFeed, changes, lot, scores };
  const refreshJournal = (): void => {
    for (const one of [changes, scores, events]) one.refresh();
  };
  const removed = (): void => {
    for (const one of [changes, scores, events]) one.reset();
    lot.refresh();
  };
  let hadSample = hasSample(db);
  const inventory = keepLot({ db, worker: writeWorker, onFollowed: () => lot.refresh(), onError });
  opened.defer(() => inventory.stop());
  const refresh = (): void => {
    // A command beside us may have sent the sample away, and its rows with it.
    const has = hasSample(db);
    if (hadSample && !has) removed();
    hadSample = has;
    refreshJournal();
    scheduler.follow();
    verdicts.follow();
    inventory.refresh();
    lot.refresh();
    alerts.refresh();
    shared.wake();
  };
  // A command that syncs beside us leaves the scores to us.
  const watch = watchStore(db, refresh, () => {
    if (runner.runs.length === 0 && isAnythingDirty(db)) runner.start(SCORE_DIRTY);
  });
  opened.defer(() => watch.stop());
  await writeWorker.run('housekeep', {}).done;
  const stored = readRedisSettings(db);
  // Before any job runs: its events are shared or they are not. What Settings keep is switched on by the service below.
  if (config.redis !== null) await shared.use(config.redis);
  else if (!stored.on || options.secrets === undefined) await shared.use(null);

  const redis = openRedisSettingsService({
    control: shared,
    environment: config.redis,
    secrets: options.secrets ?? null,
    stored,
    store: (settings) => writeWorker.run('setRedis', settings).done,
  });
  const context: Omit<CallContext, 'turns'> = {
    db,
    identity,
    dataDir,
    version: VERSION,
    writeWorker,
    runner,
    reader,
    trials,
    lists,
    exports,
    httpSources,
    bus: shared,
    ...{ alerts, channels, redis, network },
    nextRunAt: (slug) => scheduler.nextRunAt(slug),
    committed: () => watch.refresh(),
    removed,
  };
  if (options.sample) await startSample(writeWorker, runner);
  const upkeep = openUpkeep({
    db,
    worker: writeWorker,
    runner,
    now: Date.now,
    onSwept: () => watch.refresh(),
    onError,
  });
  opened.defer(() => upkeep.stop());
  inventory.refresh();
  scheduler.begin();
  verdicts.begin();
  alerts.begin();
  log.info({ dataDir: config.dataDir, version: VERSION }, 'core open');

  return {
    httpApi: openHttpApi({
      ...{ db, reader, events, jobRequests, inventory, exports, bus: shared },
      ...alertParts,
    }),
    openScreen: screenOpener(feeds, context, log, onError),
    idle: () => runner.idle(),
    resumed: () => {
      shared.resumed();
      scheduler.wake();
      upkeep.wake();
      void alerts.evaluate();
    },
    suspended: async () => {
      await writeWorker.run('settleLog', {}).done;
    },
    close: async () => {
      await opened.disposeAsync();
      log.info('core closed');
    },
  };
}
