import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from '../../shared/lot-list/columns.ts';
import { lotCell } from '../../shared/lot-list/cell.ts';
import type { LotRow } from '../../shared/lot-list/row.ts';
import type { TypedList } from '../../shared/lot-list/typed.ts';
import { LotwatchError } from '../../shared/result.ts';
import { writeWorkbook } from '../files/xlsx-writer.ts';
import { followLot, isLotBehind } from '../store/lot/follow.ts';
import { lotRows } from '../store/lot/page.ts';
import { typedList } from '../store/lot/typed-list.ts';
import { closeStore, openReader, openWriter } from '../store/open.ts';
import { csvText } from '../files/csv.ts';
import { printJson, printLines, printText } from './options.ts';

export type ListOutput = { readonly csv: boolean; readonly bom: boolean; readonly xlsx: string | null };

/** The inventory list as the screen has it: to standard output, or to a workbook. */
export async function printVehicleList(
  dataDir: string,
  typed: TypedList,
  output: ListOutput,
): Promise<void> {
  const db = openReader(dataDir);
  try {
    const { query, columns } = typedList(db, typed);
    // A sync without a console beside it leaves the list to whoever looks at it.
    if (isLotBehind(db)) bringUpToDate(dataDir);
    const rows = lotRows(db, query, Date.now());
    const shown = columns ?? LOT_COLUMN_KEYS;
    if (output.xlsx !== null) {
      const count = writeTable(output.xlsx, shown, rows);
      printJson({ file: output.xlsx, vehicles: count });
    } else if (output.csv) await printText(csvText(shown, records(shown, rows), output.bom));
    else await printLines(typed.columns === undefined ? rows : records(shown, rows));
  } finally {
    closeStore(db);
  }
}

function bringUpToDate(dataDir: string): void {
  const db = openWriter(dataDir);
  try {
    followLot(db);
  } finally {
    closeStore(db);
  }
}

function* records(
  columns: readonly LotColumn[],
  rows: Iterable<LotRow>,
): Generator<Record<string, string | number | null>> {
  for (const row of rows) yield Object.fromEntries(columns.map((column) => [column, lotCell(row, column)]));
}

function* cells(
  columns: readonly LotColumn[],
  rows: Iterable<LotRow>,
): Generator<(string | number | null)[]> {
  for (const row of rows) yield columns.map((column) => lotCell(row, column));
}

function writeTable(path: string, columns: readonly LotColumn[], rows: Iterable<LotRow>): number {
  try {
    return writeWorkbook(
      path,
      columns.map((column) => columnSpec(column).label),
      cells(columns, rows),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LotwatchError('bad-input', `Cannot write ${path}: ${reason}`, { cause: error });
  }
}
