import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeRow } from '../../shared/contract.ts';
import { DEFAULT_GUARD } from '../../shared/guard.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import { createGroupsStore } from './groups.ts';
import { createLiveStore, SEARCH_AFTER_MS } from './live.ts';
import { createPreferencesStore } from './preferences.ts';
import { createScriptedApi, event, group } from './scripted-api.ts';

const PREFERENCES: Preferences = {
  colorScheme: 'auto',
  live: { types: ['msrp', 'price'], thresholdOn: false, minPercent: 1, minAmount: 500, dealerId: null },
  scores: { reasons: [], minMove: 0 },
  groupAtLeast: 5,
  guard: DEFAULT_GUARD,
};

async function open(rows: readonly ChangeRow[], more = false) {
  const core = createScriptedApi();
  core.answer('settings.get', () => ok(PREFERENCES));
  const feed = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, (notify) => notify());
  const preferences = createPreferencesStore(core.api);
  const groups = createGroupsStore(core.api);
  const live = createLiveStore(core.api, feed, preferences, groups);
  live.start();
  feed.start();
  await preferences.load();
  let seq = rows[0]?.seq ?? 0;
  core.send({ feed: 'changes', epoch: 'e', after: 0, seq, kind: 'snapshot', data: { rows, more } });
  const add = (...added: ChangeRow[]): void => {
    const after = seq;
    seq = added[0]?.seq ?? seq;
    core.send({ feed: 'changes', epoch: 'e', after, seq, kind: 'delta', data: { rows: added } });
  };
  const state = () => live.store.getState();
  const shown = (): string[] => {
    const { items } = state();
    return Array.from({ length: items.count }, (_, i) => {
      const item = items.at(i);
      if (item?.kind === 'member') return `m${item.index}`;
      return item?.kind === 'more' ? 'more' : String(item?.row.seq);
    });
  };
  const asked = () => core.subscriptions.map(({ filter }) => filter);
  return { ...core, live, groups, preferences, add, state, shown, asked };
}

describe('the live list', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('stands still while paused, counts what comes, and ends at the newest', async () => {
    const { live, add, shown, state } = await open([event(2), event(1)]);
    live.pause();
    add(event(4), event(3));
    add(group(9, 35));
    expect(shown()).toEqual(['2', '1']);
    expect(state()).toMatchObject({ paused: true, held: true, newCount: 37, newOver: false });
    live.backToNewest();
    expect(shown()).toEqual(['9', '4', '3', '2', '1']);
    expect(state()).toMatchObject({ paused: false, held: false, newCount: 0 });
  });

  it('stands still while someone reads further down, also through a pause', async () => {
    const { live, add, shown, state } = await open([event(2), event(1)]);
    live.setReading(true);
    add(event(3));
    expect(shown()).toEqual(['2', '1']);
    expect(state()).toMatchObject({ paused: false, newCount: 1 });
    live.pause();
    live.setReading(false);
    expect(shown()).toEqual(['2', '1']);
    live.backToNewest();
    expect(shown()).toEqual(['3', '2', '1']);
  });

  it('asks the core for what the filter shows, and says when it lost count of what came', async () => {
    const { live, add, state, preferences, send, asked, shown } = await open([event(2), event(1)]);
    preferences.setLive({ types: ['msrp'] });
    expect(asked().at(-1)).toMatchObject({ fields: ['msrp'] });
    // What is there stays until the answer comes.
    expect(shown()).toEqual(['2', '1']);
    const data = { rows: [event(2, { type: 'msrp:change' })], more: false };
    send({ feed: 'changes', epoch: 'e', after: 0, seq: 2, kind: 'snapshot', data });
    expect(shown()).toEqual(['2']);
    live.pause();
    add(event(3, { type: 'msrp:change' }));
    expect(state().newCount).toBe(1);
    add(...Array.from({ length: 5000 }, (_, i) => event(5003 - i, { type: 'msrp:change' })));
    expect(state()).toMatchObject({ newCount: 5000, newOver: true });
  });

  it('lets go where the rows it stood still for are gone', async () => {
    const { live, shown, send } = await open([event(9), event(8)]);
    live.setReading(true);
    send({
      feed: 'changes',
      epoch: 'e2',
      after: 0,
      seq: 1,
      kind: 'snapshot',
      data: { rows: [event(1)], more: false },
    });
    expect(shown()).toEqual(['1']);
  });

  it('tints what came in, for a moment', async () => {
    const { add, state } = await open([event(2)]);
    expect(state().freshAbove).toBe(2);
    add(event(3));
    expect(state().freshAbove).toBe(2);
    vi.advanceTimersByTime(2_500);
    expect(state().freshAbove).toBe(3);
  });

  it('reads back page by page until the journal ends', async () => {
    const { live, answer, shown, state, calls } = await open([event(6), event(5)], true);
    answer('changes.page', ({ before }: { before: number }) =>
      ok({ rows: [event(before - 1), event(before - 2)], more: before > 3 }),
    );
    expect(state().end).toMatchObject({ kind: 'more', loading: false });
    await live.loadOlder();
    expect(shown()).toEqual(['6', '5', '4', '3']);
    await live.loadOlder();
    expect(state().end).toEqual({ kind: 'complete' });
    await live.loadOlder();
    expect(calls.filter(({ name }) => name === 'changes.page')).toHaveLength(2);
  });

  it('says why older rows did not come, and can try again', async () => {
    const { live, state } = await open([event(6)], true);
    await live.loadOlder();
    expect(state().end).toMatchObject({ kind: 'more', error: 'no answer to changes.page' });
  });

  it('clears what is shown and can show it again', async () => {
    const { live, add, shown } = await open([event(2), event(1)]);
    live.clear();
    add(event(3));
    expect(shown()).toEqual(['3']);
    live.unclear();
    expect(shown()).toEqual(['3', '2', '1']);
  });

  it('asks the core once for what was typed in one go, and opens the groups of its answer', async () => {
    const { live, answer, shown, state, send, asked } = await open([group(9, 3), event(2)]);
    answer('changes.group', () => ok({ events: [event(102)], total: 1 }));
    const before = asked().length;
    live.search('0001');
    live.search('000102');
    await vi.advanceTimersByTimeAsync(SEARCH_AFTER_MS);
    expect(asked().slice(before)).toMatchObject([{ search: '000102' }]);
    expect(shown()).toEqual(['9', '2']);
    const data = { rows: [{ ...group(9, 3), matching: 1 }], more: false };
    send({ feed: 'changes', epoch: 'e', after: 0, seq: 9, kind: 'snapshot', data });
    await vi.waitFor(() => expect(shown()).toEqual(['9', 'm0']));
    expect(state().items.at(0)).toMatchObject({ row: { matching: 1 } });
    live.search('');
    expect(asked().at(-1)).toMatchObject({ search: '' });
  });
});
