import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotFilter } from '../../shared/list-filter.ts';
import type { LotState } from '../../shared/lot.ts';
import type { FeedStore } from './feed.ts';

/** How many values and syncs in Review a person has been notified of and dismissed. */
export type Waiting = {
  readonly store: StoreApi<number>;
  /** Says nothing more until something new waits. */
  dismiss(): void;
};

export const waitingOf = (lot: LotState): number => lot.review.syncs + lot.review.quarantined;

export function createWaiting(lot: FeedStore<LotState, LotFilter>): Waiting {
  const store = createStore<number>(() => 0);
  const now = (): number => {
    const { state } = lot.store.getState().feed;
    return state === null ? 0 : waitingOf(state);
  };
  lot.store.subscribe(({ feed }) => {
    // What was decided makes room: the next one shows the notice again.
    if (feed.state !== null && waitingOf(feed.state) < store.getState()) store.setState(now(), true);
  });
  return { store, dismiss: () => store.setState(now(), true) };
}
