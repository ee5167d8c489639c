import { withChange } from '../../shared/change.ts';
import type { SyncResult } from '../../shared/lot.ts';
import { sourceSettingsSchema } from '../../shared/lot.ts';
import { preferencesSchema } from '../../shared/preferences.ts';
import { LotwatchError } from '../../shared/result.ts';
import type { Db } from '../store/open.ts';
import { checkpoint, settleLog, transaction } from '../store/open.ts';
import { readPreferences, writePreferences, writeSetting } from '../store/settings.ts';
import { markChecked } from '../store/sync/fetched.ts';
import {
  clearPassed,
  mustFindSource,
  noteChecked,
  setGuardOff,
  updateSourceAuth,
  updateSourceSettings,
} from '../store/sync/sources.ts';
import { removeSource } from '../store/sync/remove-source.ts';
import { refreshMedianDays } from '../store/scores/median-days.ts';
import { refreshMedians } from '../store/scores/medians.ts';
import { keptNames } from '../store/review/held-syncs.ts';
import { toVerdict } from '../store/review/verdicts.ts';
import { readIdentity } from '../store/meta.ts';
import { parseScoreSettings } from '../scoring/model.ts';
import type { SyncProgress } from './msrp-sync/input.ts';
import { alertWriteHandlers } from './alerts/tasks.ts';
import { failFetch } from './run/fail-fetch.ts';
import { housekeep } from './run/housekeeping.ts';
import { changeSources } from './run/own-run.ts';
import { lotWriteHandlers } from './lot/tasks.ts';
import { carryOutDue, decideLater, heldSyncEnded, undo } from './review/decide.ts';
import { dropKept } from './review/kept-files.ts';
import { importSignals } from './score-recompute/import-signals.ts';
import { runRecompute } from './score-recompute/run.ts';
import { writeScoreSettings } from './score-recompute/settings.ts';
import { checkSource } from './schedule/check-source.ts';
import { setSchedule } from './schedule/set-schedule.ts';
import { assertSchedule } from './schedule/times.ts';
import { sharedLogHandlers } from '../sharing/tasks.ts';
import { addSample } from './sources/add-sample.ts';
import { defineSources } from './sources/define.ts';
import { inspectPath } from './sources/inspect.ts';
import { previewWithProblems } from './sources/preview.ts';
import { failureLine, syncSource } from './sync-source.ts';
import type { TaskProgress, Tasks, WriteTaskName } from './worker-protocol.ts';

/** What a task may use. */
export type TaskTools = {
  readonly db: Db;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: TaskProgress) => void;
};

type Handlers = {
  readonly [Name in WriteTaskName]: (
    input: Tasks[Name]['input'],
    tools: TaskTools,
  ) => Tasks[Name]['output'];
};

const handlers: Handlers = {
  ...sharedLogHandlers,
  ...lotWriteHandlers,
  ...alertWriteHandlers,
  sync: ({ slug, runId, held, fetched }, tools) => {
    const results: SyncResult[] = [];
    const failed: string[] = [];
    let young: string[] = [];
    let failure: LotwatchError | null = null;
    const hooks = {
      now: Date.now,
      isCancelled: tools.isCancelled,
      onProgress: (progress: SyncProgress & { runId: string; file: string }) =>
        tools.onProgress({ ...progress, totalRows: null }),
      onYoung: (names: readonly string[]) => {
        young = [...names];
      },
    };
    const request = { slug, runId, asOf: null, ...(held === undefined ? {} : { held }), ...fetched };
    for (const outcome of syncSource(tools.db, request, hooks)) {
      if (outcome.ok) results.push(outcome.result);
      else {
        failed.push(failureLine(outcome.file, outcome.error.message));
        failure ??= new LotwatchError(outcome.error.code, outcome.error.message);
      }
    }
    // Each failed file has its own run with its reason; the job as a whole fails only if no file was stored.
    if (failure !== null && results.length === 0) throw failure;
    return { results, young, failed };
  },
  fetchUnchanged: ({ slug }, { db }) => {
    transaction(db, () => markChecked(db, mustFindSource(db, slug).id, null, Date.now()));
    return { results: [], young: [], failed: [] };
  },
  fetchFailed: ({ slug, runId, error }, { db }) => failFetch(db, { slug, runId, error, now: Date.now }),
  housekeep: (_input, { db }) => housekeep(db, Date.now()),
  addSource: (request, { db }) => {
    const { schedule } = request;
    // Before anything is stored: a bad pattern must not leave half a source.
    if (schedule !== undefined) assertSchedule(schedule, Date.now());
    const sources = defineSources(db, request);
    if (schedule !== undefined) {
      transaction(db, () => sources.forEach((source) => setSchedule(db, source, schedule, Date.now())));
    }
    return sources.map((source) => source.slug);
  },
  addSample: (_input, { db }) => addSample(db),
  checkSource: ({ slug, note }, { db }) => {
    const source = mustFindSource(db, slug);
    const now = Date.now();
    const found = checkSource(db, source, now);
    if (found === 'same' && (note || source.retry !== null)) {
      transaction(db, () => {
        if (note) noteChecked(db, source.id, now);
        clearPassed(db, source);
      });
    }
    return found;
  },
  updateSource: ({ slug, settings, schedule, guardOff, auth }, { db }) => {
    transaction(db, () => {
      const source = mustFindSource(db, slug);
      updateSourceSettings(
        db,
        source.id,
        sourceSettingsSchema.parse(withChange(source.settings, settings)),
      );
      if (guardOff !== undefined) setGuardOff(db, source.id, guardOff);
      if (schedule !== undefined) setSchedule(db, source, schedule, Date.now());
      if (auth !== undefined) updateSourceAuth(db, source.id, auth);
    });
    return null;
  },
  removeSource: ({ slug }, { db }) => {
    const kept = changeSources(db, Date.now(), (assertFree) => {
      const source = mustFindSource(db, slug);
      assertFree(source);
      const names = [...keptNames(db, source.id)];
      removeSource(db, source);
      refreshMedians(db);
      refreshMedianDays(db);
      return names;
    });
    dropKept(db, kept);
    return null;
  },
  recompute: ({ runId, scope, reason }, { db, isCancelled, onProgress }) => {
    const { instanceId } = readIdentity(db);
    return runRecompute(
      db,
      { runId, scope, reason, asOf: null, instanceId },
      {
        now: Date.now,
        isCancelled,
        onProgress: (progress) =>
          onProgress({ ...progress, runId, file: null, bytes: 0, totalBytes: null }),
      },
    );
  },
  checkpoint: (_input, { db }) => {
    checkpoint(db);
    return null;
  },
  settleLog: (_input, { db }) => {
    const path = db.location();
    if (path !== null) settleLog(path);
    return null;
  },
  setRedis: (settings, { db }) => {
    transaction(db, () => writeSetting(db, 'redis', settings));
    return null;
  },
  setGateway: (settings, { db }) => {
    transaction(db, () => writeSetting(db, 'gateway', settings));
    return null;
  },
  setNetwork: (settings, { db }) => {
    transaction(db, () => writeSetting(db, 'network', settings));
    return null;
  },
  importSignals: ({ path }, { db }) => importSignals(db, path, Date.now()),
  setScoreSettings: ({ settings }, { db }) => {
    const parsed = parseScoreSettings(settings);
    transaction(db, () => writeScoreSettings(db, parsed));
    return parsed;
  },
  preview: (request, { isCancelled, db }) =>
    previewWithProblems(db, request, { now: Date.now, isCancelled, onProgress: () => undefined }),
  decide: (input, { db }) => toVerdict(decideLater(db, input, Date.now())),
  undoVerdict: ({ verdict }, { db }) => toVerdict(undo(db, verdict, Date.now())),
  carryOut: ({ resume }, { db }) => carryOutDue(db, Date.now(), resume),
  endHeldSync: (ended, { db }) => {
    heldSyncEnded(db, ended, Date.now());
    return null;
  },
  inspect: ({ path, settings }) => inspectPath(path, settings),
  setPreferences: (change, { db }) =>
    transaction(db, () => {
      const preferences = preferencesSchema.parse(withChange(readPreferences(db), change));
      writePreferences(db, preferences);
      return preferences;
    }),
};

/** Runs one task; throws what it throws. `input` comes from our own main thread, typed by {@link Tasks}. */
export function runTask<Name extends WriteTaskName>(
  task: Name,
  input: unknown,
  tools: TaskTools,
): Tasks[Name]['output'] {
  const handler = handlers[task];
  return handler(input as Tasks[Name]['input'], tools);
}
