import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

const KEY = 'lotwatch.alerts.seen';
/** The core keeps fewer notices than that. */
const KEPT = 60;

/** Ids of notices that somebody saw in this window; they outlive a reload of the page. */
export type SeenNotices = {
  readonly store: StoreApi<ReadonlySet<string>>;
  see(ids: readonly string[]): void;
};

export function createSeenNotices({ sessionStorage: kept }: Pick<Window, 'sessionStorage'>): SeenNotices {
  const store = createStore<ReadonlySet<string>>(
    () => new Set((kept.getItem(KEY) ?? '').split(' ').filter((id) => id !== '')),
  );
  return {
    store,
    see: (ids) => {
      const known = store.getState();
      if (ids.every((id) => known.has(id))) return;
      const next = [...new Set([...known, ...ids])].slice(-KEPT);
      kept.setItem(KEY, next.join(' '));
      store.setState(new Set(next), true);
    },
  };
}
