import { withChange } from '../../shared/change.ts';
import type { SyncResult } from '../../shared/lot.ts';
import { sourceSettingsSchema } from '../../shared/lot.ts';
import { preferencesSchema } from '../../shared/preferences.ts';
import { LotwatchError } from '../../shared/result.ts';
import type { Db } from '../store/open.ts';
import { checkpoint, transaction } from '../store/open.ts';
import { readPreferences, writePreferences, writeSetting } from '../store/settings.ts';
import { failFetch, markChecked } from '../store/fetched.ts';
import {
  findSource,
  noteChecked,
  removeSource,
  setGuardOff,
  updateSourceAuth,
  updateSourceSettings,
} from '../store/sources.ts';
import { sweepRuns } from '../store/runs.ts';
import { readIdentity } from '../store/meta.ts';
import { pageVehicles } from '../store/vehicles.ts';
import { findVehicles } from '../store/vehicle-page.ts';
import { isAnythingTouched } from '../store/touched.ts';
import { parseScoreSettings } from '../scoring/model.ts';
import type { SyncProgress } from './msrp-sync/input.ts';
import { acceptedRequest } from './review/accepted.ts';
import { rejectSyncs } from './review/decide-syncs.ts';
import { decideValues } from './review/decide-values.ts';
import { listReview } from './review/list.ts';
import { explainVehicle } from './score-recompute/explain-vehicle.ts';
import { importSignals } from './score-recompute/import-signals.ts';
import { runRecompute } from './score-recompute/run.ts';
import { writeScoreSettings } from './score-recompute/settings.ts';
import { checkSource } from './schedule/check-source.ts';
import { setSchedule } from './schedule/set-schedule.ts';
import { assertSchedule } from './schedule/times.ts';
import { sharedLogHandlers } from './shared-log/tasks.ts';
import { addSample } from './sources/add-sample.ts';
import { defineSources } from './sources/define.ts';
import { inspectPath } from './sources/inspect.ts';
import { previewWithProblems } from './sources/preview.ts';
import { syncSource } from './sync-source.ts';
import type { TaskName, TaskProgress, Tasks } from './worker-protocol.ts';

/** What a task may use. */
export type TaskTools = {
  readonly db: Db;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: TaskProgress) => void;
};

type Handlers = {
  readonly [Name in TaskName]: (input: Tasks[Name]['input'], tools: TaskTools) => Tasks[Name]['output'];
};

const handlers: Handlers = {
  ...sharedLogHandlers,
  sync: ({ slug, runId, held, fetched }, tools) => {
    const results: SyncResult[] = [];
    const accepted = held === undefined ? {} : acceptedRequest(tools.db, held);
    let failure: LotwatchError | null = null;
    const hooks = {
      now: Date.now,
      isCancelled: tools.isCancelled,
      onProgress: (progress: SyncProgress & { runId: string; file: string }) =>
        tools.onProgress({ ...progress, totalRows: null }),
    };
    const request = { slug, runId, asOf: null, ...accepted, ...fetched };
    for (const outcome of syncSource(tools.db, request, hooks)) {
      if (outcome.ok) results.push(outcome.result);
      else failure ??= new LotwatchError(outcome.error.code, outcome.error.message);
    }
    // Each failed file has its own run with its reason; the job as a whole fails only if nothing came of it.
    if (failure !== null && results.length === 0) throw failure;
    return results;
  },
  fetchUnchanged: ({ slug }, { db }) => {
    transaction(db, () => markChecked(db, mustFind(db, slug).id, null, Date.now()));
    return [];
  },
  fetchFailed: ({ slug, runId, error }, { db }) => {
    failFetch(db, { source: mustFind(db, slug), runId, error, now: Date.now() });
    return null;
  },
  sweepRuns: (_input, { db }) => {
    transaction(db, () => sweepRuns(db, Date.now()));
    return null;
  },
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
    const source = mustFind(db, slug);
    const now = Date.now();
    const found = checkSource(db, source, now);
    if (found === 'same' && note) transaction(db, () => noteChecked(db, source.id, now));
    return found;
  },
  updateSource: ({ slug, settings, schedule, guardOff, auth }, { db }) => {
    transaction(db, () => {
      const source = mustFind(db, slug);
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
    transaction(db, () => removeSource(db, mustFind(db, slug)));
    return null;
  },
  recompute: ({ runId, scope, reason }, { db, isCancelled, onProgress }) => {
    if (scope.kind === 'touched' && !isAnythingTouched(db)) return null;
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
  setRedis: (settings, { db }) => {
    transaction(db, () => writeSetting(db, 'redis', settings));
    return null;
  },
  setGateway: (settings, { db }) => {
    transaction(db, () => writeSetting(db, 'gateway', settings));
    return null;
  },
  vehicles: (query, { db }) => pageVehicles(db, query),
  findVehicles: ({ text, limit }, { db }) => findVehicles(db, text, limit),
  explain: ({ vin }, { db }) => explainVehicle(db, vin, null, Date.now()),
  importSignals: ({ path }, { db }) => importSignals(db, path, Date.now()),
  setScoreSettings: ({ settings }, { db }) => {
    const parsed = parseScoreSettings(settings);
    transaction(db, () => writeScoreSettings(db, parsed));
    return parsed;
  },
  preview: (request, { isCancelled, db }) =>
    previewWithProblems(db, request, { now: Date.now, isCancelled, onProgress: () => undefined }),
  reviewList: (_input, { db }) => listReview(db),
  decideValues: ({ ids, decision }, { db }) => decideValues(db, ids, decision, Date.now()),
  rejectSyncs: ({ ids }, { db }) => rejectSyncs(db, ids, Date.now()),
  inspect: ({ path, settings }) => inspectPath(path, settings),
  setPreferences: (change, { db }) =>
    transaction(db, () => {
      const preferences = preferencesSchema.parse(withChange(readPreferences(db), change));
      writePreferences(db, preferences);
      return preferences;
    }),
};

/** Runs one task; throws what it throws. `input` comes from our own main thread, typed by {@link Tasks}. */
export function runTask<Name extends TaskName>(
  task: Name,
  input: unknown,
  tools: TaskTools,
): Tasks[Name]['output'] {
  const handler = handlers[task];
  return handler(input as Tasks[Name]['input'], tools);
}

function mustFind(db: Db, slug: string) {
  const source = findSource(db, { slug });
  if (source === null) throw new LotwatchError('not-found', `There is no source named ${slug}`);
  return source;
}
