import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { FeedName } from '../../shared/channels.ts';
import type { FeedDelta, FeedFilter, FeedSnapshot } from '../../shared/contract.ts';
import type { FeedState, Frame } from '../../shared/frame.ts';
import { WAITING, applyFrame } from '../../shared/frame.ts';
import type { Api } from '../api.ts';
import type { Scheduler } from './frame-scheduler.ts';

/** Something between two frames could not be had; stays until a person has seen it. */
export type GapNotice = {
  readonly missed: number | null;
  readonly reason: string | null;
  readonly at: number;
};

export type FeedView<State, Filter> = {
  readonly feed: FeedState<State>;
  readonly gap: GapNotice | null;
  /** What `feed` was asked for with; another object where another filter was. */
  readonly filter: Filter;
  /** Another filter was asked for; what is here is still the answer to the one before. */
  readonly stale: boolean;
};

export type FeedStore<State, Filter> = {
  readonly store: StoreApi<FeedView<State, Filter>>;
  start(): void;
  stop(): void;
  /** Subscribes again with another filter; what is shown stays until the answer comes. The same filter does nothing. */
  setFilter(filter: Filter): void;
  /** Takes the gap notice away. */
  dismissGap(): void;
};

export type Reducer<Name extends FeedName, State> = {
  fromSnapshot(snapshot: FeedSnapshot<Name>, previous: State | null): State;
  applyDelta(state: State, delta: FeedDelta<Name>): State;
};

/**
 * Holds one feed. Frames are applied as they come, subscribers are notified once per frame of the screen. A feed
 * whose numbers do not join subscribes again from nothing; the last good state stays until the snapshot is there.
 */
export function createFeedStore<Name extends FeedName, State>(
  api: Api,
  name: Name,
  everything: FeedFilter<Name>,
  reducer: Reducer<Name, State>,
  schedule: Scheduler,
): FeedStore<State, FeedFilter<Name>> {
  let feed: FeedState<State> = WAITING;
  let gap: GapNotice | null = null;
  /** What `feed` returns, and what was asked for last. */
  let filter = everything;
  let wanted = everything;
  let unsubscribe: (() => void) | null = null;
  /** Frames of an ended subscription that are still under way must not be applied. */
  let generation = 0;
  const view = (): FeedView<State, FeedFilter<Name>> => ({ feed, gap, filter, stale: filter !== wanted });
  const store = createStore(view);
  const publish = (): void => store.setState(view(), true);

  const subscribe = (): void => {
    unsubscribe?.();
    generation += 1;
    const mine = generation;
    const position = feed.status === 'live' && filter === wanted ? feed.position : null;
    unsubscribe = api.subscribe(name, position, wanted, (frame) => {
      if (mine === generation) take(frame);
    });
  };

  const take = (frame: Frame<FeedSnapshot<Name>, FeedDelta<Name>>): void => {
    if (filter !== wanted) {
      // Rows of another filter are no rows before these.
      if (frame.kind !== 'snapshot') return;
      filter = wanted;
      feed = applyFrame<State, FeedSnapshot<Name>, FeedDelta<Name>>(WAITING, frame, reducer);
      schedule(publish);
      return;
    }
    const before = feed.status;
    feed = applyFrame(feed, frame, reducer);
    if (feed.status === 'broken' && before === 'live') {
      const known = frame.kind === 'gap' ? frame : { missed: null, reason: null };
      gap = { missed: addUp(gap, known.missed), reason: known.reason, at: Date.now() };
      subscribe();
    }
    schedule(publish);
  };

  return {
    store,
    start: () => {
      if (unsubscribe === null) subscribe();
    },
    stop: () => {
      unsubscribe?.();
      unsubscribe = null;
      generation += 1;
    },
    setFilter: (next) => {
      if (JSON.stringify(next) === JSON.stringify(wanted)) return;
      // Back to what is shown: it only has to go on from where it stands.
      wanted = JSON.stringify(next) === JSON.stringify(filter) ? filter : next;
      if (unsubscribe !== null) subscribe();
      publish();
    },
    dismissGap: () => {
      gap = null;
      publish();
    },
  };
}

/** Two gaps not yet seen are one notice; an unknown count stays unknown. */
const addUp = (gap: GapNotice | null, missed: number | null): number | null =>
  gap === null ? missed : gap.missed === null || missed === null ? null : gap.missed + missed;
