import { describe, expect, it } from 'vitest';
import type { LotState, Run } from '../../shared/lot.ts';
import type { HeldValue, ReviewCounts } from '../../shared/review.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFeedStore } from './feed.ts';
import { lotReducer } from './lot.ts';
import { createNotices } from './notices.ts';
import { createReviewStore } from './review.ts';
import { createScriptedApi } from './scripted-api.ts';
import { createWaiting } from './waiting.ts';

const value = (id: number) => ({ id, kind: 'quarantined' }) as HeldValue;
const list = (...ids: number[]) => ok({ syncs: [], values: ids.map(value), total: ids.length });

function opened() {
  const scripted = createScriptedApi();
  const lot = createFeedStore(scripted.api, 'lot', lotReducer, (publish) => publish());
  lot.start();
  let seq = 0;
  const state = (review: ReviewCounts, runs: readonly Run[] = []): void => {
    const data = { review, runs } as unknown as LotState;
    scripted.send({ feed: 'lot', epoch: 'e', after: seq, seq: (seq += 1), kind: 'snapshot', data });
  };
  state({ syncs: 0, quarantined: 2, pending: 0 });
  const notices = createNotices();
  const review = createReviewStore(scripted.api, lot, notices);
  return { ...scripted, lot, review, notices, state };
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

  it('lets go of selected values that are not there any more', async () => {
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
  it('says what came of it and reads what is left', async () => {
    const { review, answer, calls, notices } = opened();
    answer('review.list', () => list());
    answer('review.decide', () => ok({ decided: 2, events: 1, runIds: [] }));
    expect(await review.decide('accept', { values: [1, 2], syncs: [] })).toBe(true);
    expect(calls[0]).toEqual({
      name: 'review.decide',
      input: { decision: 'accept', values: [1, 2], syncs: [] },
    });
    expect(notices.store.getState()[0]?.text).toBe('2 accepted; 1 change added to Live');
    expect(review.store.getState().list?.total).toBe(0);
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
