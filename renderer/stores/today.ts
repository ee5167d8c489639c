import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { DaySummary } from '../../shared/day-summary/summary.ts';
import type { LotFilter } from '../../shared/list-filter.ts';
import type { LotState } from '../../shared/lot.ts';
import type { Api } from '../api.ts';
import { startOfToday } from '../format/time.ts';
import type { FeedStore } from './feed.ts';
import type { PreferencesStore } from './preferences.ts';
import { paced } from './vehicles/paced.ts';

export const PERIODS = ['today', 'yesterday', 'week'] as const;
export type Period = (typeof PERIODS)[number];
const DAYS_BEFORE: Record<Period, number> = { today: 0, yesterday: 1, week: 6 };
/** It follows the lot at most this often. */
const FOLLOW_MS = 5_000;

export type Today = {
  readonly period: Period;
  /** Null until the first answer; an older one stays until the next is there. */
  readonly summary: DaySummary | null;
  readonly error: string | null;
};

/** What happened since a local midnight, of the dealer chosen in the header. */
export type TodayStore = {
  readonly store: StoreApi<Today>;
  choose(period: Period): void;
  /** Follows the lot; returns the way to end that. */
  start(): () => void;
};

/** The local midnight that a period begins with, ISO 8601. @param now unix ms */
export function beginOf(period: Period, now: number): string {
  const day = new Date(startOfToday(now));
  day.setDate(day.getDate() - DAYS_BEFORE[period]);
  return day.toISOString();
}

export function createTodayStore(
  api: Api,
  lot: FeedStore<LotState, LotFilter>,
  preferences: PreferencesStore,
  now: () => number = Date.now,
): TodayStore {
  const store = createStore<Today>(() => ({ period: 'today', summary: null, error: null }));
  const dealer = (): string | null => preferences.store.getState().value?.live.dealerId ?? null;
  let question = 0;
  const read = async (): Promise<void> => {
    question += 1;
    const mine = question;
    const asked = { since: beginOf(store.getState().period, now()), dealerId: dealer() };
    const answer = await api.call('summary.day', asked);
    if (mine !== question) return;
    store.setState(answer.ok ? { summary: answer.value, error: null } : { error: answer.error.message });
  };
  const pace = paced(FOLLOW_MS, read);
  const newsOf = ({ feed: { state } }: ReturnType<typeof lot.store.getState>) =>
    state === null ? '' : JSON.stringify([state.inventory.revision, state.review, state.runs[0]?.runId]);
  return {
    store,
    choose: (period) => {
      store.setState({ period });
      void read();
    },
    start: () => {
      let dealerBefore = dealer();
      const ends = [
        lot.store.subscribe((state, before) => {
          if (newsOf(state) !== newsOf(before)) pace.ask();
        }),
        preferences.store.subscribe(() => {
          if (dealer() === dealerBefore) return;
          dealerBefore = dealer();
          void read();
        }),
      ];
      pace.ask();
      return () => {
        for (const end of ends) end();
        pace.stop();
      };
    },
  };
}
