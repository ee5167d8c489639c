import type { CallInput } from '../../shared/contract.ts';
import type { Run, Source } from '../../shared/lot.ts';
import type { Result } from '../../shared/result.ts';
import type { Api } from '../api.ts';
import { text } from '../text.ts';
import type { Notices } from './notices.ts';
import { reportRecompute, reportRescored, reportSyncs, scoresOf } from './run-results.ts';

export type RecomputeScope = CallInput<'scores.recompute'>['scope'];

/** What a person can ask of the core. Each says how it went, jobs when they have ended; forms get the failure back to show it in place. */
export type Actions = {
  /** Null = every source. */
  sync(source: string | null): Promise<void>;
  cancel(run: Run): Promise<void>;
  /** Recomputes the scores of everything, a dealer or some vehicles. */
  recompute(scope: RecomputeScope): Promise<void>;
  removeSource(source: Source): Promise<void>;
  /** Everything advertised of a vehicle, as a table; null when it could not be had. */
  advertised(vin: string): Promise<{ readonly name: string; readonly csv: string } | null>;
  /** Hands its address to the system's browser. */
  openListing(vin: string, source: string): Promise<void>;
  /** Null when it was stored, else why not. */
  updateSource(input: CallInput<'sources.update'>): Promise<string | null>;
  addSource(input: CallInput<'sources.add'>): Promise<string | null>;
  pickPath(kind: 'file' | 'folder'): Promise<Result<{ path: string | null }>>;
};

export function createActions(api: Api, notices: Notices): Actions {
  /** Says the failure in a corner; true if there was none. */
  const succeeded = (answer: Result<unknown>): boolean => {
    if (!answer.ok) notices.problem(answer.error.message);
    return answer.ok;
  };
  return {
    sync: async (source) => {
      const answer = await api.call('sync.start', { source });
      if (!succeeded(answer) || !answer.ok) return;
      const { runIds } = answer.value;
      // The footer shows it at work; its result is reported when it has ended.
      void reportSyncs(api, notices, { runIds, byName: source !== null });
    },
    cancel: async (run) => {
      const answer = await api.call('sync.cancel', { runId: run.runId });
      if (succeeded(answer)) notices.done(text.jobs.cancelled(run));
    },
    recompute: async (scope) => {
      const vin = scope.kind === 'vins' && scope.vins.length === 1 ? scope.vins[0] : undefined;
      const before = vin === undefined ? null : await scoresOf(api, vin);
      const answer = await api.call('scores.recompute', { scope });
      if (!succeeded(answer) || !answer.ok) return;
      const { runId } = answer.value;
      if (vin === undefined) void reportRecompute(api, notices, runId);
      else void reportRescored(api, notices, { runId, vin, before });
    },
    advertised: async (vin) => {
      const answer = await api.call('vehicles.advertised', { vin });
      return succeeded(answer) && answer.ok ? answer.value : null;
    },
    openListing: async (vin, source) => {
      succeeded(await api.call('vehicles.openListing', { vin, source }));
    },
    removeSource: async (source) => {
      const answer = await api.call('sources.remove', { source: source.slug });
      if (succeeded(answer)) notices.done(text.settings.removed(source.slug));
    },
    updateSource: async (input) => {
      const answer = await api.call('sources.update', input);
      if (!answer.ok) return answer.error.message;
      notices.done(text.settings.saved(input.source));
      return null;
    },
    addSource: async (input) => {
      const answer = await api.call('sources.add', input);
      if (!answer.ok) return answer.error.message;
      notices.done(text.settings.added(answer.value.sources.map(({ slug }) => slug).join(', ')));
      return null;
    },
    pickPath: (kind) => api.call('files.pick', { kind }),
  };
}
