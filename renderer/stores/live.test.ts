import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangeRow } from '../../shared/contract.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import { createGroupsStore } from './groups.ts';
import { SEARCH_AFTER_MS, createLiveStore } from './live.ts';
import type { Looked } from './headings.ts';
import { createPreferencesStore } from './preferences.ts';
import { createStore } from 'zustand/vanilla';
import { createScriptedApi, event, group } from './scripted-api.ts';

async function open(rows: readonly ChangeRow[], more = false, mark: Looked | null = null) {
  const core = createScriptedApi();
  core.answer('settings.get', () => ok(DEFAULT_PREFERENCES));
  const feed = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, (notify) => notify());
  const preferences = createPreferencesStore(core.api);
  const groups = createGroupsStore(core.api);
  const looked = { store: createStore(() => ({ mark })) };
  const live = createLiveStore(core.api, feed, preferences, groups, looked);
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
  const snapshot = (rows: readonly ChangeRow[], top = seq, some: object = {}): void => {
    seq = top;
    const data = { rows, more: false, hides: false, ...some };
    core.send({ feed: 'changes', epoch: 'e', after: 0, seq, kind: 'snapshot', data });
  };
  const state = () => live.store.getState();
  const shown = (): string[] => {
    const { items } = state();
    const all = Array.from({ length: items.count }, (_, i) => items.at(i));
    return all.flatMap((item) => {
      // Days and what came in since are headings.test.ts's.
      if (item?.kind === 'heading') return item.heading.kind === 'since' ? ['since'] : [];
      if (item?.kind === 'member') return item.event ? `m${item.event.seq}` : 'm?';
      return item?.kind === 'more' ? `+${item.count}` : String(item?.row.seq);
    });
  };
  return { ...core, live, groups, preferences, add, snapshot, state, shown };
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

  it('has a line for what came in since someone last looked, over the rows that it counts', async () => {
    const mark = { seq: 2, at: '2025-11-23T12:00:00.000Z' };
    const { shown, state, add } = await open([event(2), event(1)], false, mark);
    expect(shown()).toEqual(['2', '1']);
    add(event(3));
    add(group(8, 5));
    expect(shown()).toEqual(['since', '8', '3', '2', '1']);
    expect(state().items.at(0)).toMatchObject({ heading: { changes: 6, rows: 2 } });
    expect(state().top).toBe(8);
  });

  it('is the same list while it stands still, so that nothing is drawn for what comes in', async () => {
    const { live, add, state } = await open([event(2), event(1)]);
    live.setReading(true);
    const { items } = state();
    add(event(3));
    expect(state()).toMatchObject({ newCount: 1 });
    expect(state().items).toBe(items);
    live.clear();
    expect(state().items.count).toBe(0);
    live.unclear();
    live.setReading(false);
    expect(state().items.count).toBe(items.count + 1);
  });

  it('says when it lost count of what came', async () => {
    const { live, add, state } = await open([event(1)]);
    live.pause();
    add(...Array.from({ length: 5001 }, (_, i) => event(5002 - i)));
    expect(state()).toMatchObject({ newCount: 5000, newOver: true });
  });

  it('counts of a group that grew what joined it, not all of it again', async () => {
    const { live, add, state } = await open([group(9, 200, { groupId: 'g' }), event(1)]);
    live.pause();
    add(group(14, 205, { groupId: 'g' }));
    expect(state().newCount).toBe(5);
    add(event(15));
    expect(state().newCount).toBe(6);
  });

  it('is asked of the core by the filter, and keeps the last answer until the next is there', async () => {
    const { live, preferences, subscriptions, state, shown, snapshot, answer, calls } = await open([
      event(9),
      event(8),
    ]);
    preferences.setLive({ dealerId: 'north', thresholdOn: true });
    const filter = { ...EVERY_CHANGE, dealerId: 'north', atLeast: { percent: 1, amount: 500 } };
    expect(subscriptions.at(-1)).toMatchObject({ position: null, filter });
    expect(shown()).toEqual(['9', '8']);
    expect(state().stale).toBe(true);
    const few = group(9, 204, { groupId: 'g', matching: 12 });
    snapshot([few], 9, { more: true });
    expect(shown()).toEqual(['9']);
    expect(state()).toMatchObject({ stale: false, end: { kind: 'more' } });
    answer('changes.page', () => ok({ rows: [event(3)], more: false }));
    await live.loadOlder();
    expect(calls.at(-1)).toEqual({ name: 'changes.page', input: { before: 9, limit: 200, filter } });
    expect(shown()).toEqual(['9', '3']);
    expect(state().end).toEqual({ kind: 'complete' });
  });

  it('shows no page of older rows that was asked for under another filter', async () => {
    const { live, preferences, shown, snapshot, answer } = await open([event(9)], true);
    let come = (): void => undefined;
    answer(
      'changes.page',
      () => new Promise((resolve) => (come = () => resolve(ok({ rows: [event(3)], more: false })))),
    );
    const loading = live.loadOlder();
    preferences.setLive({ dealerId: 'north' });
    snapshot([event(9)], 9, { more: true });
    come();
    await loading;
    expect(shown()).toEqual(['9']);
    answer('changes.page', () => ok({ rows: [event(2)], more: false }));
    await live.loadOlder();
    expect(shown()).toEqual(['9', '2']);
  });

  it('stands still under another filter, too: what came in since stays above', async () => {
    const { live, preferences, shown, state, snapshot, add } = await open([event(5), event(4)]);
    live.pause();
    add(event(7));
    preferences.setLive({ dealerId: 'eastside' });
    snapshot([event(7), event(4)], 7);
    expect(shown()).toEqual(['4']);
    expect(state()).toMatchObject({ paused: true, newCount: 1 });
    live.backToNewest();
    expect(shown()).toEqual(['7', '4']);
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

  it('reads nothing older where all of that was cleared away', async () => {
    const { live, state } = await open([event(6)], true);
    live.clear();
    expect(state().end).toEqual({ kind: 'complete' });
    live.unclear();
    expect(state().end).toMatchObject({ kind: 'more' });
  });

  it('searches in the core once someone has typed, and opens a group for the members that fit', async () => {
    const { live, groups, answer, shown, state, subscriptions, snapshot } = await open([event(2)]);
    live.search('00');
    live.search('000102');
    expect(state()).toMatchObject({ search: '000102', searched: '' });
    vi.advanceTimersByTime(SEARCH_AFTER_MS);
    const filter = { ...EVERY_CHANGE, search: '000102' };
    expect(subscriptions.map((one) => one.filter)).toEqual([EVERY_CHANGE, filter]);
    answer('changes.group', (input: { filter: unknown }) => {
      expect(input.filter).toEqual(filter);
      return ok({ events: [event(102)], total: 1 });
    });
    snapshot([group(9, 204, { matching: 1, groupId: 'g' })], 9);
    expect(shown()).toEqual(['9', 'm?']);
    groups.ensure('g', 1, 0, 1);
    await vi.waitFor(() => expect(shown()).toEqual(['9', 'm102']));
    live.search('');
    snapshot([group(9, 204, { groupId: 'g' }), event(2)], 9);
    expect(shown()).toEqual(['9', '2']);
  });

  it('says of an open group what joined it while the list stands still, and shows it when asked', async () => {
    const { live, groups, answer, shown, state, add } = await open([
      group(9, 2, { groupId: 'g' }),
      event(1),
    ]);
    let members = [event(8), event(9)];
    answer('changes.group', () => ok({ events: members, total: members.length }));
    live.setReading(true);
    groups.toggle('g', true, 2);
    groups.ensure('g', 2, 0, 2);
    await vi.waitFor(() => expect(shown()).toEqual(['9', 'm8', 'm9', '1']));
    members = [...members, event(11), event(12)];
    add(group(12, 4, { groupId: 'g' }));
    expect(shown()).toEqual(['9', 'm8', 'm9', '+2', '1']);
    expect(state().items.at(1)).toMatchObject({ row: { count: 2 } });
    groups.follow('g', 4);
    groups.ensure('g', 4, 2, 4);
    await vi.waitFor(() => expect(shown()).toEqual(['9', 'm8', 'm9', 'm11', 'm12', '1']));
    expect(state().items.at(1)).toMatchObject({ row: { count: 4, seq: 9 } });
  });

  it('goes on showing the members of an open group while the list moves', async () => {
    const { groups, answer, shown, add } = await open([group(9, 2, { groupId: 'g' }), event(1)]);
    let members = [event(8), event(9)];
    answer('changes.group', () => ok({ events: members, total: members.length }));
    groups.toggle('g', true, 2);
    groups.ensure('g', 2, 0, 2);
    await vi.waitFor(() => expect(shown()).toEqual(['9', 'm8', 'm9', '1']));
    members = [...members, event(11)];
    add(group(11, 3, { groupId: 'g' }));
    expect(shown()).toEqual(['11', 'm8', 'm9', 'm?', '1']);
    groups.ensure('g', 3, 0, 3);
    await vi.waitFor(() => expect(shown()).toEqual(['11', 'm8', 'm9', 'm11', '1']));
  });
});
