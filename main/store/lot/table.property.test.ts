import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, expect, it } from 'vitest';
import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ExportFormat } from '../../../shared/lot-list/export.ts';
import type { LotQuery } from '../../../shared/lot-list/query.ts';
import { removeRetrying } from '../../files/change-files.ts';
import { readFile } from '../../sources/read-fixture.ts';
import { CAR, NOW, vinOf } from './lot.fixture.ts';
import { plainList, valueOf, type PlainCar } from './plain-lot.fixture.ts';
import { QUERY } from './query.fixture.ts';
import { chosenRows, shownColumns, writeLotTable, type ChosenRows } from './table.ts';
import { withLots } from './two-lots.fixture.ts';
import type { Reader } from '../open.ts';

const dir = mkdtempSync(join(tmpdir(), 'lotwatch-table-'));
afterAll(() => removeRetrying(dir));

const SOME = fc.array(CAR, { maxLength: 60 });
const COLUMNS = fc.shuffledSubarray<LotColumn>([...LOT_COLUMN_KEYS], { minLength: 1 });

/** What a cell of the file has to say, read from the car itself. */
function plainCell(plain: PlainCar, column: LotColumn): string {
  const value = valueOf(plain, column);
  if (value === null || value === '') return '';
  if (columnSpec(column).kind === 'date') return new Date(value).toISOString();
  // A spreadsheet would run these.
  return typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
}

function plainTable(cars: readonly PlainCar[], columns: readonly LotColumn[]): string[][] {
  const hasMoney = columns.some((column) => columnSpec(column).kind === 'money');
  const named = hasMoney && cars.some(({ car }) => car.currency !== null);
  return [
    [...columns.map((column) => columnSpec(column).label), ...(named ? ['Currency'] : [])],
    ...cars.map((plain) => [
      ...columns.map((column) => plainCell(plain, column)),
      ...(named ? [plain.car.currency ?? ''] : []),
    ]),
  ];
}

function written(
  db: Reader,
  { among, rows }: ChosenRows,
  columns: readonly LotColumn[],
  format: ExportFormat,
) {
  const path = join(dir, `out.${format}`);
  const shown = shownColumns(db, { columns, among }, NOW);
  return { path, count: writeLotTable(path, format, { columns: shown, rows }) };
}

const tableOf = (path: string): string[][] =>
  Papa.parse<string[]>(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), { skipEmptyLines: true }).data;

it('a table holds what a plain reading of the view shows, in its order', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(SOME, fc.array(fc.tuple(QUERY, COLUMNS), { minLength: 10, maxLength: 10 }), (cars, asked) =>
      withLots(cars, ({ store: { reader }, plain }) => {
        for (const [query, columns] of asked) {
          const expected = plainList(plain, query);
          const chosen = chosenRows(reader, { query, target: null }, NOW);
          const { path, count } = written(reader, chosen, columns, 'csv');
          expect([count, chosen.count]).toEqual([expected.length, expected.length]);
          // A table of one empty cell a row has only empty lines.
          const lines = plainTable(expected, columns).filter((row) => row.join('') !== '');
          expect(tableOf(path).filter((row) => row.join('') !== '')).toEqual(lines);
        }
      }),
    ),
    { numRuns: 30 },
  );
});

it('of what was chosen, a table holds that in the order of the view', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(SOME, QUERY, fc.infiniteStream(fc.boolean()), (cars, query, coins) =>
      withLots(cars, ({ store: { reader }, plain }) => {
        const coin = (): boolean => coins.next().value ?? false;
        const inView = plainList(plain, query);
        const out = inView.filter(coin).map(({ car }) => vinOf(car));
        const selection = { kind: 'selection', selection: query, without: out } as const;
        const idsOf = ({ rows }: ChosenRows): number[] => [...rows].map(({ id }) => id);
        expect(idsOf(chosenRows(reader, { query, target: selection }, NOW))).toEqual(
          inView.filter(({ car }) => !out.includes(vinOf(car))).map(({ id }) => id),
        );

        const vins = [...new Set(plain.map(({ car }) => vinOf(car)).filter(coin)), 'NEVERSEEN'];
        const everyOne: LotQuery = { ...query, search: '', filters: [], role: 'any', presence: 'any' };
        const scope: LotQuery = { ...query, search: '', filters: [] };
        const inScope = plainList(plain, scope);
        const expected = plainList(plain, everyOne).filter(({ id, car }) => {
          if (!vins.includes(vinOf(car))) return false;
          const shown = inScope.filter((one) => vinOf(one.car) === vinOf(car));
          return shown.length === 0 || shown.some((one) => one.id === id);
        });
        const chosen = chosenRows(reader, { query, target: { kind: 'vins', vins } }, NOW);
        expect(idsOf(chosen)).toEqual(expected.map(({ id }) => id));
        expect(chosen.missing).toBe(1);
      }),
    ),
    { numRuns: 60 },
  );
});

it('texts that look like formulas and VINs of digits stay text, in both formats', () => {
  const [car] = fc.sample(CAR, { numRuns: 1, seed: 3 });
  if (car === undefined) throw new Error('There is no car');
  const hostile = {
    ...car,
    source: 1 as const,
    gone: null,
    sold: null,
    dealerName: '@SUM(A1)',
    make: '=HYPERLINK("https://x.test")',
    trim: '-2+3',
    price: 4_000_000,
    currency: null,
  };
  withLots([hostile], ({ store }) => {
    store.writer.exec(
      "UPDATE listings SET vin = '12345678901234567'; UPDATE lot_rows SET vin = '12345678901234567'",
    );
    const { reader } = store;
    const query: LotQuery = { role: 'own', presence: 'on-lot', search: '', filters: [], sort: [] };
    const columns: LotColumn[] = ['vin', 'make', 'trim', 'dealer', 'price'];
    const chosen = () => chosenRows(reader, { query, target: null }, NOW);
    expect(tableOf(written(reader, chosen(), columns, 'csv').path)).toEqual([
      ['VIN', 'Make', 'Trim', 'Dealer', 'Price'],
      ['="12345678901234567"', `'=HYPERLINK("https://x.test")`, "'-2+3", "'@SUM(A1)", '40000'],
    ]);
    const [row] = readFile(written(reader, chosen(), columns, 'xlsx').path).rows;
    expect(row?.listing).toMatchObject({
      vin: '12345678901234567',
      make: '=HYPERLINK("https://x.test")',
      trim: '-2+3',
      price: 4_000_000,
    });
  });
});
