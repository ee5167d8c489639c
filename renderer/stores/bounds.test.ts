import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeRow } from '../../shared/contract.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { ok } from '../../shared/result.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import { OLDER_PAGE, READ_BACK_MAX, createPausableList } from './pausable-list.ts';
import { KEPT_NOTICES, createNotices } from './notices.ts';
import { MAX_ROWS } from './row-list.ts';
import { SELECTED_MAX, createSelection } from './selection.ts';
import { createScriptedApi, event, group } from './scripted-api.ts';

/** Nothing in a window grows for ever: ten times the bound goes through each store, and what left can be had again. */

const down = (from: number, to: number): ChangeRow[] =>
  Array.from({ length: from - to + 1 }, (_, i) => event(from - i));

/** A journal of events 1 to `top`, and the list of it. */
function open(top: number) {
  const core = createScriptedApi();
  core.answer('changes.page', ({ before, limit }: { before: number | null; limit: number }) => {
    const from = (before ?? top + 1) - 1;
    const to = Math.max(1, from - limit + 1);
    return ok({ rows: down(from, to), more: to > 1 });
  });
  const feed = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, (notify) => notify());
  const list = createPausableList<ChangeRow>({
    newest: () => {
      const { feed: now, filter, stale } = feed.store.getState();
      return now.state === null ? null : { list: now.state, filter, stale };
    },
    groupOf: (row) => (row.kind === 'group' ? row.groupId : null),
    page: (input) => core.api.call('changes.page', input),
    publish: () => undefined,
  });
  feed.start();
  const send = (rows: readonly ChangeRow[], after: number, seq: number): void =>
    core.send(
      after === 0
        ? {
            feed: 'changes',
            epoch: 'e',
            after,
            seq,
            kind: 'snapshot',
            data: { rows, more: seq > rows.length },
          }
        : { feed: 'changes', epoch: 'e', after, seq, kind: 'delta', data: { rows } },
    );
  return { ...core, feed, list, send };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a window’s memory', () => {
  it('has the newest rows of a flood, counts those that left, and reads them back', async () => {
    const top = 10 * MAX_ROWS;
    const { feed, list, send } = open(top);
    send(down(500, 1), 0, 500);
    for (let seq = 500; seq < top; seq += 500) send(down(seq + 500, seq + 1), seq, seq + 500);
    const state = feed.store.getState().feed.state;
    expect([state?.rows.length, state?.dropped]).toEqual([MAX_ROWS, top - MAX_ROWS]);
    expect(list.read().state.end).toMatchObject({ kind: 'more' });
    await list.control.loadOlder();
    expect(list.read().rows.map(({ seq }) => seq)).toEqual(
      down(top, top - MAX_ROWS - OLDER_PAGE + 1).map(({ seq }) => seq),
    );
  });

  it('reads back so far and says where that ends', async () => {
    const top = 10 * READ_BACK_MAX;
    const { list, send } = open(top);
    send(down(top, top - 499), 0, top);
    for (let page = 0; page < (10 * READ_BACK_MAX) / OLDER_PAGE; page += 1) await list.control.loadOlder();
    const { rows, state } = list.read();
    expect(rows.length).toBeGreaterThanOrEqual(READ_BACK_MAX);
    expect(rows.length).toBeLessThan(READ_BACK_MAX + OLDER_PAGE);
    expect(state.end).toEqual({ kind: 'limit' });
  });

  it('while the list stands still, keeps what stood and the newest ones, and counts on', () => {
    const { list, send } = open(10 * MAX_ROWS);
    send(down(500, 1), 0, 500);
    list.control.pause();
    for (let seq = 500; seq < 10 * MAX_ROWS; seq += 500) send(down(seq + 500, seq + 1), seq, seq + 500);
    const { rows, arrived, state } = list.read();
    expect([rows.length, arrived.length]).toEqual([500, MAX_ROWS]);
    expect(state.newOver).toBe(true);
  });

  it('has few notices, the newest ones', () => {
    const notices = createNotices();
    for (let n = 1; n <= 10 * KEPT_NOTICES; n += 1) notices.problem(`problem ${n}`);
    expect(notices.store.getState().map(({ text }) => text)).toEqual(
      Array.from({ length: KEPT_NOTICES }, (_, i) => `problem ${9 * KEPT_NOTICES + i + 1}`),
    );
  });

  it('has as many vehicles picked as one recompute takes', () => {
    const selection = createSelection();
    selection.add(Array.from({ length: 10 * SELECTED_MAX }, (_, n) => `V${n}`));
    expect(selection.store.getState().size).toBe(SELECTED_MAX);
  });
});

describe('a group that grew is one row', () => {
  it('a grown group is one row also where its older row was read back before', async () => {
    const { list, send, answer } = open(9);
    answer('changes.page', () => ok({ rows: [group(4, 5, { groupId: 'g' }), event(3)], more: false }));
    send(down(9, 6), 0, 9);
    await list.control.loadOlder();
    send([group(12, 7, { groupId: 'g' })], 9, 12);
    expect(list.read().rows.map(({ seq }) => seq)).toEqual([12, 9, 8, 7, 6, 3]);
  });

  it('a grown group is one row also where a snapshot joins rows that we hold', () => {
    const before = changesReducer.fromSnapshot(
      { rows: [...down(9, 6), group(4, 5, { groupId: 'g' }), event(3)], more: true },
      null,
    );
    const joined = changesReducer.fromSnapshot(
      { rows: [group(12, 7, { groupId: 'g' }), ...down(11, 8)], more: true },
      before,
    );
    expect(joined.rows.map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 3]);
  });
});
