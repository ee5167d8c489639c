import type { FeedName } from '../../shared/channels.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import type { Feed } from './feed.ts';

/** At most one message per painted frame and window, at any rate of events (speed.md, P11): 60 in a second, rounded up. */
export const FRAME_MS = 17;

type Subscription = {
  readonly feed: Feed;
  /** After the last frame queued or sent; where a shown-again screen resumes. */
  position: FeedPosition | null;
  readonly end: () => void;
};

/**
 * One screen's subscriptions. Frames are gathered and sent together; while the screen is hidden nothing is kept for it:
 * shown again, it gets what it missed from the feeds themselves.
 */
export class FeedSession {
  readonly #feeds: Readonly<Record<FeedName, Feed>>;
  readonly #send: (frames: readonly TaggedFrame[]) => void;
  readonly #subscriptions = new Map<number, Subscription>();
  #queue: TaggedFrame[] = [];
  #timer: NodeJS.Timeout | null = null;
  #lastSent = 0;
  #visible = true;

  constructor(feeds: Readonly<Record<FeedName, Feed>>, send: (frames: readonly TaggedFrame[]) => void) {
    this.#feeds = feeds;
    this.#send = send;
  }

  subscribe(subscription: number, name: FeedName, position: FeedPosition | null): void {
    this.unsubscribe(subscription);
    const feed = this.#feeds[name];
    const entry: Subscription = {
      feed,
      position,
      end: feed.onFrame((frame) => this.#take(subscription, frame)),
    };
    this.#subscriptions.set(subscription, entry);
    for (const frame of feed.since(position)) this.#take(subscription, frame);
  }

  unsubscribe(subscription: number): void {
    this.#subscriptions.get(subscription)?.end();
    this.#subscriptions.delete(subscription);
    this.#queue = this.#queue.filter((tagged) => tagged.subscription !== subscription);
  }

  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    if (!visible) return;
    for (const [subscription, { feed, position }] of this.#subscriptions) {
      for (const frame of feed.since(position)) this.#take(subscription, frame);
    }
  }

  close(): void {
    for (const subscription of [...this.#subscriptions.keys()]) this.unsubscribe(subscription);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #take(subscription: number, frame: Frame): void {
    const entry = this.#subscriptions.get(subscription);
    if (entry === undefined || !this.#visible) return;
    entry.position = { epoch: frame.epoch, seq: frame.seq };
    this.#queue.push({ subscription, frame });
    if (this.#timer !== null) return;
    // The first frame after a pause goes at once; the ones behind it wait for the next painted frame.
    const wait = Math.max(0, this.#lastSent + FRAME_MS - performance.now());
    this.#timer = setTimeout(() => this.#flush(), Math.ceil(wait));
  }

  #flush(): void {
    this.#timer = null;
    if (this.#queue.length === 0) return;
    const queue = this.#queue;
    this.#queue = [];
    this.#lastSent = performance.now();
    this.#send(this.#joined(queue));
  }

  /** The same frames with runs of deltas of one subscription as one: a frame of its own costs more than its row. */
  #joined(queue: readonly TaggedFrame[]): TaggedFrame[] {
    const joined: TaggedFrame[] = [];
    for (const [subscription, tagged] of Map.groupBy(queue, (one) => one.subscription)) {
      const feed = this.#subscriptions.get(subscription)?.feed;
      const deltas = tagged.map(({ frame }) => frame).filter((frame) => frame.kind === 'delta');
      const from = tagged.length - deltas.length;
      // Deltas before a snapshot or a gap stay as they are: only what stands at the end is the feed's newest.
      const areLast = tagged.slice(from).every(({ frame }) => frame.kind === 'delta');
      if (feed?.join === undefined || deltas.length < 2 || !areLast) joined.push(...tagged);
      else joined.push(...tagged.slice(0, from), { subscription, frame: feed.join(deltas) });
    }
    return joined;
  }
}
