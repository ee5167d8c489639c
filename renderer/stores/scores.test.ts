import { describe, expect, it, vi } from 'vitest';
import type { ScoreRow } from '../../shared/contract.ts';
import { EVERY_CHANGE, EVERY_SCORE } from '../../shared/list-filter.ts';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import { createGroupsStore } from './groups.ts';
import { createLiveStore } from './live.ts';
import { createPreferencesStore } from './preferences.ts';
import { createStore } from 'zustand/vanilla';
import { createScoresStore, scoresReducer } from './scores.ts';
import { createScriptedApi } from './scripted-api.ts';
import { scored } from './scripted-scores.ts';

async function open(rows: readonly ScoreRow[], more = false) {
  const core = createScriptedApi();
  core.answer('settings.get', () => ok(DEFAULT_PREFERENCES));
  const preferences = createPreferencesStore(core.api);
  const changes = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, (notify) => notify());
  const live = createLiveStore(core.api, changes, preferences, createGroupsStore(core.api), {
    store: createStore(() => ({ mark: null })),
  });
  const feed = createFeedStore(core.api, 'scores', EVERY_SCORE, scoresReducer, (notify) => notify());
  const scores = createScoresStore(core.api, feed, preferences, live);
  live.start();
  scores.start();
  changes.start();
  feed.start();
  await preferences.load();
  let seq = rows[0]?.seq ?? 0;
  core.send({ feed: 'scores', epoch: 'e', after: 0, seq, kind: 'snapshot', data: { rows, more } });
  const add = (...added: ScoreRow[]): void => {
    const after = seq;
    seq = added[0]?.seq ?? seq;
    core.send({ feed: 'scores', epoch: 'e', after, seq, kind: 'delta', data: { rows: added } });
  };
  const state = () => scores.store.getState();
  return {
    ...core,
    live,
    scores,
    preferences,
    add,
    state,
    shown: () => state().rows.map((row) => row.seq),
  };
}

describe('the list of scores', () => {
  it('stands still by itself: a pause of the changes is none of the scores', async () => {
    const { live, scores, add, shown, state } = await open([scored(1)]);
    live.pause();
    add(scored(2));
    expect(shown()).toEqual([2, 1]);
    scores.pause();
    add(scored(3));
    expect(shown()).toEqual([2, 1]);
    expect(state()).toMatchObject({ paused: true, newCount: 1 });
    scores.backToNewest();
    expect(shown()).toEqual([3, 2, 1]);
  });

  it('asks the core by the dealer and the words of the header, and by its own filter', async () => {
    const { live, preferences, subscriptions, calls, answer, scores, send, state } = await open([
      scored(1),
    ]);
    preferences.setLive({ dealerId: 'kirkland' });
    preferences.set({ scores: { reasons: ['price_change'], minMove: 5 } });
    live.search('sienna');
    const asked = () => subscriptions.findLast(({ feed }) => feed === 'scores');
    await vi.waitFor(() => expect(asked()?.filter).toMatchObject({ search: 'sienna' }));
    const filter = { dealerId: 'kirkland', search: 'sienna', reasons: ['price_change'], minMove: 5 };
    expect(asked()?.filter).toEqual(filter);
    expect(state()).toMatchObject({ stale: true, rows: [{ seq: 1 }] });
    const data = { rows: [], more: true, hides: true };
    send({ feed: 'scores', epoch: 'e', after: 0, seq: 9, kind: 'snapshot', data });
    expect(state()).toMatchObject({ stale: false, rows: [], hides: true });
    answer('scores.page', () => ok({ rows: [], more: false }));
    await scores.loadOlder();
    expect(calls.at(-1)).toMatchObject({ name: 'scores.page', input: { filter } });
  });

  it('reads back by scores.page', async () => {
    const { scores, answer, shown } = await open([scored(9)], true);
    answer('scores.page', () => ok({ rows: [scored(8), scored(7)], more: false }));
    await scores.loadOlder();
    expect(shown()).toEqual([9, 8, 7]);
  });
});
