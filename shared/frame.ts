/**
 * Feeds travel as numbered frames: a snapshot, then deltas. `seq` may skip numbers (the journal has holes and a
 * filtered feed passes over rows), so a frame also says which seq it follows: `after`.
 */
export type FrameMark = {
  readonly feed: string;
  /** Random, new whenever numbering starts over (a new or restored database, a restarted core). */
  readonly epoch: string;
  readonly after: number;
  readonly seq: number;
};

export type Frame<Snapshot = unknown, Delta = unknown> = FrameMark &
  (
    | { readonly kind: 'snapshot'; readonly data: Snapshot }
    | { readonly kind: 'delta'; readonly data: Delta }
    /** Something between `after` and `seq` cannot be had; `missed` null = how much is unknown. A snapshot follows. */
    | { readonly kind: 'gap'; readonly missed: number | null; readonly reason: string }
  );

/** Where a subscriber stands; what it sends to resume. */
export type FeedPosition = { readonly epoch: string; readonly seq: number };

export type FeedState<State> =
  | { readonly status: 'waiting'; readonly position: null; readonly state: null }
  | { readonly status: 'live'; readonly position: FeedPosition; readonly state: State }
  /** The numbers do not join: subscribe again, from nothing. The last good state stays on screen. */
  | { readonly status: 'broken'; readonly position: FeedPosition; readonly state: State };

export const WAITING: FeedState<never> = { status: 'waiting', position: null, state: null };

/** Pure: the state after a frame. A delta that does not follow what we hold breaks the feed instead of corrupting it. */
export function applyFrame<State, Snapshot, Delta>(
  current: FeedState<State>,
  frame: Frame<Snapshot, Delta>,
  reducer: {
    readonly fromSnapshot: (snapshot: Snapshot, previous: State | null) => State;
    readonly applyDelta: (state: State, delta: Delta) => State;
  },
): FeedState<State> {
  const position = { epoch: frame.epoch, seq: frame.seq };
  if (frame.kind === 'snapshot') {
    return { status: 'live', position, state: reducer.fromSnapshot(frame.data, current.state) };
  }
  // Nothing can follow where nothing is; a late frame of an ended subscription is dropped.
  if (current.status === 'waiting') return current;
  const joins = frame.epoch === current.position.epoch && frame.after === current.position.seq;
  if (frame.kind === 'gap' || !joins || current.status === 'broken') {
    return { status: 'broken', position: current.position, state: current.state };
  }
  return { status: 'live', position, state: reducer.applyDelta(current.state, frame.data) };
}
