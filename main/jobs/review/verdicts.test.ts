import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/review.ts';
import { UNDO_MS } from '../../../shared/review.ts';
import { openWriter } from '../../store/open.ts';
import { countReview } from '../../store/review/held-list.ts';
import { listHeldSyncs } from '../../store/review/held-syncs.ts';
import { pageDecisions } from '../../store/review/review-decisions.ts';
import { recentVerdicts } from '../../store/review/verdicts.ts';
import { listSources } from '../../store/sync/sources.ts';
import { csv, openTestLot, type TestLot } from '../msrp-sync/fixture.ts';
import { carryOutDue, decideLater, decideNow, heldSyncEnded, undo } from './decide.ts';
import { listReview } from './list.ts';
import { planDecision } from './plan.ts';

const HEADER = 'VIN,Condition,MSRP,Price,Year,Make,Model,Dealer Name';
const VINS = Array.from({ length: 20 }, (_, n) => `1HGCM82633A1000${String(n).padStart(2, '0')}`);
const NOW = Date.UTC(2026, 7, 21);
const DUE = NOW + UNDO_MS;

let lot: TestLot;
let day = 0;
beforeEach(() => {
  lot = openTestLot();
  day = 0;
});
afterEach(() => lot.close());

const next = (price: (n: number) => number, name = 'lot') => {
  day += 1;
  const rows = VINS.map((vin, n) => `${vin},new,40000,${price(n)},2026,Toyota,RAV4,North`);
  return lot.sync(lot.write(`${name}-${String(day).padStart(3, '0')}.csv`, csv(HEADER, ...rows)), { name });
};
/** The first ones of a source are out of range, the next ones do not fit their MSRP. */
const begin = (name = 'lot', [range, ratio] = [2, 1]): void => {
  next(() => 39_000, name);
  next((n) => (n < range ? 3_900_000 : n < range + ratio ? 84_300 : 39_000), name);
};
const values = () => listReview(lot.db).values;
const ids = (): number[] => values().map(({ id }) => id);
const input = (decision: Decision, chosen = ids(), syncs: number[] = []) => ({
  decision,
  values: chosen,
  syncs,
});
const later = (decision: Decision, chosen?: number[], syncs?: number[]) =>
  decideLater(lot.db, input(decision, chosen, syncs), NOW);
const now = (decision: Decision, chosen?: number[], syncs?: number[]) =>
  decideNow(lot.db, input(decision, chosen, syncs), NOW).verdict;
const carry = (at = DUE) => carryOutDue(lot.db, at, false);
const state = (id: number) => recentVerdicts(lot.db, NOW).find((one) => one.id === id);
const off = () => listSources(lot.db).map(({ slug, guardOff }) => [slug, guardOff]);
const outcomes = () => pageDecisions(lot.db, 0, 100).decided.map(({ outcome }) => outcome);

describe('a decision on screen', () => {
  it('waits: nothing is reported and nobody is asked about it again, until its time has come', () => {
    begin();
    const { id, plan } = later('accept');
    expect(plan).toEqual({ values: 3, syncs: 0, sources: ['lot'], checks: [] });
    expect([values(), countReview(lot.db)]).toEqual([[], { syncs: 0, quarantined: 0, pending: 0 }]);
    expect(carry(DUE - 1)).toEqual({ events: 0, left: [], isBusy: false });
    expect([lot.events(), state(id)?.state]).toEqual([[], 'waiting']);
    expect(carry()).toMatchObject({ events: 3 });
    expect(lot.events()).toHaveLength(3);
    expect(state(id)).toMatchObject({ state: 'done', decided: 3, events: 3, undo: 'none' });
  });

  it.each<Decision>(['accept', 'reject', 'always'])(
    '%s, taken back in time, was never made',
    (decision) => {
      begin();
      const before = listReview(lot.db);
      const { id } = later(decision, ids().slice(0, 2));
      undo(lot.db, id, DUE - 1);
      expect(listReview(lot.db)).toEqual(before);
      expect(carry()).toMatchObject({ events: 0 });
      expect([lot.events(), off(), outcomes(), listReview(lot.db)]).toEqual([
        [],
        [['lot', []]],
        [],
        before,
      ]);
      expect(() => undo(lot.db, id, DUE)).toThrow(/undone already/);
    },
  );

  it('is neither lost nor doubled where the process ends in between', () => {
    begin();
    later('accept');
    const other = openWriter(join(lot.dir, 'data'));
    try {
      expect(carryOutDue(other, DUE + 86_400_000, true)).toMatchObject({ events: 3 });
    } finally {
      other.close();
    }
    expect(carry()).toMatchObject({ left: [], isBusy: false });
    expect(lot.events()).toHaveLength(3);
  });

  it('waits for the end of a sync that is under way', () => {
    begin();
    const { id } = later('accept');
    const rows = VINS.map(
      (vin, n) => `${vin},new,40000,${n < 3 ? 3_900_000 : 38_500},2026,Toyota,RAV4,North`,
    );
    const isCancelled = (): boolean => {
      expect(carry()).toMatchObject({ isBusy: true });
      expect(state(id)?.state).toBe('waiting');
      return false;
    };
    lot.sync(lot.write('lot-009.csv', csv(HEADER, ...rows)), { name: 'lot', isCancelled });
    expect(carry()).toMatchObject({ isBusy: false });
    // The third one says something else by now; that is a question of its own.
    expect(state(id)).toMatchObject({ state: 'done', decided: 2, events: 2 });
    expect(values()).toHaveLength(1);
  });

  it('passes over what the feed took back meanwhile', () => {
    begin();
    const { id } = later('accept');
    next(() => 39_000);
    carry();
    expect(state(id)).toMatchObject({ state: 'done', decided: 0, events: 0 });
    expect(lot.events()).toEqual([]);
  });

  it('about something that another decision is about already is refused', () => {
    begin();
    const chosen = ids();
    later('accept', chosen);
    expect(() => later('reject', chosen)).toThrow(/decided already/);
    expect(() => now('reject', chosen)).toThrow(/decided already/);
  });

  it('does not wait longer because the clock was set back', () => {
    begin();
    later('accept');
    expect(carry(NOW - 3_600_000)).toMatchObject({ events: 3 });
  });
});

describe('afterwards', () => {
  it('an accepted value cannot be taken back, and it says why', () => {
    begin();
    const { id } = now('accept');
    expect(() => undo(lot.db, id, DUE)).toThrow(/have been reported/);
    expect(lot.events()).toHaveLength(3);
  });

  it('a rejection can, at any time, as far as the feed still says so', () => {
    begin();
    const before = values();
    const { id } = now('reject');
    next((n) => (n === 0 ? 39_100 : n < 2 ? 3_900_000 : n < 3 ? 84_300 : 39_000));
    expect(values()).toEqual([]);
    expect(pageDecisions(lot.db, 0, 9).decided.filter(({ undo: one }) => one === id)).toHaveLength(3);
    undo(lot.db, id, DUE + 86_400_000);
    const again = values();
    expect(again.map(({ vin, check, kind }) => [vin, check, kind])).toEqual(
      before.filter(({ vin }) => vin !== VINS[0]).map(({ vin, check, kind }) => [vin, check, kind]),
    );
    expect(outcomes().filter((one) => one === 'undone')).toHaveLength(2);
    expect(pageDecisions(lot.db, 0, 99).decided.every(({ undo: one }) => one === null)).toBe(true);
    expect(now('accept')).toMatchObject({ effect: { events: 2 } });
  });

  it('the checks that "always" switched off go on again, and no others', () => {
    begin();
    const range = values().filter(({ check }) => check === 'price:range');
    const first = now(
      'always',
      range.map(({ id }) => id),
    );
    const second = now('always');
    expect(off()).toEqual([['lot', ['price:range', 'price:ratio']]]);
    undo(lot.db, first.id, DUE);
    expect(off()).toEqual([['lot', ['price:ratio']]]);
    expect(second.effect.off).toMatchObject([{ check: 'price:ratio' }]);
  });
});

describe('"always" with a selection of several sources', () => {
  it('says what it will do, and does exactly that: only the checks of the selected rows, each in its own source', () => {
    begin('east', [3, 2]);
    begin('west', [1, 4]);
    const pick = (source: string, check: string): number =>
      values().find((one) => one.source === source && one.check === check)?.id ?? 0;
    const chosen = [pick('east', 'price:range'), pick('west', 'price:ratio')];
    const { plan } = planDecision(lot.db, input('always', chosen));
    expect({ ...plan, checks: plan.checks.toSorted((a, b) => (a.source < b.source ? -1 : 1)) }).toEqual({
      values: 7,
      syncs: 0,
      sources: ['east', 'west'],
      checks: [
        { source: 'east', check: 'price:range', values: 3 },
        { source: 'west', check: 'price:ratio', values: 4 },
      ],
    });
    const { id } = later('always', chosen);
    expect(off()).toEqual([
      ['east', []],
      ['west', []],
    ]);
    carry();
    expect(state(id)).toMatchObject({ decided: 7, events: 7, undo: 'checks' });
    expect(off()).toEqual([
      ['east', ['price:range']],
      ['west', ['price:ratio']],
    ]);
    expect(
      values()
        .map(({ source, check }) => `${source} ${check}`)
        .toSorted(),
    ).toEqual(['east price:ratio', 'east price:ratio', 'west price:range']);
  });
});

describe('a held sync', () => {
  const hold = (): number => {
    next(() => 39_000);
    next(() => 36_000);
    return listHeldSyncs(lot.db)[0]?.id ?? 0;
  };
  const kept = () => readdirSync(join(lot.dir, 'data/held'));

  it('that is accepted is named to be run once its time has come, also after a crash, and once only', () => {
    const held = hold();
    const { id } = later('accept', [], [held]);
    expect([countReview(lot.db).syncs, listHeldSyncs(lot.db)]).toEqual([0, []]);
    const wanted = [{ verdict: id, held, source: 'lot', decision: 'accept' }];
    expect(carry().left).toEqual(wanted);
    expect(state(id)?.state).toBe('running');
    expect(carry().left).toEqual([]);
    expect(carryOutDue(lot.db, DUE, true).left).toEqual(wanted);
    expect(() => undo(lot.db, id, DUE)).toThrow(/being carried out/);
    lot.db.prepare('DELETE FROM held_syncs WHERE id = ?').run(held);
    heldSyncEnded(lot.db, { verdict: id, held, error: null }, DUE);
    expect(state(id)).toMatchObject({ state: 'done', decided: 1 });
  });

  it('whose run fails waits again, and says why', () => {
    const held = hold();
    const { id } = later('accept', [], [held]);
    carry();
    heldSyncEnded(lot.db, { verdict: id, held, error: 'The disk is full' }, DUE);
    expect(state(id)).toMatchObject({ state: 'failed', error: 'The disk is full', undo: 'none' });
    expect(listHeldSyncs(lot.db)).toHaveLength(1);
  });

  it('a held sync once rejected can be restored with its file until a newer one comes', () => {
    const held = hold();
    const { id } = now('reject', [], [held]);
    expect([listHeldSyncs(lot.db), kept().length]).toEqual([[], 1]);
    undo(lot.db, id, DUE);
    expect([listHeldSyncs(lot.db).length, outcomes()]).toEqual([1, ['undone', 'reject']]);
    now('reject', [], [held]);
    next(() => 39_100);
    expect([listHeldSyncs(lot.db), kept()]).toEqual([[], []]);
  });

  it('that the same file makes again in between stays decided', () => {
    next(() => 39_000);
    const rows = VINS.map((vin) => `${vin},new,40000,36000,2026,Toyota,RAV4,North`);
    const file = lot.write('lot-002.csv', csv(HEADER, ...rows));
    lot.sync(file, { name: 'lot' });
    later('reject', [], [listHeldSyncs(lot.db)[0]?.id ?? 0]);
    lot.sync(file, { name: 'lot' });
    expect(listHeldSyncs(lot.db)).toEqual([]);
    carry();
    expect(() => lot.sync(file, { name: 'lot' })).toThrow(/was rejected in Review/);
  });
});
