import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { FeedName } from '../../shared/channels.ts';
import type { FeedDelta, FeedSnapshot } from '../../shared/contract.ts';
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

export type FeedView<State> = { readonly feed: FeedState<State>; readonly gap: GapNotice | null };

export type FeedStore<State> = {
  readonly store: StoreApi<FeedView<State>>;
  start(): void;
  stop(): void;
  /** Takes the gap notice away. */
  dismissGap(): void;
};

export type Reducer<Name extends FeedName, State> = {
  fromSnapshot(snapshot: FeedSnapshot<Name>, previous: State | null): State;
  applyDelta(state: State, delta: FeedDelta<Name>): State;
};

/**
 * Holds one feed. Frames are applied as they come, subscribers hear of it once per frame of the screen. A feed
 * whose numbers do not join subscribes again from nothing; the last good state stays until the snapshot is there.
 */
export function createFeedStore<Name extends FeedName, State>(
  api: Api,
  name: Name,
  reducer: Reducer<Name, State>,
  schedule: Scheduler,
): FeedStore<State> {
  let feed: FeedState<State> = WAITING;
  let gap: GapNotice | null = null;
  let unsubscribe: (() => void) | null = null;
  /** Frames of an ended subscription that are still under way must not be applied. */
  let generation = 0;
  const store = createStore<FeedView<State>>(() => ({ feed, gap }));
  const publish = (): void => store.setState({ feed, gap }, true);

  const subscribe = (): void => {
    unsubscribe?.();
    generation += 1;
    const mine = generation;
    const position = feed.status === 'live' ? feed.position : null;
    unsubscribe = api.subscribe(name, position, (frame) => {
      if (mine === generation) take(frame);
    });
  };

  const take = (frame: Frame<FeedSnapshot<Name>, FeedDelta<Name>>): void => {
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
    dismissGap: () => {
      gap = null;
      publish();
    },
  };
}

/** Two gaps not yet seen are one notice; an unknown count stays unknown. */
const addUp = (gap: GapNotice | null, missed: number | null): number | null =>
  gap === null ? missed : gap.missed === null || missed === null ? null : gap.missed + missed;
