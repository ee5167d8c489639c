import { closeSync, openSync, writeSync } from 'node:fs';
import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import { lotCell } from '../../../shared/lot-list/cell.ts';
import { columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { ExportFormat } from '../../../shared/lot-list/export.ts';
import type { LotQuery, LotSelection } from '../../../shared/lot-list/query.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { normaliseVin } from '../../../shared/vin.ts';
import { csvText } from '../../files/csv.ts';
import { writeWorkbook } from '../../files/xlsx-writer.ts';
import type { Reader } from '../open.ts';
import { lotCount, lotRows } from './page.ts';
import { selectionOf } from './selection.ts';

/** The inventory list as a table for other programs: the same from a screen and from the command line. */

/** What a table has in a column; the key is what programs call it, the head what people read. */
export type TableColumn = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: LotRow) => string | number | null;
};

export const tableColumns = (columns: readonly LotColumn[]): TableColumn[] =>
  columns.map((column) => ({
    key: column,
    head: columnSpec(column).label,
    cell: (row) => lotCell(row, column),
  }));

/** A screen shows an amount with its currency: where a feed names one, a table needs a column for it. */
const CURRENCY: TableColumn = { key: 'currency', head: 'Currency', cell: (row) => row.currency };

/** The columns as they are shown, and the currency behind them where amounts have one. */
export function shownColumns(
  db: Reader,
  { columns, among }: { readonly columns: readonly LotColumn[]; readonly among: LotSelection },
  now: number,
): TableColumn[] {
  const shown = tableColumns(columns);
  if (!columns.some((column) => columnSpec(column).kind === 'money')) return shown;
  const where = selectionOf(among, now);
  const named = db
    .prepare(`SELECT 1 FROM lot_rows WHERE ${where.text} AND currency IS NOT NULL LIMIT 1`)
    .get(...where.values);
  return named === undefined ? shown : [...shown, CURRENCY];
}

/** Rows of the list, with how many there are about, and how many of those asked for by VIN are not stored. */
export type ChosenRows = {
  readonly among: LotSelection;
  readonly count: number;
  readonly missing: number;
  readonly rows: Iterable<LotRow>;
};

/**
 * All rows of the view, or of what was chosen in it, in the order of the view. A vehicle that was chosen by its VIN has the
 * rows that the view has of it, whatever is filtered now; one that left it meanwhile has those that there are.
 */
export function chosenRows(
  db: Reader,
  { query, target }: { readonly query: LotQuery; readonly target: LotTarget | null },
  now: number,
): ChosenRows {
  if (target === null)
    return { among: query, count: lotCount(db, query, now), missing: 0, rows: lotRows(db, query, now) };
  if (target.kind === 'selection') {
    const without = new Set(target.without);
    const asked = { ...target.selection, sort: query.sort };
    return {
      among: target.selection,
      count: Math.max(0, lotCount(db, target.selection, now) - without.size),
      missing: 0,
      rows: rowsBut(lotRows(db, asked, now), (row) => without.has(row.vin)),
    };
  }
  const vins = [...new Set(target.vins.map(normaliseVin))];
  const asked: LotQuery = {
    role: 'any',
    presence: 'any',
    search: '',
    filters: [{ column: 'vin', op: 'is', values: vins }],
    sort: query.sort,
  };
  const isShown = ({ role, leftAt }: LotRow): boolean =>
    (query.role === 'any' || role === query.role) &&
    (query.presence === 'any' || (leftAt === null) === (query.presence === 'on-lot'));
  // As many as one call may name: few enough to be read at once.
  const stored = [...lotRows(db, asked, now)];
  const shown = new Set(stored.filter(isShown).map(({ vin }) => vin));
  return {
    among: asked,
    count: vins.length,
    missing: vins.length - new Set(stored.map(({ vin }) => vin)).size,
    rows: rowsBut(stored, (row) => shown.has(row.vin) && !isShown(row)),
  };
}

function* rowsBut(rows: Iterable<LotRow>, isLeftOut: (row: LotRow) => boolean): Generator<LotRow> {
  for (const row of rows) if (!isLeftOut(row)) yield row;
}

/** @param named for programs: the columns by their keys, without a mark */
export function lotCsv(
  columns: readonly TableColumn[],
  rows: Iterable<LotRow>,
  { named, mark }: { readonly named: boolean; readonly mark: boolean },
): Generator<string> {
  return csvText(
    columns.map(({ key }) => key),
    lotRecords(columns, rows),
    mark,
    named ? undefined : columns.map(({ head }) => head),
  );
}

/** Rows as programs get them, by the keys of the columns. */
export function* lotRecords(
  columns: readonly TableColumn[],
  rows: Iterable<LotRow>,
): Generator<Record<string, string | number | null>> {
  for (const row of rows) yield Object.fromEntries(columns.map(({ key, cell }) => [key, cell(row)]));
}

/**
 * Writes a table for people, row by row: memory does not grow with it. What was begun stays where it cannot be ended.
 * @returns how many rows it has
 * @throws LotwatchError `bad-input` for what the file system says, or that a sheet cannot hold so many; `cancelled` as `rows` does
 */
export function writeLotTable(
  path: string,
  format: ExportFormat,
  { columns, rows }: { readonly columns: readonly TableColumn[]; readonly rows: Iterable<LotRow> },
): number {
  try {
    return format === 'csv'
      ? writeCsv(path, columns, rows)
      : writeWorkbook(
          path,
          columns.map(({ head }) => head),
          cells(columns, rows),
        );
  } catch (error) {
    throw error instanceof LotwatchError ? error : cannotWrite(path, error);
  }
}

/** What the file system says, for whoever named the place. */
export function cannotWrite(path: string, error: unknown): LotwatchError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LotwatchError('bad-input', `Cannot write ${path}: ${reason}`, { cause: error });
}

function* cells(
  columns: readonly TableColumn[],
  rows: Iterable<LotRow>,
): Generator<(string | number | null)[]> {
  for (const row of rows) yield columns.map(({ cell }) => cell(row));
}

function writeCsv(path: string, columns: readonly TableColumn[], rows: Iterable<LotRow>): number {
  const file = openSync(path, 'w');
  let count = 0;
  function* counted(): Generator<LotRow> {
    for (const row of rows) {
      count += 1;
      yield row;
    }
  }
  try {
    for (const part of lotCsv(columns, counted(), { named: false, mark: true })) writeSync(file, part);
    return count;
  } finally {
    closeSync(file);
  }
}
