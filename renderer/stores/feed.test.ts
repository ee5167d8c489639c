import { describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../shared/frame.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { changesReducer } from './changes.ts';
import { createFeedStore } from './feed.ts';
import { createScriptedApi, event } from './scripted-api.ts';

const at = (after: number, seq: number, epoch = 'e1') => ({ feed: 'changes', epoch, after, seq });
const snapshot = (seq: number, epoch?: string): Frame => ({
  ...at(0, seq, epoch),
  kind: 'snapshot',
  data: { rows: [event(seq)], more: false },
});
const delta = (after: number, seq: number): Frame => ({
  ...at(after, seq),
  kind: 'delta',
  data: { rows: [event(seq)] },
});

function open() {
  const core = createScriptedApi();
  const feed = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, (notify) => notify());
  feed.start();
  const rows = (): number[] | undefined => feed.store.getState().feed.state?.rows.map(({ seq }) => seq);
  return { ...core, feed, rows };
}

describe('a feed', () => {
  it('holds the snapshot and what follows it, over holes in the numbers', () => {
    const { send, rows } = open();
    send(snapshot(5));
    send(delta(5, 9));
    expect(rows()).toEqual([9, 5]);
  });

  it('subscribes again from nothing when numbers do not join, keeping what it has on screen', () => {
    const { send, rows, subscriptions, feed } = open();
    send(snapshot(5));
    send(delta(7, 9));
    expect(rows()).toEqual([5]);
    expect(subscriptions.map(({ position, ended }) => [position, ended])).toEqual([
      [null, true],
      [null, false],
    ]);
    expect(feed.store.getState().gap).toMatchObject({ missed: null });
    send(snapshot(9));
    expect(rows()).toEqual([9]);
    expect(feed.store.getState().feed.status).toBe('live');
  });

  it('says how many changes a gap swallowed, adding up until someone has seen it', () => {
    const { send, feed } = open();
    send(snapshot(5));
    send({ ...at(5, 17), kind: 'gap', missed: 12, reason: 'trimmed' });
    send(snapshot(17));
    expect(feed.store.getState().gap).toMatchObject({ missed: 12, reason: 'trimmed' });
    send({ ...at(17, 20), kind: 'gap', missed: 3, reason: 'trimmed' });
    expect(feed.store.getState().gap?.missed).toBe(15);
    feed.dismissGap();
    expect(feed.store.getState().gap).toBeNull();
  });

  it('makes no gap of a plain snapshot, even of another epoch', () => {
    const { send, feed } = open();
    send(snapshot(5));
    send(snapshot(2, 'e2'));
    expect(feed.store.getState().gap).toBeNull();
  });

  it('ignores frames after it was stopped, and takes up its position when started again', () => {
    const { send, rows, feed, subscriptions } = open();
    send(snapshot(5));
    feed.stop();
    send(delta(5, 6));
    expect(rows()).toEqual([5]);
    feed.start();
    expect(subscriptions.at(-1)?.position).toEqual({ epoch: 'e1', seq: 5 });
  });

  it('asks to be shown once per scheduled notification', () => {
    const core = createScriptedApi();
    const schedule = vi.fn();
    const feed = createFeedStore(core.api, 'changes', EVERY_CHANGE, changesReducer, schedule);
    feed.start();
    core.send(snapshot(5));
    expect(feed.store.getState().feed.status).toBe('waiting');
    schedule.mock.calls[0]?.[0]();
    expect(feed.store.getState().feed.status).toBe('live');
  });

  it('subscribes again for another filter, shows the last answer until the next is there, and mixes none', () => {
    const { send, rows, feed, subscriptions } = open();
    send(snapshot(5));
    const north = { ...EVERY_CHANGE, dealerId: 'north' };
    feed.setFilter(north);
    feed.setFilter({ ...north });
    expect(subscriptions.map(({ position, filter, ended }) => [position, filter, ended])).toEqual([
      [null, EVERY_CHANGE, true],
      [null, north, false],
    ]);
    expect(feed.store.getState()).toMatchObject({ stale: true, filter: EVERY_CHANGE });
    // A late word of the subscription that ended, as a transport may still deliver.
    send(delta(5, 6));
    expect(rows()).toEqual([5]);
    send({ ...at(0, 6), kind: 'snapshot', data: { rows: [event(4)], more: true, hides: false } });
    expect(rows()).toEqual([4]);
    expect(feed.store.getState()).toMatchObject({ stale: false, filter: north, gap: null });
    send(delta(6, 8));
    expect(rows()).toEqual([8, 4]);
  });

  it('goes on from where it stands when the old filter is wanted again before the other was answered', () => {
    const { send, rows, feed, subscriptions } = open();
    send(snapshot(5));
    feed.setFilter({ ...EVERY_CHANGE, dealerId: 'north' });
    feed.setFilter({ ...EVERY_CHANGE });
    expect(subscriptions.at(-1)).toMatchObject({ position: { epoch: 'e1', seq: 5 }, ended: false });
    send(delta(5, 7));
    expect(rows()).toEqual([7, 5]);
    expect(feed.store.getState()).toMatchObject({ stale: false, gap: null });
  });
});
