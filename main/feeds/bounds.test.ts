import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../store/fixture.ts';
import { CONTEXT, priceChange } from '../store/journal/event.fixture.ts';
import { appendEvents } from '../store/journal/journal.ts';
import { EventStream, KEPT_PAGES, PAGE_EVENTS } from './event-stream.ts';
import { KEPT_DEALERS, LotFeed } from './lot-feed.ts';

/** Nothing in the core grows for ever with who asks; session and journal feed have their own tests of this. */
let store: TestStore;
beforeEach(() => {
  store = openTestStore();
});
afterEach(() => store.close());

const onError = (error: unknown): void => {
  throw error;
};

const openLot = (): LotFeed =>
  new LotFeed(store.reader, {
    liveRuns: () => [],
    exports: () => [],
    bus: () => ({ state: { status: 'local', since: '', reason: null }, gaps: [], catchUp: null }),
    nextRunAt: () => null,
    now: Date.now,
    onError,
  });

describe('what is kept for those who ask', () => {
  it('is the figures of few dealers; another one’s are read again', () => {
    const lot = openLot();
    for (let n = 0; n < 10 * KEPT_DEALERS; n += 1) lot.since(null, { dealerId: `dealer-${n}` });
    expect(lot.kept).toBeLessThanOrEqual(KEPT_DEALERS);
    const [frame] = lot.since(null, { dealerId: 'dealer-0' });
    expect(frame).toMatchObject({ kind: 'snapshot', data: { figures: { vehicles: 0 } } });
  });

  it('is few pages of the journal; another one is read again', () => {
    const count = 10 * KEPT_PAGES * PAGE_EVENTS;
    store.writer.exec('BEGIN');
    appendEvents(
      store.writer,
      CONTEXT,
      Array.from({ length: count }, (_, n) => priceChange(n)),
    );
    store.writer.exec('COMMIT');
    const stream = new EventStream(store.reader, 'epoch', onError);
    for (let after = 0; after < count; after += PAGE_EVENTS) {
      expect(stream.read(after).events).toHaveLength(PAGE_EVENTS);
    }
    expect(stream.kept).toBeLessThanOrEqual(KEPT_PAGES);
    expect(stream.read(0).events[0]).toMatchObject({ seq: 1 });
    stream.close();
  });
});

describe('the state of the lot', () => {
  it('is sent from any position as the parts that differ since, and one reader’s read is no change for another', () => {
    const lot = openLot();
    const notified: string[] = [];
    lot.onChange((change) => notified.push(change));
    const [first] = lot.since(null, { dealerId: null });
    const at = { epoch: first?.epoch ?? '', seq: first?.seq ?? 0 };
    expect(lot.since(at, { dealerId: null })).toEqual([]);
    // Another screen's dealer.
    const [theirs] = lot.since(null, { dealerId: 'north' });
    expect(lot.since(at, { dealerId: null })).toEqual([]);
    store.writer.exec(
      `INSERT INTO runs (run_id, task, source, state, queued_at) VALUES ('r', 'msrp_sync', 'lot', 'failed', 1)`,
    );
    lot.refresh();
    lot.refresh();
    expect(notified).toEqual(['more']);
    const [delta, ...rest] = lot.since(at, { dealerId: null });
    expect(rest).toEqual([]);
    expect(delta).toMatchObject({ kind: 'delta', after: at.seq, data: { runs: [{ runId: 'r' }] } });
    expect(Object.keys(delta?.kind === 'delta' ? (delta.data as object) : {})).toEqual(['runs']);
    const there = { epoch: delta?.epoch ?? '', seq: delta?.seq ?? 0 };
    expect(lot.since(there, { dealerId: null })).toEqual([]);
    expect(lot.since({ epoch: at.epoch, seq: theirs?.seq ?? 0 }, { dealerId: 'north' })).toMatchObject([
      { kind: 'delta', data: { runs: [{ runId: 'r' }] } },
    ]);
  });
});
