import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyFrame, WAITING, type FeedPosition, type FeedState } from '../../shared/frame.ts';
import { EVERY_CHANGE, isEveryChange, type ChangeFilter } from '../../shared/list-filter.ts';
import type { TaggedFrame } from '../../shared/wire.ts';
import { openTestStore, type TestStore } from '../store/fixture.ts';
import { CONTEXT, priceChange } from '../store/journal/event.fixture.ts';
import { appendEvents, type NewEvent } from '../store/journal/journal.ts';
import { changeRows } from '../store/journal/list-rows.ts';
import type { Feed } from './feed.ts';
import { JournalFeed } from './journal-feed.ts';
import { FRAME_MS, FeedSession } from './session.ts';

/** Every third change is this dealer's. */
const NORTH: ChangeFilter = { ...EVERY_CHANGE, dealerId: 'north' };

let store: TestStore;
let made = 0;
const newEvent = (): NewEvent => {
  made += 1;
  return priceChange(made, { dealerId: made % 3 === 0 ? 'north' : 'south' });
};
const onError = (error: unknown): void => {
  throw error;
};
const silent: Feed<unknown> = { name: 'lot', since: () => [], onChange: () => () => undefined };

/** A screen as the renderer is one: it applies frames, and subscribes from nothing where they do not join. */
class Screen {
  readonly session: FeedSession;
  readonly filter: ChangeFilter;
  feed: FeedState<readonly number[]> = WAITING;
  gaps = 0;
  #subscription = 0;

  constructor(feed: JournalFeed<ChangeFilter>, filter: ChangeFilter) {
    this.filter = filter;
    const feeds = { alerts: silent, changes: feed, lot: silent, scores: silent };
    this.session = new FeedSession(feeds, (frames) => this.#take(frames), onError);
  }

  /** Goes on from where it stands, as after a lost connection. */
  resume(): void {
    this.#subscribe(this.feed.status === 'live' ? this.feed.position : null);
  }

  #subscribe(position: FeedPosition | null): void {
    if (this.#subscription > 0) this.session.unsubscribe(this.#subscription);
    this.#subscription += 1;
    this.session.subscribe(this.#subscription, 'changes', position, this.filter);
  }

  #take(frames: readonly TaggedFrame[]): void {
    for (const { subscription, frame } of frames) {
      if (subscription !== this.#subscription) continue;
      this.feed = applyFrame(this.feed, frame, {
        fromSnapshot: (data: unknown) => seqsOf(data).toReversed(),
        applyDelta: (seqs: readonly number[], data: unknown) => [...seqs, ...seqsOf(data).toReversed()],
      });
      if (this.feed.status !== 'broken') continue;
      this.gaps += 1;
      this.#subscribe(null);
    }
  }
}

const seqsOf = (data: unknown): number[] =>
  (data as { rows: { seq: number }[] }).rows.map(({ seq }) => seq);

const SCREENS = 3;
const screen = fc.nat(SCREENS - 1);
const step = fc.oneof(
  fc.record({ kind: fc.constant('commit' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('refresh' as const) }),
  fc.record({ kind: fc.constant('frame' as const) }),
  fc.record({ kind: fc.constant('show' as const), screen, visible: fc.boolean() }),
  fc.record({ kind: fc.constant('resume' as const), screen }),
  fc.record({ kind: fc.constant('since' as const), screen, back: fc.nat(6) }),
  fc.record({ kind: fc.constant('remove' as const), screen }),
);

beforeEach(() => {
  vi.useFakeTimers();
  store = openTestStore();
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
});

describe('a screen gets each row exactly once', () => {
  it('whatever is committed, removed, hidden, shown and resumed meanwhile, and hears of no gap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        store.writer.exec('DELETE FROM journal');
        // As in the core: what a filter lets pass is found later.
        const feed = new JournalFeed<ChangeFilter>(
          'changes',
          (range, filter) =>
            isEveryChange(filter)
              ? changeRows(store.reader, range)
              : new Promise((resolve) =>
                  setTimeout(() => resolve(changeRows(store.reader, range, filter)), 5),
                ),
          { db: store.reader, epoch: 'epoch', onError },
        );
        const screens = [EVERY_CHANGE, EVERY_CHANGE, NORTH].map((filter) => new Screen(feed, filter));
        let all: { readonly seq: number; readonly dealerId: string }[] = [];
        for (const one of screens) one.resume();
        for (const one of steps) {
          if (one.kind === 'commit') {
            const events = Array.from({ length: one.count }, newEvent);
            const seqs = appendEvents(store.writer, CONTEXT, events);
            all.push(...seqs.map((seq, at) => ({ seq, dealerId: events[at]?.dealerId ?? '' })));
          } else if (one.kind === 'refresh') feed.refresh();
          else if (one.kind === 'frame') await vi.advanceTimersByTimeAsync(FRAME_MS);
          else if (one.kind === 'remove') {
            store.writer.exec('DELETE FROM journal');
            all = [];
            feed.reset();
          } else {
            const it = screens[one.screen];
            if (it === undefined) continue;
            if (one.kind === 'show') it.session.setVisible(one.visible);
            else if (one.kind === 'resume') it.resume();
            else if (it.feed.status === 'live' && it.feed.state.length > one.back) {
              // It stood there once: whatever it has had since is gone with its page.
              const state = it.feed.state.slice(0, it.feed.state.length - one.back);
              const position = { epoch: it.feed.position.epoch, seq: state.at(-1) ?? 0 };
              it.feed = { status: 'live', position, state };
              it.resume();
            }
          }
        }
        for (const one of screens) one.session.setVisible(true);
        feed.refresh();
        await vi.advanceTimersByTimeAsync(5 * FRAME_MS);
        for (const one of screens) {
          const { dealerId } = one.filter;
          const due = all.filter((event) => dealerId === null || event.dealerId === dealerId);
          expect(one.feed.state).toEqual(due.map(({ seq }) => seq));
          expect(one.gaps).toBe(0);
          one.session.close();
        }
      }),
      { numRuns: 300 },
    );
  });
});
