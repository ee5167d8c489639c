import { describe, expect, it } from 'vitest';
import { WHOLE_LOT } from '../../shared/list-filter.ts';
import type { LotState, Run } from '../../shared/lot.ts';
import type { HeldValue, ReviewCounts, Verdict } from '../../shared/review.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFeedStore } from './feed.ts';
import { lotReducer } from './lot.ts';
import { createNotices } from './notices.ts';
import { createReviewStore } from './review.ts';
import { createScriptedApi } from './scripted-api.ts';
import { createVerdicts } from './verdicts.ts';
import { createWaiting } from './waiting.ts';

const value = (id: number) => ({ id, kind: 'quarantined' }) as HeldValue;
const list = (...ids: number[]) => ok({ syncs: [], values: ids.map(value), total: ids.length });

function opened() {
  const scripted = createScriptedApi();
  const lot = createFeedStore(scripted.api, 'lot', WHOLE_LOT, lotReducer, (publish) => publish());
  lot.start();
  let seq = 0;
  const state = (
    review: ReviewCounts,
    runs: readonly Run[] = [],
    verdicts: readonly Partial<Verdict>[] = [],
  ): void => {
    const data = { review, runs, verdicts } as unknown as LotState;
    scripted.send({ feed: 'lot', epoch: 'e', after: seq, seq: (seq += 1), kind: 'snapshot', data });
  };
  state({ syncs: 0, quarantined: 2, pending: 0 });
  const notices = createNotices();
  const review = createReviewStore(scripted.api, lot);
  const verdicts = createVerdicts(scripted.api, lot, notices);
  const said = () => notices.store.getState().map(({ text }) => text);
  return { ...scripted, lot, review, verdicts, said, state };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('what waits in Review', () => {
  it('is read when it opens, and again when the lot says that something came or a run ended', async () => {
    const { review, answer, calls, state } = opened();
    answer('review.list', () => list(1, 2));
    review.start();
    await settled();
    expect(review.store.getState().list?.values).toHaveLength(2);
    state({ syncs: 0, quarantined: 2, pending: 0 });
    await settled();
    expect(calls).toHaveLength(1);
    state({ syncs: 0, quarantined: 3, pending: 0 });
    state({ syncs: 0, quarantined: 3, pending: 0 }, [{ runId: 'r', state: 'held' } as Run]);
    await settled();
    expect(calls).toHaveLength(3);
    review.stop();
    state({ syncs: 1, quarantined: 3, pending: 0 });
    await settled();
    expect(calls).toHaveLength(3);
  });

  it('drops selected values that are gone', async () => {
    const { review, answer, state } = opened();
    answer('review.list', () => list(1, 2));
    review.start();
    await settled();
    review.pick([1, 2], true);
    review.pick([2], true);
    expect([...review.store.getState().picked]).toEqual([1, 2]);
    answer('review.list', () => list(2));
    state({ syncs: 0, quarantined: 1, pending: 0 });
    await settled();
    expect([...review.store.getState().picked]).toEqual([2]);
  });

  it('keeps the last good list when a later one cannot be had', async () => {
    const { review, answer, state } = opened();
    answer('review.list', () => list(1));
    review.start();
    await settled();
    answer('review.list', () => fail('unavailable', 'gone'));
    state({ syncs: 0, quarantined: 5, pending: 0 });
    await settled();
    expect(review.store.getState()).toMatchObject({ error: 'gone', list: { total: 1 } });
  });
});

describe('a decision', () => {
  it('is stored, says nothing yet, and reads what is left', async () => {
    const { review, answer, calls, said } = opened();
    answer('review.list', () => list());
    answer('review.decide', () => ok({ id: 7, state: 'waiting' }));
    expect(await review.decide('accept', { values: [1, 2], syncs: [] })).toBe(true);
    expect(calls[0]).toEqual({
      name: 'review.decide',
      input: { decision: 'accept', values: [1, 2], syncs: [] },
    });
    expect(said()).toEqual([]);
    expect(review.store.getState().list?.total).toBe(0);
  });

  it('says beforehand what it would do', async () => {
    const { review, answer } = opened();
    const plan = { values: 3, syncs: 0, sources: ['lot'], checks: [] };
    answer('review.plan', () => ok(plan));
    expect(await review.plan('always', { values: [1], syncs: [] })).toEqual(plan);
    answer('review.plan', () => fail('unavailable', 'gone'));
    expect(await review.plan('always', { values: [1], syncs: [] })).toBeNull();
    expect(review.store.getState().failure).toBe('gone');
  });

  it('that this window saw waiting says what came of it, once; others say nothing', () => {
    const { state, said } = opened();
    const none = { syncs: 0, quarantined: 0, pending: 0 };
    const plan = { values: 2, syncs: 0, sources: ['lot'], checks: [] };
    const verdict = { id: 7, decision: 'accept', state: 'waiting', plan, decided: 0, events: 0 } as const;
    const others = { ...verdict, id: 6, state: 'done', decided: 9 } as const;
    state(none, [], [others, verdict]);
    expect(said()).toEqual([]);
    const done = { ...verdict, state: 'done', decided: 2, events: 1 } as const;
    state(none, [], [others, done]);
    state(none, [], [others, done]);
    expect(said()).toEqual(['2 accepted; 1 change added to Live']);
  });

  it('is read again when it was carried out, and when it was taken back', async () => {
    const { review, answer, calls, state } = opened();
    answer('review.list', () => list());
    review.start();
    await settled();
    const none = { syncs: 0, quarantined: 2, pending: 0 };
    for (const now of ['waiting', 'done', 'undone'] as const)
      state(none, [], [{ id: 7, state: now, plan: { values: 1, syncs: 0, sources: [], checks: [] } }]);
    await settled();
    expect(calls.filter(({ name }) => name === 'review.list')).toHaveLength(4);
  });

  it('is taken back, or it says why it cannot be', async () => {
    const { verdicts, answer, calls, said } = opened();
    answer('review.undo', () => ok({ id: 7, state: 'undone', decided: 0 }));
    await verdicts.undo(7);
    expect(calls[0]).toEqual({ name: 'review.undo', input: { verdict: 7 } });
    answer('review.undo', () => fail('bad-input', 'It was reported'));
    await verdicts.undo(7);
    expect(said()).toEqual(['Undone; it waits for a decision again', 'It was reported']);
  });

  it('that could not be stored says why and changes nothing', async () => {
    const { review, answer } = opened();
    answer('review.decide', () => fail('store', 'disk full'));
    expect(await review.decide('reject', { values: [1], syncs: [] })).toBe(false);
    expect(review.store.getState()).toMatchObject({ failure: 'disk full', deciding: false, list: null });
  });

  it('is found again in the history, page by page', async () => {
    const { review, answer } = opened();
    answer('review.history', ({ offset }: { offset: number }) =>
      ok({ decided: [{ id: 3 - offset }], total: 3 }),
    );
    await review.loadDecided();
    await review.moreDecided();
    expect(review.store.getState().decided.map(({ id }) => id)).toEqual([3, 2]);
    await review.loadDecided();
    expect(review.store.getState().decided).toHaveLength(1);
  });
});

describe('the notice of what waits', () => {
  it('is put aside until more waits than was put aside', () => {
    const { lot, state } = opened();
    const waiting = createWaiting(lot);
    waiting.dismiss();
    expect(waiting.store.getState()).toBe(2);
    state({ syncs: 0, quarantined: 1, pending: 9 });
    expect(waiting.store.getState()).toBe(1);
    state({ syncs: 1, quarantined: 1, pending: 9 });
    expect(waiting.store.getState()).toBe(1);
  });
});
