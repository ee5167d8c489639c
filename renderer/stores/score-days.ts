import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotFilter } from '../../shared/list-filter.ts';
import type { LotState, ScoreDay } from '../../shared/lot.ts';
import type { Api } from '../api.ts';
import type { FeedStore } from './feed.ts';
import type { PreferencesStore } from './preferences.ts';
import { paced } from './vehicles/paced.ts';

/** It follows the medians at most this often. */
const FOLLOW_MS = 5_000;

/** The medians of the last 30 days, of the dealer chosen on all screens; empty where they are not known. */
export type ScoreDaysStore = {
  readonly store: StoreApi<{ readonly days: readonly ScoreDay[] }>;
  /** Follows the lot; returns the way to end that. */
  start(): () => void;
};

export function createScoreDaysStore(
  api: Api,
  lot: FeedStore<LotState, LotFilter>,
  preferences: PreferencesStore,
): ScoreDaysStore {
  const store = createStore<{ readonly days: readonly ScoreDay[] }>(() => ({ days: [] }));
  const dealer = (): string | null => preferences.store.getState().value?.live.dealerId ?? null;
  let shown = dealer();
  const read = async (): Promise<void> => {
    const asked = dealer();
    const answer = await api.call('scores.days', { dealerId: asked });
    if (asked === dealer() && answer.ok) store.setState({ days: answer.value.days });
  };
  const pace = paced(FOLLOW_MS, read);
  const mediansOf = ({ feed: { state } }: ReturnType<typeof lot.store.getState>) =>
    JSON.stringify(state?.figures.medians ?? null);
  return {
    store,
    start: () => {
      const ends = [
        lot.store.subscribe((state, before) => {
          if (mediansOf(state) !== mediansOf(before)) pace.ask();
        }),
        preferences.store.subscribe(() => {
          if (dealer() === shown) return;
          shown = dealer();
          // Lines of the dealer before would stand below the name of this one.
          store.setState({ days: [] });
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
