import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallOutput } from '../../shared/contract.ts';
import type { Run } from '../../shared/lot.ts';
import type { Api } from '../api.ts';

/** Runs listed at most; the contract gives no more at once. */
const LISTED = 200;
/** Problems per call. */
const PROBLEMS_PAGE = 100;

export type EarlierRuns = { readonly runs: readonly Run[]; readonly error: string | null };
export type Problem = CallOutput<'runs.problems'>['problems'][number];

/** Runs older than those in the feed. */
export type RunsStore = { readonly store: StoreApi<EarlierRuns>; load(): Promise<void> };

export function createRunsStore(api: Api): RunsStore {
  const store = createStore<EarlierRuns>(() => ({ runs: [], error: null }));
  return {
    store,
    load: async () => {
      const answer = await api.call('runs.list', { source: null, limit: LISTED });
      store.setState(
        answer.ok ? { runs: answer.value.runs, error: null } : { error: answer.error.message },
      );
    },
  };
}

export type Problems = {
  readonly problems: readonly Problem[];
  /** Null until the first answer. */
  readonly total: number | null;
  readonly loading: boolean;
  readonly error: string | null;
};

/** The problems of one run, page by page. */
export type ProblemsStore = { readonly store: StoreApi<Problems>; more(): Promise<void> };

export function createProblemsStore(api: Api, runId: string): ProblemsStore {
  const store = createStore<Problems>(() => ({ problems: [], total: null, loading: false, error: null }));
  return {
    store,
    more: async () => {
      const { problems, loading } = store.getState();
      if (loading) return;
      store.setState({ loading: true, error: null });
      const page = { offset: problems.length, limit: PROBLEMS_PAGE };
      const answer = await api.call('runs.problems', { runId, ...page });
      if (!answer.ok) store.setState({ loading: false, error: answer.error.message });
      else {
        const { problems: next, total } = answer.value;
        store.setState({ problems: [...problems, ...next], total, loading: false });
      }
    },
  };
}
