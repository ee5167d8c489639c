import type { FeedName } from '../../shared/channels.ts';
import type { FeedFilter } from '../../shared/contract.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import type { Feeds } from './feed.ts';

/** At most one message per painted frame and window, at any rate of events (speed.md, P11): 60 in a second, rounded up. */
export const FRAME_MS = 17;
/** A page has three feeds, and for a moment, when a filter changes, one of them twice. More is a page gone wrong. */
export const MAX_SUBSCRIPTIONS = 16;
/** How long after a reading that failed it is tried again. */
const READ_AGAIN_MS = 1_000;

type Found = readonly Frame[] | Promise<readonly Frame[]>;

type Subscription = {
  /** After the last frame sent; from here it reads on. */
  position: FeedPosition | null;
  readonly since: (position: FeedPosition | null) => Found;
  readonly end: () => void;
  /** There may be something behind its position. */
  due: boolean;
  /** It waits for what it asked for. */
  reading: boolean;
};

/**
 * One screen's subscriptions. Each has a position and reads on from it when a message may go out, so there is no queue:
 * while the screen is hidden or slow nothing is kept for it, and no frame can come twice, whoever asks when.
 */
export class FeedSession {
  readonly #feeds: Feeds;
  readonly #send: (frames: readonly TaggedFrame[]) => void;
  readonly #onError: (error: unknown) => void;
  readonly #subscriptions = new Map<number, Subscription>();
  /** What was found late and goes out with the next message: at most one reading per subscription. */
  #found = new Map<number, readonly Frame[]>();
  #timer: NodeJS.Timeout | null = null;
  #lastSent = 0;
  #visible = true;
  #closed = false;

  constructor(
    feeds: Feeds,
    send: (frames: readonly TaggedFrame[]) => void,
    onError: (error: unknown) => void,
  ) {
    this.#feeds = feeds;
    this.#send = send;
    this.#onError = onError;
  }

  /** Subscriptions that are open. */
  get size(): number {
    return this.#subscriptions.size;
  }

  /** @throws Error where the screen has more than any page needs */
  subscribe<Name extends FeedName>(
    subscription: number,
    name: Name,
    position: FeedPosition | null,
    filter: FeedFilter<Name>,
  ): void {
    this.unsubscribe(subscription);
    if (this.#closed) return;
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS)
      throw new Error(`A screen has at most ${MAX_SUBSCRIPTIONS} subscriptions`);
    const feed = this.#feeds[name];
    const entry: Subscription = {
      position,
      since: (from) => feed.since(from, filter),
      end: feed.onChange((change) => {
        if (change === 'reread') entry.position = null;
        this.#wake(entry);
      }),
      due: false,
      reading: false,
    };
    this.#subscriptions.set(subscription, entry);
    this.#wake(entry);
  }

  unsubscribe(subscription: number): void {
    this.#subscriptions.get(subscription)?.end();
    this.#subscriptions.delete(subscription);
    this.#found.delete(subscription);
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    const isDue = this.#found.size > 0 || [...this.#subscriptions.values()].some(({ due }) => due);
    if (visible && isDue) this.#schedule();
  }

  close(): void {
    this.#closed = true;
    for (const subscription of [...this.#subscriptions.keys()]) this.unsubscribe(subscription);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wake(entry: Subscription): void {
    entry.due = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer !== null || !this.#visible || this.#closed) return;
    // The first frame after a pause goes at once; the ones behind it wait for the next painted frame.
    const wait = Math.max(0, this.#lastSent + FRAME_MS - performance.now());
    this.#timer = setTimeout(() => this.#flush(), Math.ceil(wait));
  }

  #flush(): void {
    this.#timer = null;
    // What is due stays due: shown again, the screen gets it.
    if (!this.#visible) return;
    const frames: TaggedFrame[] = [];
    const take = (subscription: number, found: readonly Frame[]): void => {
      for (const frame of found) frames.push({ subscription, frame });
    };
    for (const [subscription, found] of this.#found) take(subscription, found);
    this.#found = new Map();
    for (const [subscription, entry] of this.#subscriptions) {
      if (entry.due && !entry.reading) take(subscription, this.#read(subscription, entry));
    }
    if (frames.length === 0) return;
    this.#lastSent = performance.now();
    this.#send(frames);
  }

  /** What can be had at once; what takes its time comes with a later message. */
  #read(subscription: number, entry: Subscription): readonly Frame[] {
    entry.due = false;
    const from = entry.position;
    let found: Found;
    try {
      found = entry.since(from);
    } catch (error) {
      this.#failed(entry, error);
      return [];
    }
    if (!(found instanceof Promise)) return this.#moved(entry, found);
    entry.reading = true;
    found
      .then(
        (frames) => {
          entry.reading = false;
          const isCurrent = this.#subscriptions.get(subscription) === entry;
          if (!isCurrent) return;
          // Rows were removed meanwhile, or the screen was hidden: it reads again.
          if (entry.position !== from || !this.#visible) entry.due = true;
          else this.#found.set(subscription, this.#moved(entry, frames));
          this.#schedule();
        },
        (error: unknown) => {
          entry.reading = false;
          this.#failed(entry, error);
        },
      )
      .catch(this.#onError);
    return [];
  }

  #moved(entry: Subscription, frames: readonly Frame[]): readonly Frame[] {
    const last = frames.at(-1);
    if (last !== undefined) entry.position = { epoch: last.epoch, seq: last.seq };
    return frames;
  }

  #failed(entry: Subscription, error: unknown): void {
    this.#onError(error);
    setTimeout(() => this.#wake(entry), READ_AGAIN_MS).unref();
  }
}
