import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import { EVERY_CHANGE, WHOLE_LOT } from '../../shared/list-filter.ts';
import { FeedListeners, type Feed, type FeedChange } from './feed.ts';
import { FRAME_MS, FeedSession, MAX_SUBSCRIPTIONS } from './session.ts';

/** A feed of numbers that remembers them all. */
class CountingFeed implements Feed<unknown> {
  readonly name = 'changes';
  readonly listeners = new FeedListeners((error) => {
    throw error;
  });
  seq = 0;
  reads = 0;
  /** Answers from here on; else at once. */
  later: ((frames: readonly Frame[]) => Promise<readonly Frame[]>) | null = null;

  step(): void {
    this.seq += 1;
    this.listeners.notify('more');
  }

  since(position: FeedPosition | null): readonly Frame[] | Promise<readonly Frame[]> {
    this.reads += 1;
    const frames = this.#since(position);
    return this.later === null ? frames : this.later(frames);
  }

  onChange(listener: (change: FeedChange) => void): () => void {
    return this.listeners.add(listener);
  }

  #since(position: FeedPosition | null): readonly Frame[] {
    const mark = { feed: this.name, epoch: 'e', seq: this.seq };
    if (position === null) return [{ ...mark, after: 0, kind: 'snapshot', data: null }];
    if (position.seq === this.seq) return [];
    return [{ ...mark, after: position.seq, kind: 'delta', data: null }];
  }
}

let feed: CountingFeed;
let session: FeedSession;
let sent: (readonly TaggedFrame[])[];
let errors: unknown[];
beforeEach(() => {
  vi.useFakeTimers();
  feed = new CountingFeed();
  sent = [];
  errors = [];
  session = new FeedSession(
    { alerts: feed, changes: feed, lot: feed, scores: feed },
    (frames) => sent.push(frames),
    (error) => errors.push(error),
  );
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

const seqs = () => sent.flat().map(({ frame }) => frame.seq);

describe('a screen’s session', () => {
  it('sends at most one message a frame however much happens', () => {
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    for (let ms = 0; ms < 160; ms += 1) {
      for (let n = 0; n < 10; n += 1) feed.step();
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(FRAME_MS);
    expect(sent.length).toBeLessThanOrEqual(160 / FRAME_MS + 2);
    expect(seqs().at(-1)).toBe(1600);
    const afters = sent.flat().map(({ frame }) => frame.after);
    expect(afters).toEqual([0, ...seqs().slice(0, -1)]);
  });

  it('keeps nothing for a hidden screen and brings it up to date when it is shown', () => {
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    vi.advanceTimersByTime(FRAME_MS);
    session.setVisible(false);
    for (let n = 0; n < 100; n += 1) feed.step();
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(1);
    session.setVisible(true);
    vi.advanceTimersByTime(FRAME_MS);
    expect(feed.reads).toBe(2);
    expect(sent[1]).toEqual([
      { subscription: 1, frame: expect.objectContaining({ kind: 'delta', after: 0, seq: 100 }) },
    ]);
  });

  it('ends with its subscriptions and leaves no listener behind', () => {
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    session.subscribe(2, 'lot', null, WHOLE_LOT);
    session.unsubscribe(1);
    feed.step();
    vi.advanceTimersByTime(FRAME_MS);
    expect(sent.flat().every(({ subscription }) => subscription === 2)).toBe(true);
    session.close();
    expect(feed.listeners.size).toBe(0);
  });

  it('replaces a subscription of the same number', () => {
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    expect(feed.listeners.size).toBe(1);
  });

  it('sends what is found late with a later message, and what was hidden meanwhile not twice', async () => {
    let answer = (): void => undefined;
    feed.later = (frames) => new Promise((resolve) => (answer = () => resolve(frames)));
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    feed.step();
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    expect([sent, feed.reads]).toEqual([[], 1]);
    session.setVisible(false);
    answer();
    feed.later = null;
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    expect(sent).toEqual([]);
    session.setVisible(true);
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    expect(seqs()).toEqual([1]);
  });

  it('tries again where a reading failed', async () => {
    feed.later = () => Promise.reject(new Error('no'));
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    await vi.advanceTimersByTimeAsync(FRAME_MS);
    expect(errors).toHaveLength(1);
    feed.later = null;
    await vi.advanceTimersByTimeAsync(1_000 + FRAME_MS);
    expect(seqs()).toEqual([0]);
  });

  it('begins again for everyone when rows were taken back', () => {
    session.subscribe(1, 'changes', null, EVERY_CHANGE);
    vi.advanceTimersByTime(FRAME_MS);
    feed.listeners.notify('reread');
    vi.advanceTimersByTime(FRAME_MS);
    expect(sent.flat().map(({ frame }) => frame.kind)).toEqual(['snapshot', 'snapshot']);
  });

  it('has a bounded number of subscriptions, each of which can be taken up again', () => {
    const ask = (id: number): void => session.subscribe(id, 'changes', null, EVERY_CHANGE);
    for (let id = 1; id <= 10 * MAX_SUBSCRIPTIONS; id += 1) {
      if (id <= MAX_SUBSCRIPTIONS) ask(id);
      else expect(() => ask(id)).toThrow('at most');
    }
    expect([session.size, feed.listeners.size]).toEqual([MAX_SUBSCRIPTIONS, MAX_SUBSCRIPTIONS]);
    session.unsubscribe(1);
    ask(99);
    expect(session.size).toBe(MAX_SUBSCRIPTIONS);
  });
});
