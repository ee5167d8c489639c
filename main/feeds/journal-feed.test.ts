import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/frame.ts';
import type { FeedDelta, FeedSnapshot } from '../../shared/contract.ts';
import { appendEvents, type NewEvent } from '../store/journal/journal.ts';
import { EVERY_CHANGE, type ChangeFilter } from '../../shared/list-filter.ts';
import { CONTEXT, priceChange } from '../store/journal/event.fixture.ts';
import { changeRows } from '../store/journal/list-rows.ts';
import { insertGroups } from '../store/journal/groups.ts';
import { openTestStore, type TestStore } from '../store/fixture.ts';
import { JournalFeed, KEPT_FRAMES, MAX_DELTA_ROWS, SNAPSHOT_ROWS } from './journal-feed.ts';

let store: TestStore;
let feed: JournalFeed<ChangeFilter>;
beforeEach(() => {
  store = openTestStore();
  feed = new JournalFeed('changes', (range, filter) => changeRows(store.reader, range, filter), {
    db: store.reader,
    epoch: 'epoch',
    onError: (error) => {
      throw error;
    },
  });
});
afterEach(() => store.close());

let made = 0;
const event = (groupId: string | null = null): NewEvent => priceChange((made += 1), { groupId });
const append = (count: number, groupId: string | null = null) =>
  appendEvents(
    store.writer,
    CONTEXT,
    Array.from({ length: count }, () => event(groupId)),
  );

const rowsOf = (frame: Frame | undefined) =>
  frame === undefined || frame.kind === 'gap'
    ? []
    : (frame.data as FeedSnapshot<'changes'> | FeedDelta<'changes'>).rows;
const since = (seq: number | null, epoch = 'epoch'): readonly Frame[] => {
  const found = feed.since(seq === null ? null : { epoch, seq }, EVERY_CHANGE);
  if (found instanceof Promise) throw new Error('Everything is read at once');
  return found;
};

describe('the changes feed', () => {
  it('starts a newcomer with the newest rows, newest first, and says that there are more', () => {
    append(SNAPSHOT_ROWS + 5);
    const [frame, ...rest] = since(null);
    expect(rest).toEqual([]);
    expect(frame).toMatchObject({
      kind: 'snapshot',
      epoch: 'epoch',
      seq: SNAPSHOT_ROWS + 5,
      data: { more: true },
    });
    expect(rowsOf(frame)).toHaveLength(SNAPSHOT_ROWS);
    expect(rowsOf(frame)[0]?.seq).toBe(SNAPSHOT_ROWS + 5);
  });

  it('notifies once that something was appended, with what, and from which seq on', () => {
    append(2);
    feed.refresh();
    const notified: string[] = [];
    feed.onChange((change) => notified.push(change));
    append(3);
    // A read meanwhile removes nothing from what others are notified of.
    since(2);
    feed.refresh();
    feed.refresh();
    expect(notified).toEqual(['more']);
    const frames = since(2);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ kind: 'delta', after: 2, seq: 5 });
    expect(rowsOf(frames[0]).map((row) => row.seq)).toEqual([5, 4, 3]);
  });

  it('shows a group as one row where its last member stands', () => {
    const seqs = append(5, 'g');
    const group = {
      groupId: 'g',
      lastSeq: seqs[4] ?? 0,
      type: 'price:change' as const,
      count: 5,
      delta: -100,
      pctMin: -50,
      pctMax: -50,
    };
    const more = {
      currency: null,
      label: 'Toyota RAV4',
      models: 1,
      dealers: 1,
      dealerId: 'north',
      dealerName: null,
    };
    insertGroups(store.writer, CONTEXT, [{ ...group, ...more }]);
    append(1);
    expect(rowsOf(since(0)[0]).map(({ kind, seq }) => [kind, seq])).toEqual([
      ['event', 6],
      ['group', 5],
    ]);
  });

  it('brings one who was away up to date with exactly what it missed', () => {
    append(4);
    expect(rowsOf(since(1)[0]).map((row) => row.seq)).toEqual([4, 3, 2]);
    expect(since(4)).toEqual([]);
  });

  it('starts over with a snapshot when more was missed than a screen can show', () => {
    append(MAX_DELTA_ROWS + 2);
    expect(since(1)[0]).toMatchObject({ kind: 'snapshot', seq: MAX_DELTA_ROWS + 2 });
  });

  it('sends a gap before the snapshot when the history is another one', () => {
    append(1);
    const kinds = (epoch: string, seq: number) => since(seq, epoch).map((frame) => frame.kind);
    expect(kinds('other', 1)).toEqual(['gap', 'snapshot']);
    expect(kinds('epoch', 99)).toEqual(['gap', 'snapshot']);
  });

  it('begins again, without a gap, for a screen that was away while rows were taken out', () => {
    append(3);
    store.writer.exec('DELETE FROM journal WHERE seq < 3');
    feed.reset();
    const [frame, ...rest] = since(3);
    expect(rest).toEqual([]);
    expect(frame).toMatchObject({ kind: 'snapshot', seq: 3 });
    expect(rowsOf(frame).map(({ seq }) => seq)).toEqual([3]);
    expect(since(frame?.seq ?? 0, frame?.epoch)).toEqual([]);
  });

  it('keeps few frames, however many positions are asked from, and finds the others again', () => {
    append(100);
    for (let seq = 0; seq < 100; seq += 1) expect(rowsOf(since(seq)[0])).toHaveLength(100 - seq);
    expect(feed.kept).toBeLessThanOrEqual(KEPT_FRAMES);
    expect(rowsOf(since(0)[0])).toHaveLength(100);
  });

  it('still numbers on after the newest rows were deleted', () => {
    append(3);
    feed.refresh();
    store.writer.exec('DELETE FROM journal');
    append(1);
    expect(since(3)[0]).toMatchObject({ kind: 'delta', after: 3, seq: 4 });
  });
});
