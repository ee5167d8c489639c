import { LOT_COLUMN_KEYS } from '../../shared/lot-list/columns.ts';
import type { TypedList } from '../../shared/lot-list/typed.ts';
import { followLot, isLotBehind } from '../store/lot/follow.ts';
import { lotRows } from '../store/lot/page.ts';
import { lotCsv, lotRecords, tableColumns, writeLotTable } from '../store/lot/table.ts';
import { typedList } from '../store/lot/typed-list.ts';
import { printCsv, printLines } from './options.ts';
import { withReader, withWriter } from './with-store.ts';
import { printJson } from '../log/terminal.ts';

export type ListOutput = { readonly csv: boolean; readonly bom: boolean; readonly xlsx: string | null };

/** The inventory list as the screen has it: to standard output, or to a workbook. */
export async function printVehicleList(
  dataDir: string | undefined,
  typed: TypedList,
  output: ListOutput,
): Promise<void> {
  await withReader(dataDir, async (db) => {
    const { query, columns: asked } = typedList(db, typed);
    // A sync without a console beside it leaves the list to whoever looks at it.
    if (isLotBehind(db)) await withWriter(dataDir, (writer) => followLot(writer));
    // Until the last row is out, whatever is committed meanwhile.
    db.exec('BEGIN');
    const rows = lotRows(db, query, Date.now());
    const columns = tableColumns(asked ?? LOT_COLUMN_KEYS);
    if (output.xlsx !== null) {
      const vehicles = writeLotTable(output.xlsx, 'xlsx', { columns, rows });
      printJson({ file: output.xlsx, vehicles });
    } else if (output.csv) await printCsv(lotCsv(columns, rows, { named: true, mark: output.bom }));
    else await printLines(typed.columns === undefined ? rows : lotRecords(columns, rows));
  });
}
