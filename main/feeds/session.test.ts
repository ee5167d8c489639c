import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import { FrameListeners, type Feed } from './feed.ts';
import { FRAME_MS, FeedSession } from './session.ts';

/** A feed of numbers that remembers them all. */
class CountingFeed implements Feed {
  readonly name = 'changes';
  readonly listeners = new FrameListeners((error) => {
    throw error;
  });
  seq = 0;

  step(): void {
    const after = this.seq;
    this.seq += 1;
    this.listeners.emit(this.#delta(after));
  }

  since(position: FeedPosition | null): Frame[] {
    if (position === null)
      return [{ feed: this.name, epoch: 'e', after: 0, seq: this.seq, kind: 'snapshot', data: null }];
    return position.seq === this.seq ? [] : [this.#delta(position.seq)];
  }

  onFrame(listener: (frame: Frame) => void): () => void {
    return this.listeners.add(listener);
  }

  #delta(after: number): Frame {
    return { feed: this.name, epoch: 'e', after, seq: this.seq, kind: 'delta', data: null };
  }
}

let feed: CountingFeed;
let session: FeedSession;
let sent: (readonly TaggedFrame[])[];
beforeEach(() => {
  vi.useFakeTimers();
  feed = new CountingFeed();
  sent = [];
  session = new FeedSession({ changes: feed, lot: feed, scores: feed }, (frames) => sent.push(frames));
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

const seqs = () => sent.flat().map(({ frame }) => frame.seq);

describe('a screen’s session', () => {
  it('sends at most one message a frame however much happens', () => {
    session.subscribe(1, 'changes', null);
    for (let ms = 0; ms < 160; ms += 1) {
      for (let n = 0; n < 10; n += 1) feed.step();
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(FRAME_MS);
    expect(sent.length).toBeLessThanOrEqual(160 / FRAME_MS + 2);
    expect(seqs()).toEqual([0, ...Array.from({ length: 1600 }, (_, n) => n + 1)]);
  });

  it('keeps nothing for a hidden screen and brings it up to date when it is shown', () => {
    session.subscribe(1, 'changes', null);
    vi.advanceTimersByTime(FRAME_MS);
    session.setVisible(false);
    for (let n = 0; n < 100; n += 1) feed.step();
    vi.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(1);
    session.setVisible(true);
    vi.advanceTimersByTime(FRAME_MS);
    expect(sent[1]).toEqual([
      { subscription: 1, frame: expect.objectContaining({ kind: 'delta', after: 0, seq: 100 }) },
    ]);
  });

  it('ends with its subscriptions and leaves no listener behind', () => {
    session.subscribe(1, 'changes', null);
    session.subscribe(2, 'lot', null);
    session.unsubscribe(1);
    feed.step();
    vi.advanceTimersByTime(FRAME_MS);
    expect(sent.flat().every(({ subscription }) => subscription === 2)).toBe(true);
    session.close();
    expect(feed.listeners.size).toBe(0);
  });

  it('replaces a subscription of the same number', () => {
    session.subscribe(1, 'changes', null);
    session.subscribe(1, 'changes', null);
    expect(feed.listeners.size).toBe(1);
  });
});
