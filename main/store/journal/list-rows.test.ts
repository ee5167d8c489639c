import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeRow } from '../../../shared/contract.ts';
import {
  EVERY_CHANGE,
  EVERY_SCORE,
  isEveryChange,
  type ChangeFilter,
  type ScoreFilter,
} from '../../../shared/list-filter.ts';
import type { ScoreReason } from '../../../shared/events.ts';
import { openTestStore, type TestStore } from '../fixture.ts';
import type { Reader } from '../open.ts';
import { append, change, empty, filter, plainly, type Change } from './changes.fixture.ts';
import { CONTEXT, idOf } from './event.fixture.ts';
import { appendEvents } from './journal.ts';
import { changeRows, groupMembers, scoreRows } from './list-rows.ts';

let store: TestStore;
beforeEach(() => {
  store = openTestStore();
});
afterEach(() => store.close());

let made = 0;

/** All pages, one after the other; `between` happens before each but the first. */
function pages(wanted: ChangeFilter, limit: number, between = (): void => undefined): ChangeRow[] {
  const rows: ChangeRow[] = [];
  for (let before: number | undefined; ;) {
    const page = changeRows(store.reader, { ...(before === undefined ? {} : { before }), limit }, wanted);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    before = rows.at(-1)?.seq;
    if (!page.more) return rows;
    between();
  }
}

describe('the list of changes under a filter', () => {
  it('reads back page by page what there was, whatever comes in meanwhile', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 25 }),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        filter,
        fc.integer({ min: 1, max: 4 }),
        (before, meanwhile, wanted, limit) => {
          empty(store);
          append(store, before);
          const due = plainly(store, wanted).filter(({ passes }) => passes);
          const rows = pages(wanted, limit, () => append(store, meanwhile));
          const singles = rows.filter((row) => row.kind === 'event').map(({ seq }) => seq);
          expect(singles.toReversed()).toEqual(
            due.filter(({ groupId }) => groupId === null).map(({ seq }) => seq),
          );
          // A group that grew stands on top now, and is sent to whoever follows the list.
          const grown = new Set(meanwhile.map(({ group }) => `g${group}`));
          const first = changeRows(store.reader, { limit: 99 }, wanted).rows.map(({ seq }) => seq);
          const groups = rows.filter((row) => row.kind === 'group');
          expect(groups.filter(({ seq }) => !first.includes(seq)).map(({ groupId }) => groupId)).toEqual(
            groups
              .filter(({ seq, groupId }) => !first.includes(seq) && grown.has(groupId))
              .map(({ groupId }) => groupId),
          );
          const alone = new Set(
            due.flatMap(({ groupId }) => (groupId === null || grown.has(groupId) ? [] : [groupId])),
          );
          const shown = groups.flatMap(({ groupId }) => (grown.has(groupId) ? [] : [groupId]));
          expect(shown.toSorted()).toEqual([...alone].toSorted());
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['dealer', { dealerId: 'north' }, 'journal_dealer'],
    ['make', { make: 'Toyota' }, 'journal_make'],
    ['make and model', { make: 'Toyota', model: 'RAV4' }, 'journal_make'],
    ['words', { search: 'rav4' }, 'journal_single'],
    ['new vehicles left out', { hideNew: true }, 'journal_single'],
    ['smallest change', { atLeast: { percent: 1, amount: 500 } }, 'journal_single'],
  ] as const)('goes along an index by %s, entered where the page before ended', (_name, some, index) => {
    const asked: string[] = [];
    const db = {
      prepare: (sql: string) => {
        asked.push(sql);
        return store.reader.prepare(sql);
      },
    };
    changeRows(db as Reader, { before: 500, limit: 10 }, { ...EVERY_CHANGE, ...some });
    const sql = asked.find((one) => /FROM journal .*WHERE feed/.test(one)) ?? '';
    const plan = store.reader
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1))
      .map((row) => String(row['detail']));
    expect(plan[0]).toMatch(
      new RegExp(`^SEARCH journal USING INDEX ${index} \\(feed=\\?.* AND seq>\\? AND seq<\\?\\)$`),
    );
    expect(plan.join()).not.toContain('TEMP B-TREE');
  });

  it('has every change that passes, once, alone or counted in its group, read back page by page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 5 }),
        filter,
        fc.integer({ min: 1, max: 7 }),
        (batches, wanted, limit) => {
          empty(store);
          for (const batch of batches) append(store, batch);
          const all = plainly(store, wanted);
          const rows = pages(wanted, limit);
          expect(rows.map(({ seq }) => seq)).toEqual(rows.map(({ seq }) => seq).toSorted((a, b) => b - a));
          const singles = rows.filter((row) => row.kind === 'event').map(({ seq }) => seq);
          const due = all.filter(({ groupId, passes }) => passes && groupId === null).map(({ seq }) => seq);
          expect(singles.toReversed()).toEqual(due);
          const ofGroup = Map.groupBy(all, ({ groupId }) => groupId);
          ofGroup.delete(null);
          const groups = rows.filter((row) => row.kind === 'group');
          const isEvery = isEveryChange(wanted);
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
          if (isEvery) expect(groups.every(({ matching }) => matching === null)).toBe(true);
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
    const member = (dealer: number): Change => ({
      ...{ dealer, make: 0, model: 0, msrp: true, delta: null, arrival: false, group: 0 },
    });
    append(store, [member(0), member(0), member(1)]);
    append(store, [member(1), member(1), member(1), member(1)]);
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
