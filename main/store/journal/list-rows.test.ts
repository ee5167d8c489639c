import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRow } from '../../../shared/contract.ts';
import {
  EVERY_CHANGE,
  EVERY_SCORE,
  searchWords,
  type ChangeFilter,
  type ScoreFilter,
} from '../../../shared/list-filter.ts';
import type { ScoreReason } from '../../../shared/events.ts';
import { openTestStore, type TestStore } from '../fixture.ts';
import { growGroups } from './groups.ts';
import { CONTEXT, idOf } from './event.fixture.ts';
import { appendEvents, type NewMoneyEvent } from './journal.ts';
import { changeRows, groupMembers, scoreRows } from './list-rows.ts';

let store: TestStore;
beforeEach(() => {
  store = openTestStore();
});
afterEach(() => store.close());

const DEALERS = ['north', 'south', 'east'] as const;
const MODELS = ['RAV4', 'Sienna', 'Citroën Ë-C4', 'Say "Hi"'] as const;
let made = 0;

type Change = {
  readonly dealer: number;
  readonly model: number;
  readonly msrp: boolean;
  /** Cents; null = a first sighting. */
  readonly delta: number | null;
  /** A group's number; null = by itself. */
  readonly group: number | null;
};

function toEvent({ dealer, model, msrp, delta, group }: Change): NewMoneyEvent {
  made += 1;
  const old = 4_000_000;
  // Members of a group moved alike, and one group has one field.
  const moved = group === null ? delta : -50_000;
  return {
    id: idOf(made),
    type: (group === null ? msrp : group % 2 === 0) ? 'msrp:change' : 'price:change',
    vin: `VIN${String(made).padStart(5, '0')}`,
    dealerId: DEALERS[dealer] ?? '',
    old: moved === null ? null : old,
    new: old + (moved ?? 0),
    deltaPct: moved === null ? null : Math.round((moved / old) * 10_000) / 100,
    currency: null,
    facts: {
      year: 2020 + model,
      make: 'Toyota',
      model: MODELS[model] ?? '',
      trim: null,
      condition: 'new',
      dealerName: `Dealer ${DEALERS[dealer]?.toUpperCase()}`,
    },
    groupId: group === null ? null : `g${group}`,
  };
}

/** Journals them in order; the groups are as far as they have arrived, as another console's are. */
function append(changes: readonly Change[]): void {
  const events = changes.map(toEvent);
  const seqs = appendEvents(store.writer, CONTEXT, events);
  const grown = new Map(
    events.flatMap(({ groupId }, at) => (groupId === null ? [] : [[groupId, seqs[at] ?? 0]])),
  );
  growGroups(store.writer, grown);
}

const change = fc.record({
  dealer: fc.nat(2),
  model: fc.nat(3),
  msrp: fc.boolean(),
  delta: fc.option(fc.integer({ min: -200_000, max: 200_000 })),
  group: fc.option(fc.nat(2)),
});
const filter: fc.Arbitrary<ChangeFilter> = fc.record({
  fields: fc.subarray(['msrp' as const, 'price' as const]),
  atLeast: fc.option(
    fc.record({ percent: fc.constantFrom(0, 1, 1.25, 3), amount: fc.constantFrom(0, 500, 1_000) }),
  ),
  dealerId: fc.option(fc.constantFrom(...DEALERS, 'nobody')),
  search: fc.constantFrom(
    '',
    'rav4',
    'CITROËN',
    'ë',
    'toyota 2021',
    'vin0000',
    '"hi"',
    'north',
    'new',
    'model',
  ),
});

type Plain = { seq: number; groupId: string | null; passes: boolean };

/** What passes, found by checking one change after the other. */
function plainly(wanted: ChangeFilter): Plain[] {
  return store.writer
    .prepare('SELECT * FROM journal ORDER BY seq')
    .all()
    .map((row) => {
      const facts = JSON.parse(String(row['facts'])) as Record<string, unknown>;
      const text = [
        row['vin'],
        facts['year'],
        facts['make'],
        facts['model'],
        facts['trim'],
        facts['dealerName'],
      ]
        .map((part) => part ?? '')
        .join(' ')
        .toLowerCase();
      const field = row['type'] === 'msrp:change' ? 'msrp' : 'price';
      const delta = row['delta'] === null ? null : Math.abs(Number(row['delta'])) / 100;
      const { atLeast } = wanted;
      const reaches =
        atLeast === null ||
        (delta !== null &&
          (delta >= atLeast.amount || Math.abs(Number(row['delta_pct'])) >= atLeast.percent));
      return {
        seq: Number(row['seq']),
        groupId: row['group_id'] === null ? null : String(row['group_id']),
        passes:
          wanted.fields.includes(field) &&
          (wanted.dealerId === null || row['dealer_id'] === wanted.dealerId) &&
          reaches &&
          searchWords(wanted.search).every((word) => text.includes(word)),
      };
    });
}

/** All pages, one after the other. */
function pages(wanted: ChangeFilter, limit: number): ChangeRow[] {
  const rows: ChangeRow[] = [];
  for (let before: number | undefined; ;) {
    const page = changeRows(store.reader, { ...(before === undefined ? {} : { before }), limit }, wanted);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    before = rows.at(-1)?.seq;
    if (!page.more) return rows;
  }
}

describe('the list of changes under a filter', () => {
  it('has every change that passes, once, alone or counted in its group, read back page by page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 5 }),
        filter,
        fc.integer({ min: 1, max: 7 }),
        (batches, wanted, limit) => {
          store.writer.exec('DELETE FROM journal; DELETE FROM change_groups');
          for (const batch of batches) append(batch);
          const all = plainly(wanted);
          const rows = pages(wanted, limit);
          expect(rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => b - a));
          const singles = rows.filter((row) => row.kind === 'event').map(({ seq }) => seq);
          const due = all.filter(({ groupId, passes }) => passes && groupId === null).map(({ seq }) => seq);
          expect(singles.toReversed()).toEqual(due);
          const ofGroup = Map.groupBy(all, ({ groupId }) => groupId);
          ofGroup.delete(null);
          const groups = rows.filter((row) => row.kind === 'group');
          const isEvery = wanted.fields.length === 2 && wanted.atLeast === null && wanted.dealerId === null;
          expect(
            new Map(groups.map((row) => [row.groupId, [row.seq, row.matching ?? row.count, row.count]])),
          ).toEqual(
            new Map(
              [...ofGroup]
                .filter(([, members]) => members.some(({ passes }) => passes))
                .map(([id, members]) => [
                  id,
                  [members.at(-1)?.seq, members.filter(({ passes }) => passes).length, members.length],
                ]),
            ),
          );
          if (isEvery && wanted.search === '')
            expect(groups.every(({ matching }) => matching === null)).toBe(true);
          for (const row of groups) {
            const first = groupMembers(store.reader, {
              groupId: row.groupId,
              offset: 0,
              limit: 2,
              filter: wanted,
            });
            const rest = groupMembers(store.reader, {
              groupId: row.groupId,
              offset: 2,
              limit: 99,
              filter: wanted,
            });
            expect(first.total).toBe(row.matching ?? row.count);
            expect([...first.events, ...rest.events].map(({ seq }) => seq)).toEqual(
              (ofGroup.get(row.groupId) ?? []).filter(({ passes }) => passes).map(({ seq }) => seq),
            );
          }
          const { hides } = changeRows(store.reader, { limit: 5 }, wanted);
          expect(hides).toBe(rows.length === 0 && all.length > 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('shows a group again where only members that do not fit joined it: it says "2 of 7" now', () => {
    const member = (dealer: number): Change => ({ dealer, model: 0, msrp: true, delta: null, group: 0 });
    append([member(0), member(0), member(1)]);
    append([member(1), member(1), member(1), member(1)]);
    const rows = changeRows(
      store.reader,
      { after: 3, limit: 5 },
      { ...EVERY_CHANGE, dealerId: 'north' },
    ).rows;
    expect(rows).toMatchObject([{ groupId: 'g0', seq: 7, matching: 2, count: 7 }]);
  });
});

describe('the list of scores under a filter', () => {
  const score = (dealerId: string, reason: ScoreReason, cis: number | null, was: number | null): void => {
    made += 1;
    const facts = {
      year: 2026,
      make: 'Kia',
      model: 'EV6',
      trim: null,
      condition: null,
      dealerName: dealerId,
    };
    const previous = was === null ? null : { avi: 50, ati: 50, cis: was };
    const coverage = { avi: 1, ati: 1, cis: 1 };
    const body = { avi: 50, ati: 50, cis, reason, previous, coverage };
    appendEvents(store.writer, CONTEXT, [
      {
        ...{ id: idOf(made), type: 'ai-scores:update', vin: `V${made}`, dealerId, source: 'lot' },
        ...{ sample: false, facts, body },
      },
    ]);
  };
  const shown = (wanted: Partial<ScoreFilter>): number[] =>
    scoreRows(store.reader, { limit: 9 }, { ...EVERY_SCORE, ...wanted }).rows.map(({ seq }) => seq);

  it('goes by dealer, reason, the largest move and words; a summary passes none', () => {
    score('north', 'price_change', 60, 50);
    score('south', 'aging', 58, 60);
    score('north', 'first', 40, null);
    score('north', 'aging', null, 4);
    const facts = { year: null, make: null, model: null, trim: null, condition: null, dealerName: null };
    appendEvents(store.writer, CONTEXT, [
      {
        ...{ id: idOf((made += 1)), type: 'ai-scores:baseline', vin: '', dealerId: '', source: '' },
        ...{ sample: false, facts, body: { scored: 3 } },
      },
    ]);
    expect(shown({})).toEqual([5, 4, 3, 2, 1]);
    expect(shown({ dealerId: 'north' })).toEqual([4, 3, 1]);
    expect(shown({ reasons: ['aging'] })).toEqual([4, 2]);
    expect(shown({ minMove: 1 })).toEqual([4, 2, 1]);
    expect(shown({ minMove: 4 })).toEqual([4, 1]);
    expect(shown({ search: 'kia SOUTH' })).toEqual([2]);
    expect(scoreRows(store.reader, { limit: 9 }, { ...EVERY_SCORE, search: 'audi' })).toEqual({
      rows: [],
      more: false,
      hides: true,
    });
  });
});
