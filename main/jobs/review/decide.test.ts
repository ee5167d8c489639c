import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/review.ts';
import { countReview } from '../../store/review/held-list.ts';
import { listHeldSyncs } from '../../store/review/held-syncs.ts';
import { pageDecisions } from '../../store/review/review-decisions.ts';
import { listSources } from '../../store/sync/sources.ts';
import { listDirty } from '../../store/scores/dirty.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { syncSource } from '../sync-source.ts';
import { decideNow } from './decide.ts';
import { listReview } from './list.ts';

const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
const HEADER = 'VIN,Condition,MSRP,Price,Year,Make,Model,Dealer Name';
const NOW = Date.UTC(2026, 7, 21);

let lot: TestLot;
let day = 0;
beforeEach(() => {
  lot = openTestLot();
  day = 0;
});
afterEach(() => lot.close());

const next = (price: (n: number) => number, count = VINS.length) => {
  day += 1;
  const rows = VINS.slice(0, count).map((vin, n) => `${vin},new,40000,${price(n)},2026,Toyota,RAV4,North`);
  return lot.sync(lot.write(`lot-${String(day).padStart(3, '0')}.csv`, csv(HEADER, ...rows)));
};
const say = (decision: Decision, values: readonly number[], syncs: readonly number[] = []) =>
  decideNow(lot.db, { decision, values: [...values], syncs: [...syncs] }, NOW).verdict.effect;
const ids = () => listReview(lot.db).values.map(({ id }) => id);
const outcomes = () => pageDecisions(lot.db, 0, 100).decided.map(({ outcome, kind }) => [outcome, kind]);
const counts = () => countReview(lot.db);

describe('the list', () => {
  it('shows old, new, ratio, peers and why', () => {
    next((n) => 38_000 + n * 100);
    next((n) => (n === 0 ? 3_704_740 : 38_000 + n * 100));
    const { values, total } = listReview(lot.db);
    expect(total).toBe(1);
    expect(values).toEqual([
      {
        id: expect.any(Number),
        kind: 'quarantined',
        source: 'lot',
        vin: VINS[0],
        dealerId: 'north',
        facts: expect.objectContaining({ make: 'Toyota', model: 'RAV4', year: 2026 }),
        field: 'price',
        check: 'price:range',
        old: 38_000,
        oldBlankSince: null,
        new: 3_704_740,
        ratio: 97.49,
        currency: null,
        peers: { count: 19, median: 39_000 },
        reason: 'Price 3,704,740 is not between 500 and 1,000,000.',
        since: '2026-01-01T00:02:00.000Z',
        latest: '2026-01-01T00:02:00.000Z',
        observations: 1,
      },
    ]);
  });
});

describe('accepting values', () => {
  it('reports their changes as one group, dated by the feed, and makes them the baseline', () => {
    next(() => 39_000);
    next((n) => (n < 6 ? 139_000 : 39_000));
    const chosen = ids();
    expect(say('accept', chosen)).toMatchObject({ decided: 6, events: 6 });
    expect(lot.events()).toHaveLength(6);
    expect(lot.events()[0]).toMatchObject({
      type: 'price:change',
      vin: VINS[0],
      old: 39_000,
      new: 139_000,
      deltaPct: 256.41,
      ts: '2026-01-01T00:02:00.000Z',
      source: 'lot',
    });
    expect(lot.db.prepare('SELECT count, delta FROM change_groups').all()).toMatchObject([
      { count: 6, delta: 10_000_000 },
    ]);
    expect(listDirty(lot.db).filter(({ reason }) => reason === 'price_change')).toHaveLength(6);
    expect(lot.vehicle(VINS[0] ?? '')).toMatchObject({ price: 139_000, held: [] });
    expect(counts()).toEqual({ syncs: 0, quarantined: 0, pending: 0 });
    expect(outcomes()).toEqual(Array.from({ length: 6 }, () => ['accept', 'value']));
    // Decided twice is decided once, and the feed that still says so says nothing new.
    expect(() => say('accept', chosen)).toThrow(/decided already/);
    expect(lot.events()).toHaveLength(6);
    expect(next((n) => (n < 6 ? 139_000 : 39_000))).toMatchObject({ events: 0, quarantined: 0 });
    expect(next((n) => (n < 6 ? 138_000 : 39_000))).toMatchObject({ priceChanges: 0, quarantined: 6 });
  });

  it('reports a first value with old null, and no event of a competitor', () => {
    next((n) => (n === 0 ? 1 : 39_000));
    expect(say('accept', ids())).toMatchObject({ decided: 1, events: 1 });
    expect(lot.events()).toMatchObject([{ old: null, new: 1, deltaPct: null }]);
    expect(lot.vehicle(VINS[0] ?? '')).toMatchObject({ price: 1, priceState: 'known' });
    const rival = csv(HEADER, `${VINS[1]},new,40000,2,2026,Toyota,RAV4,Rival`);
    lot.sync(lot.write('rival-1.csv', rival), { role: 'competitor' });
    expect(say('accept', ids())).toMatchObject({ decided: 1, events: 0 });
  });

  it('always: takes all that the check holds in the source, and never asks again', () => {
    next(() => 39_000);
    next((n) => (n < 6 ? 139_000 : 39_000));
    const [first] = ids();
    expect(say('always', [first ?? 0])).toMatchObject({ decided: 6, events: 6 });
    expect(listSources(lot.db)[0]?.guardOff).toEqual(['price:ratio']);
    expect(next((n) => (n < 6 ? 138_000 : 39_000))).toMatchObject({ priceChanges: 6, quarantined: 0 });
  });

  it('takes a pending value before its second observation', () => {
    next(() => 39_000);
    next((n) => (n === 3 ? 70_000 : 39_000));
    expect(counts().pending).toBe(1);
    expect(say('accept', ids())).toMatchObject({ decided: 1, events: 1 });
    expect(next((n) => (n === 3 ? 70_000 : 39_000))).toMatchObject({ events: 0, pending: 0 });
  });
});

describe('rejecting values', () => {
  it('keeps them out and out of sight while the feed repeats them', () => {
    next(() => 39_000);
    next((n) => (n === 0 ? 1 : 39_000));
    expect(say('reject', ids())).toMatchObject({ decided: 1, events: 0 });
    expect(next((n) => (n === 0 ? 1 : 39_100))).toMatchObject({ quarantined: 0, priceChanges: 19 });
    expect(lot.vehicle(VINS[0] ?? '')).toMatchObject({ price: 39_000, held: ['price'] });
    expect(counts().quarantined).toBe(0);
    expect(next((n) => (n === 0 ? 2 : 39_100))).toMatchObject({ quarantined: 1 });
  });
});

describe('held syncs', () => {
  const kept = () => readdirSync(join(lot.dir, 'data/held'));
  const heldId = () => listHeldSyncs(lot.db)[0]?.id ?? 0;
  const run = (id: number, decision: 'accept' | 'always') => {
    const request = {
      slug: 'lot',
      runId: uuidv7(),
      asOf: null,
      held: { id, decision },
    };
    const hooks = { now: () => NOW, isCancelled: () => false, onProgress: () => undefined };
    const [outcome] = [...syncSource(lot.db, request, hooks)];
    return outcome?.ok === true ? outcome.result : outcome?.error;
  };

  it('run from the kept file as if they had been taken at once; one by one is still guarded', () => {
    next(() => 39_000);
    next((n) => (n === 0 ? 3 : 36_000));
    const id = heldId();
    expect(run(id, 'accept')).toMatchObject({
      file: 'lot-002.csv',
      asOf: '2026-01-01T00:02:00.000Z',
      priceChanges: 19,
      quarantined: 1,
      held: null,
    });
    expect(lot.events()).toHaveLength(19);
    expect([counts().syncs, kept()]).toEqual([0, []]);
    expect(outcomes()).toEqual([['accept', 'sync']]);
    expect(run(id, 'accept')).toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/was already decided/),
    });
    expect(lot.events()).toHaveLength(19);
    expect(listSources(lot.db)[0]?.error).toBeNull();
  });

  it('always: switches the check off for the source', () => {
    next(() => 39_000);
    next(() => 39_000, 9);
    run(heldId(), 'always');
    expect(listSources(lot.db)[0]?.guardOff).toEqual(['sync:shrink']);
    expect(next(() => 39_000, 4)).toMatchObject({ held: null, removed: 11 });
  });

  it('held syncs once rejected are gone from the list, and the same file is not asked about again', () => {
    next(() => 39_000);
    day += 1;
    const rows = VINS.map((vin) => `${vin},new,40000,36000,2026,Toyota,RAV4,North`);
    const file = lot.write('lot-002.csv', csv(HEADER, ...rows));
    lot.sync(file);
    expect(say('reject', [], [heldId()])).toMatchObject({ decided: 1 });
    expect(() => lot.sync(file)).toThrow(/was rejected in Review/);
    expect([counts().syncs, kept().length, outcomes()]).toEqual([0, 1, [['reject', 'sync']]]);
    expect(existsSync(file)).toBe(true);
    // Its copy stays for a change of mind, until a newer sync comes.
    next(() => 39_100);
    expect([kept(), outcomes()]).toEqual([[], [['reject', 'sync']]]);
  });
});

describe('a decision while the source is being read', () => {
  it('is refused: the sync goes by what it has noted, and would undo it', () => {
    next(() => 39_000);
    next((n) => (n === 0 ? 139_000 : 39_000));
    const chosen = ids();
    const rows = VINS.map(
      (vin, n) => `${vin},new,40000,${n === 0 ? 139_000 : 38_500},2026,Toyota,RAV4,North`,
    );
    const file = lot.write('lot-003.csv', csv(HEADER, ...rows));
    const isCancelled = () => {
      // Asked at the first batch, when the sync has noted what is known and written nothing.
      expect(() => say('accept', chosen)).toThrow(/lot is being synced/);
      return false;
    };
    expect(lot.sync(file, { isCancelled })).toMatchObject({ priceChanges: 19, quarantined: 1 });
    expect(say('accept', chosen)).toMatchObject({ decided: 1, events: 1 });
  });
});
