import { describe, expect, it } from 'vitest';
import type { ScoreRow } from '../../shared/contract.ts';
import { EVERY_CHANGE, EVERY_SCORE } from '../../shared/list-filter.ts';
import { DEFAULT_PREFERENCES } from '../../shared/preferences.ts';
import { ok } from '../../shared/result.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import { createGroupsStore } from './groups.ts';
import { createLiveStore } from './live.ts';
import { createPreferencesStore } from './preferences.ts';
import { createScoresStore, scoresReducer } from './scores.ts';
import { createScriptedApi } from './scripted-api.ts';
import { scored } from './scripted-scores.ts';

async function open(rows: readonly ScoreRow[], more = false) {
  const core = createScriptedApi();
  core.answer('settings.get', () => ok(DEFAULT_PREFERENCES));
  const preferences = createPreferencesStore(core.api);
  const changes = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, (notify) => notify());
  const live = createLiveStore(core.api, changes, preferences, createGroupsStore(core.api));
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
    scoresAsked: () =>
      core.subscriptions.filter(({ feed: name }) => name === 'scores').map(({ filter }) => filter),
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

  it('asks the core for the dealer and the words of the header, and shows its answer', async () => {
    const { live, preferences, shown, scoresAsked, send } = await open([scored(2), scored(1)]);
    preferences.setLive({ dealerId: 'kirkland' });
    expect(scoresAsked().at(-1)).toMatchObject({ dealerId: 'kirkland', search: '' });
    // What is there stays until the answer comes.
    expect(shown()).toEqual([2, 1]);
    const data = { rows: [scored(2)], more: false };
    send({ feed: 'scores', epoch: 'e', after: 0, seq: 2, kind: 'snapshot', data });
    expect(shown()).toEqual([2]);
    live.search('ps000001');
    await expect.poll(() => scoresAsked().at(-1)).toMatchObject({ search: 'ps000001' });
  });

  it('asks the core for its own filter, and counts what comes of it', async () => {
    const { scores, preferences, add, state, scoresAsked, send } = await open([scored(1)]);
    preferences.set({ scores: { reasons: ['price_change'], minMove: 5 } });
    expect(scoresAsked().at(-1)).toMatchObject({ reasons: ['price_change'], minMove: 5 });
    const data = { rows: [scored(1)], more: false };
    send({ feed: 'scores', epoch: 'e', after: 0, seq: 1, kind: 'snapshot', data });
    scores.setReading(true);
    add(scored(4));
    expect(state().newCount).toBe(1);
  });

  it('reads back by scores.page', async () => {
    const { scores, answer, shown } = await open([scored(9)], true);
    answer('scores.page', () => ok({ rows: [scored(8), scored(7)], more: false }));
    await scores.loadOlder();
    expect(shown()).toEqual([9, 8, 7]);
  });
});
