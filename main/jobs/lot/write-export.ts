import { basename, dirname, join } from 'node:path';
import type { LotExport } from '../../../shared/lot-list/export-calls.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { removeIfPossible, renameRetryingNow } from '../../files/change-files.ts';
import { lotBehind } from '../../store/lot/follow.ts';
import { cannotWrite, chosenRows, shownColumns, writeLotTable } from '../../store/lot/table.ts';
import type { Reader } from '../../store/open.ts';

export type WrittenExport = { readonly rows: number; readonly missing: number; readonly behind: number };

/** Written beside its place, hidden there, and moved when it is whole. */
export const partOf = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}.part`);

/** Between two looks whether it is still wanted. */
const ROWS_A_STEP = 500;

/**
 * Writes what was asked for, whole or not at all: what lay at the path before stays until then.
 * @throws LotwatchError `cancelled`, `bad-input` where it cannot be written there
 */
export function writeExport(
  db: Reader,
  asked: LotExport & { readonly path: string },
  tools: {
    readonly now: number;
    readonly isCancelled: () => boolean;
    readonly onRows: (rows: number, totalRows: number) => void;
  },
): WrittenExport {
  const { now, isCancelled, onRows } = tools;
  const { path, format } = asked;
  const part = partOf(path);
  const { among, count, missing, rows } = chosenRows(db, asked, now);
  function* stepwise(): Generator<LotRow> {
    let done = 0;
    for (const row of rows) {
      if (done % ROWS_A_STEP === 0) {
        if (isCancelled()) throw new LotwatchError('cancelled', 'The export was cancelled');
        onRows(done, Math.max(count, done));
      }
      done += 1;
      yield row;
    }
  }
  try {
    const columns = shownColumns(db, { columns: asked.columns, among }, now);
    const written = writeLotTable(part, format, { columns, rows: stepwise() });
    place(part, path);
    return { rows: written, missing, behind: lotBehind(db) };
  } catch (error) {
    removeIfPossible(part);
    throw error;
  }
}

function place(part: string, path: string): void {
  try {
    renameRetryingNow(part, path);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
