import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LOT_COLUMN_KEYS, columnSpec } from '../../../shared/lot-list/columns.ts';
import { lotQuerySchema, type LotQuery } from '../../../shared/lot-list/query.ts';
import { CAR, NOW, vinOf } from './lot.fixture.ts';
import { lotCount, lotPage, lotRowsById, lotVins } from './page.ts';
import { plainList, plainSums, valueOf } from './plain-lot.fixture.ts';
import { QUERY } from './query.fixture.ts';
import { lotSums } from './sums.ts';
import { withLots } from './two-lots.fixture.ts';

/** Queries are asked in lots of so many, because making a lot takes longer than asking it. */
const QUERIES_A_LOT = 40;
const LOTS = 50;

const SOME = fc.array(CAR, { maxLength: 90 });

it(
  `${QUERIES_A_LOT * LOTS} random queries give the rows, order, sums and counts that a plain reading of all rows gives`,
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(
        SOME,
        fc.array(fc.tuple(QUERY, fc.integer({ min: 1, max: 20 })), {
          minLength: QUERIES_A_LOT,
          maxLength: QUERIES_A_LOT,
        }),
        (cars, asked) =>
          withLots(cars, ({ store, plain }) => {
            const { reader } = store;
            for (const [query, limit] of asked) {
              const expected = plainList(plain, query);
              const ids: number[] = [];
              let cursor: string | null = null;
              do {
                const page = lotPage(reader, { query, cursor, limit }, NOW);
                expect(page.rows.length).toBeLessThanOrEqual(limit);
                ids.push(...page.rows.map(({ id }) => id));
                cursor = page.next;
              } while (cursor !== null);
              expect(ids).toEqual(expected.map(({ id }) => id));
              expect(lotSums(reader, query, NOW)).toEqual(plainSums(plain, query));
              expect(lotCount(reader, query, NOW)).toBe(expected.length);
              const vins = lotVins(reader, { query, limit: 1_000 }, NOW).vins;
              expect(vins).toEqual([...new Set(expected.map(({ car }) => vinOf(car)))]);
              if (plain.length === 0) continue;
              const some = plain.filter((_, at) => at % 2 === 0).map(({ id }) => id);
              expect(lotRowsById(reader, { ids: some, query }, NOW).order).toEqual(
                expected.map(({ id }) => id).filter((id) => some.includes(id)),
              );
            }
          }),
      ),
      { numRuns: LOTS },
    );
  },
);

it('every sort, both ways, of a lot that nobody filters, page by page', { timeout: 60_000 }, () => {
  const sorts = LOT_COLUMN_KEYS.filter((column) => columnSpec(column).sortable).flatMap((column) =>
    [true, false].map((descending) => lotQuerySchema.parse({ sort: [{ column, descending }] })),
  );
  fc.assert(
    fc.property(SOME, fc.integer({ min: 1, max: 7 }), (cars, limit) =>
      withLots(cars, ({ store, plain }) => {
        for (const query of sorts) {
          const ids: number[] = [];
          let cursor: string | null = null;
          do {
            const page = lotPage(store.reader, { query, cursor, limit }, NOW);
            ids.push(...page.rows.map(({ id }) => id));
            cursor = page.next;
          } while (cursor !== null);
          expect([query.sort, ids]).toEqual([query.sort, plainList(plain, query).map(({ id }) => id)]);
        }
      }),
    ),
    { numRuns: 25 },
  );
});

/** Columns that a row has under the same name. */
const SAME_NAME = [
  'vin', 'source', 'condition', 'year', 'make', 'model', 'trim', 'mileage', 'msrp', 'price', 'discount', 'days', 'ptm',
  'comparables', 'avi', 'ati', 'cis', 'photos', 'status', 'note',
] as const; // prettier-ignore

it('a row says what the plain reading says of each of its columns', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(SOME, (cars) =>
      withLots(cars, ({ store, plain }) => {
        const ids = plain.map(({ id }) => id);
        if (ids.length === 0) return;
        const query = { role: 'any', presence: 'any', search: '', filters: [], sort: [] } as const;
        const { rows } = lotRowsById(
          store.reader,
          { ids, query: { ...query, filters: [], sort: [] } },
          NOW,
        );
        expect(rows).toHaveLength(plain.length);
        for (const row of rows) {
          const of = plain.find(({ id }) => id === row.id);
          if (of === undefined) throw new Error('A row of no car');
          const {
            change,
            watchedAt,
            dealerName,
            dealerId,
            stockNumber,
            flags,
            leftAt,
            firstSeen,
            ...same
          } = row;
          for (const column of SAME_NAME)
            expect([column, same[column]]).toEqual([column, valueOf(of, column)]);
          expect(dealerName ?? dealerId).toBe(valueOf(of, 'dealer'));
          expect(stockNumber).toBe(valueOf(of, 'stock'));
          expect(change === null ? null : Date.parse(change.at)).toBe(valueOf(of, 'changed'));
          expect(change === null ? null : Math.round((change.new - change.old) * 100)).toBe(
            of.car.move === null ? null : of.car.move.new - of.car.move.old,
          );
          expect(flags.join(' ') || null).toBe(valueOf(of, 'flags'));
          expect(leftAt === null ? null : Date.parse(leftAt)).toBe(valueOf(of, 'left'));
          expect(Date.parse(firstSeen)).toBe(valueOf(of, 'firstSeen'));
          expect(watchedAt === null ? 'no' : 'yes').toBe(valueOf(of, 'watch'));
        }
      }),
    ),
    { numRuns: 40 },
  );
});

it(
  'a lot that changes between two pages: no row comes twice in its place, none that stands still is lost',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(
        SOME,
        fc.array(CAR, { maxLength: 20 }),
        QUERY,
        fc.integer({ min: 1, max: 9 }),
        (cars, changes, query, limit) =>
          withLots(cars, (lots) => {
            const before = plainList(lots.plain, query).map(({ id }) => id);
            const first = lotPage(lots.store.reader, { query, cursor: null, limit }, NOW);
            lots.put(changes);
            const after = plainList(lots.plain, query).map(({ id }) => id);
            const rest: number[] = [];
            for (let cursor = first.next; cursor !== null;) {
              const page = lotPage(lots.store.reader, { query, cursor, limit }, NOW);
              rest.push(...page.rows.map(({ id }) => id));
              cursor = page.next;
            }
            expect(new Set(rest).size).toBe(rest.length);
            if (first.next === null) return;
            const changed = new Set(
              lots.plain
                .filter(({ car }) => changes.some((one) => vinOf(one) === vinOf(car)))
                .map(({ id }) => id),
            );
            const still = (ids: readonly number[]): number[] => ids.filter((id) => !changed.has(id));
            expect(still([...first.rows.map(({ id }) => id), ...rest])).toEqual(still(before));
            // What moved stands where it stands now.
            expect(rest).toEqual(after.filter((id) => rest.includes(id)));
          }),
      ),
      { numRuns: 60 },
    );
  },
);

it('a number of days is a span of moments: every vehicle is found by its own, and left out by all others', () => {
  fc.assert(
    fc.property(SOME, (cars) =>
      withLots(cars, ({ store: { reader }, plain }) => {
        for (const own of plain) {
          const days = valueOf(own, 'days');
          const value = days === null ? null : String(days);
          const expected = plain.filter((one) => valueOf(one, 'days') === days);
          for (const [op, of] of [
            ['is', expected],
            ['is-not', plain.filter((one) => !expected.includes(one))],
          ] as const) {
            const query: LotQuery = {
              ...{ role: 'any', presence: 'any', search: '', sort: [] },
              filters: [{ column: 'days', op, values: [value] }],
            };
            expect(lotCount(reader, query, NOW)).toBe(of.length);
          }
        }
      }),
    ),
    { numRuns: 10 },
  );
});
