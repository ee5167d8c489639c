import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ChangeRow } from '../../shared/contract.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import type { Api } from '../api.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import type { Scheduler } from './frame-scheduler.ts';
import type { PreferencesStore } from './preferences.ts';

export type Wall = {
  /** Newest first; null until the first answer. Paused they are those of that moment. */
  readonly rows: readonly ChangeRow[] | null;
  /** Older ones than the last of these exist. */
  readonly more: boolean;
  /** ISO; null = it follows. */
  readonly pausedAt: string | null;
};

/** What changed, for the wall: of the dealer chosen on all screens, and nothing else of the live list's filter. */
export type WallStore = {
  readonly store: StoreApi<Wall>;
  /** Stops it, or lets it go on. */
  toggle(): void;
  /** Follows the changes while the wall is shown; returns the way to end that. */
  start(): () => void;
};

const isOurs = (row: ChangeRow): boolean => !('from' in row) || row.from !== 'program';

export function createWallStore(api: Api, preferences: PreferencesStore, schedule: Scheduler): WallStore {
  const feed = createFeedStore(api, 'changes', EVERY_CHANGE, changesReducer, schedule);
  const store = createStore<Wall>(() => ({ rows: null, more: false, pausedAt: null }));
  const take = (): void => {
    const { feed: now, stale } = feed.store.getState();
    const { state } = now;
    if (state !== null && !stale && store.getState().pausedAt === null)
      // Of other programs nobody here has looked whether it is true.
      store.setState({ rows: state.rows.filter(isOurs), more: state.more });
  };
  const ask = (): void => {
    const dealerId = preferences.store.getState().value?.live.dealerId ?? null;
    // Rows of the dealer before would stand below the name of this one.
    if (dealerId !== feed.store.getState().filter.dealerId)
      store.setState({ rows: null, more: false, pausedAt: null });
    feed.setFilter({ ...EVERY_CHANGE, dealerId });
  };
  return {
    store,
    toggle: () => {
      const { pausedAt } = store.getState();
      store.setState({ pausedAt: pausedAt === null ? new Date().toISOString() : null });
      take();
    },
    start: () => {
      ask();
      const ends = [feed.store.subscribe(take), preferences.store.subscribe(ask)];
      feed.start();
      return () => {
        for (const end of ends) end();
        feed.stop();
      };
    },
  };
}
