import fc from 'fast-check';
import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import { opsOf, type ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { lotQuerySchema, type LotQuery } from '../../../shared/lot-list/query.ts';
import { NOW } from './lot.fixture.ts';

/** For tests: everything that may be asked of the list. */

const TEXTS = [
  'Toyota', 'toyota', 'CITROËN', 'Citroën', 'F-150', '100%_', 'xle', 'سيارة', 'harbor', 'Harborview auto', '株式会社 車', 'website',
  'ROOFTOP', 'used', 'new', '2025', '3', '0', 'gone', 'missing', 'H24902', 'null', '', 'call back', 'yes', 'no', 'conflict',
  'price-held', 'msrp-missing', '5TD00000000000007',
] as const; // prettier-ignore
const text = fc.constantFrom(...TEXTS);
const values = fc.array(fc.option(text, { freq: 4 }), { minLength: 1, maxLength: 4 });

const BOUNDS: Partial<Record<LotColumn, fc.Arbitrary<number>>> = {
  days: fc.oneof(fc.integer({ min: -1, max: 90 }), fc.constantFrom(29.5, 60)),
  ptm: fc.constantFrom(95, 98.5, 99.9, 100, 100.05, 104),
  discount: fc.constantFrom(-10, -0.1, 0, 0.1, 12.5),
  price: fc.constantFrom(0, 0.01, 25_999, 25_999.01, 40_000, 999_999.99),
  msrp: fc.constantFrom(0.01, 40_000, 39_999.999),
  change: fc.constantFrom(-500, 0, 0.29, 20_000),
  year: fc.constantFrom(2024, 2025, 2025.5),
};
const bound = (column: LotColumn): fc.Arbitrary<number | null> =>
  fc.option(BOUNDS[column] ?? fc.integer({ min: 0, max: 100 }), { freq: 1 });
const moment = fc.option(
  fc.integer({ min: -1, max: 90 }).map((days) => new Date(NOW - days * 86_400_000).toISOString()),
  { freq: 2 },
);

function filterOf(column: LotColumn, op: ColumnFilter['op']): fc.Arbitrary<ColumnFilter> {
  const age = fc.option(fc.constantFrom(0, 1, 7, 30, 30.5), { freq: 2 });
  switch (op) {
    case 'is':
    case 'is-not':
      return values.map((of) => ({ column, op, values: of }));
    case 'contains':
      return text.map((of) => ({ column, op, text: of === '' ? ' ' : of }));
    case 'range':
      return fc
        .record({ min: bound(column), max: bound(column), over: bound(column), under: bound(column) })
        .map((bounds) => ({ column, op, ...bounds }));
    case 'between':
      return fc.record({ from: moment, to: moment }).map((bounds) => ({ column, op, ...bounds }));
    case 'age':
      return fc.record({ min: age, max: age }).map((bounds) => ({ column, op, ...bounds }));
    case 'known':
      return fc.boolean().map((known) => ({ column, op, known }));
  }
}

const FILTER: fc.Arbitrary<ColumnFilter> = fc
  .constantFrom(...LOT_COLUMN_KEYS.flatMap((column) => opsOf(column).map((op) => ({ column, op }))))
  .chain(({ column, op }) => filterOf(column, op));

const SEARCHES = [
  '', '', '', 'toyota', 'XLE toy', 'sienna 2025', 'harborview', '車', 'citroën', '5td00', '5TD-0000000000-0007', 'h24902', ' ',
  'a 1', '0007 ford', '%', 'no such car',
] as const; // prettier-ignore

export const QUERY: fc.Arbitrary<LotQuery> = fc
  .record({
    role: fc.constantFrom('own', 'own', 'own', 'competitor', 'any'),
    presence: fc.constantFrom('on-lot', 'on-lot', 'left', 'any'),
    search: fc.constantFrom(...SEARCHES),
    filters: fc.array(FILTER, { maxLength: 2 }),
    sort: fc.array(
      fc.record({
        column: fc.constantFrom(...LOT_COLUMN_KEYS.filter((column) => columnSpec(column).sortable)),
        descending: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  })
  // What the contract refuses is no question.
  .map((query) => lotQuerySchema.parse(query));
