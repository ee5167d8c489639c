import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotFilter } from '../../shared/list-filter.ts';
import type { LotState } from '../../shared/lot.ts';
import type { Decided, Decision, ReviewList, VerdictPlan } from '../../shared/review.ts';
import type { Api } from '../api.ts';
import type { FeedStore } from './feed.ts';
import { isActive } from './lot.ts';

/** Decisions per call. */
const DECIDED_PAGE = 100;

export type ReviewState = {
  /** The last good list stays while a newer one is under way; null until the first. */
  readonly list: ReviewList | null;
  readonly error: string | null;
  /** Ids of held values a person selected. */
  readonly picked: ReadonlySet<number>;
  readonly deciding: boolean;
  /** Why the last decision could not be stored. */
  readonly failure: string | null;
  readonly decided: readonly Decided[];
  /** Null until the first answer. */
  readonly decidedTotal: number | null;
  readonly decidedError: string | null;
};

export type WhatToDecide = { readonly values: readonly number[]; readonly syncs: readonly number[] };

/** What is to be reviewed, read again whenever the lot reports that something came or went. */
export type ReviewStore = {
  readonly store: StoreApi<ReviewState>;
  start(): void;
  stop(): void;
  /** Selects values, or lets them go. */
  pick(ids: readonly number[], picked: boolean): void;
  /** What that would do; null when it is unknown, with the reason in `failure`. */
  plan(decision: Decision, what: WhatToDecide): Promise<VerdictPlan | null>;
  /** True when it was stored; it takes effect when it can no longer be undone. */
  decide(decision: Decision, what: WhatToDecide): Promise<boolean>;
  loadDecided(): Promise<void>;
  moreDecided(): Promise<void>;
};

/** Changes when something is held or decided, and when a run ends: then what waits may differ. */
const signOf = (lot: LotState | null): string | null =>
  lot === null
    ? null
    : JSON.stringify([
        lot.review,
        lot.verdicts.map(({ id, state }) => [id, state]),
        lot.runs.filter((run) => !isActive(run)).map(({ runId, state }) => [runId, state]),
      ]);

export function createReviewStore(api: Api, lot: FeedStore<LotState, LotFilter>): ReviewStore {
  const store = createStore<ReviewState>(() => ({
    list: null,
    error: null,
    picked: new Set(),
    deciding: false,
    failure: null,
    decided: [],
    decidedTotal: null,
    decidedError: null,
  }));
  let unsubscribe: (() => void) | null = null;
  let sign: string | null = null;
  /** An answer to an earlier question must not take the place of a later one's. */
  let question = 0;

  const load = async (): Promise<void> => {
    question += 1;
    const mine = question;
    const answer = await api.call('review.list', {});
    if (mine !== question) return;
    if (!answer.ok) {
      store.setState({ error: answer.error.message });
      return;
    }
    const there = new Set(answer.value.values.map(({ id }) => id));
    const picked = new Set([...store.getState().picked].filter((id) => there.has(id)));
    store.setState({ list: answer.value, error: null, picked });
  };

  const decidedFrom = async (offset: number): Promise<void> => {
    const answer = await api.call('review.history', { offset, limit: DECIDED_PAGE });
    if (!answer.ok) {
      store.setState({ decidedError: answer.error.message });
      return;
    }
    const before = store.getState().decided.slice(0, offset);
    store.setState({
      decided: [...before, ...answer.value.decided],
      decidedTotal: answer.value.total,
      decidedError: null,
    });
  };

  return {
    store,
    start: () => {
      sign = signOf(lot.store.getState().feed.state);
      void load();
      unsubscribe = lot.store.subscribe(({ feed }) => {
        const now = signOf(feed.state);
        if (now === sign) return;
        sign = now;
        void load();
      });
    },
    stop: () => {
      unsubscribe?.();
      unsubscribe = null;
      question += 1;
    },
    pick: (ids, picked) => {
      const next = new Set(store.getState().picked);
      for (const id of ids) {
        if (picked) next.add(id);
        else next.delete(id);
      }
      store.setState({ picked: next });
    },
    plan: async (decision, { values, syncs }) => {
      store.setState({ failure: null });
      const answer = await api.call('review.plan', { values: [...values], syncs: [...syncs], decision });
      if (answer.ok) return answer.value;
      store.setState({ failure: answer.error.message });
      return null;
    },
    decide: async (decision, { values, syncs }) => {
      store.setState({ deciding: true, failure: null });
      const answer = await api.call('review.decide', { values: [...values], syncs: [...syncs], decision });
      store.setState({ deciding: false });
      if (!answer.ok) store.setState({ failure: answer.error.message });
      await load();
      return answer.ok;
    },
    loadDecided: () => decidedFrom(0),
    moreDecided: () => decidedFrom(store.getState().decided.length),
  };
}
