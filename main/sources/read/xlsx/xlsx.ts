import { ByteWindow } from '../byte-window.ts';
import { openDelimited } from '../delimited/delimited.ts';
import type { OpenedFile } from '../opened-file.ts';
import { ScratchFile } from '../packed/scratch-file.ts';
import { zipEntries } from '../packed/zip-entries.ts';
import { normaliseHeader } from '../../parse/header.ts';
import { vinNames } from '../../parse/vin-columns.ts';
import type { ReadSettings, SnapshotBody } from '../../snapshot.ts';
import { SharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { readWorkbook, type Sheet } from './workbook.ts';
import type { Parts } from './xml-parts.ts';

/** Rows in which the column names are looked for: above them stand titles and dates. */
const HEADER_ROWS = 30;
const NEWLINE = 10;
/** Text written at a time. */
const BLOCK_LENGTH = 1 << 20;

type Found = { readonly sheet: Sheet; readonly headerAt: number; readonly width: number };

/**
 * Opens an Excel workbook: the first sheet with a VIN column, written out as rows of cells and read like a file of those.
 * Its other sheets are named in a notice.
 */
export function openXlsx(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, fd, open, maxBytes } = opened;
  const entries = new Map(zipEntries(fd, file).map((entry) => [entry.name.toLowerCase(), entry]));
  const parts: Parts = { fd, file, entries, maxBytes };
  const workbook = readWorkbook(parts);
  const strings = new SharedStrings(parts, workbook.strings, open);
  const rowsOf = (sheet: Sheet): Generator<readonly string[]> => sheetRows(parts, workbook, strings, sheet);
  const sheets = workbook.sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden));
  const { sheet, headerAt, width } = findSheet(sheets, rowsOf, vinNames(settings.mapping));
  for (const other of sheets) {
    if (other === sheet) continue;
    let rows = 0;
    for (const _ of rowsOf(other)) rows += 1;
    if (rows > 0)
      opened.notices.note(
        { code: 'not-read', field: null, column: other.name, value: 'another sheet of the workbook' },
        undefined,
        rows,
      );
  }
  const scratch = new ScratchFile(file, maxBytes);
  open.defer(() => scratch.close());
  writeRows(scratch, rowsOf(sheet), headerAt, width);
  const window = new ByteWindow(scratch.fd, 'utf-8', 0);
  opened.open.defer(() => window.release());
  window.fill();
  const body = openDelimited(
    { ...opened, fd: scratch.fd, window, encoding: 'utf-8', bytes: scratch.size, lastByte: NEWLINE },
    settings,
  );
  return { ...body, format: 'xlsx', delimiter: null };
}

/** The first sheet that names a VIN column; where none does, the first with anything in it: a person can say which it is. */
function findSheet(
  sheets: readonly Sheet[],
  rowsOf: (sheet: Sheet) => Generator<readonly string[]>,
  names: readonly string[],
): Found {
  let filled: Found | null = null;
  for (const sheet of sheets) {
    let at = 0;
    let widest = 0;
    for (const row of rowsOf(sheet)) {
      if (row.some((cell) => names.includes(normaliseHeader(cell))))
        return { sheet, headerAt: at, width: row.length };
      widest = Math.max(widest, row.length);
      at += 1;
      if (at === HEADER_ROWS) break;
    }
    if (at > 0) filled ??= { sheet, headerAt: 0, width: widest };
  }
  const [first] = sheets;
  if (filled !== null || first === undefined) return filled ?? raise();
  return { sheet: first, headerAt: 0, width: 0 };
}

const raise = (): never => {
  throw new Error('A workbook has a sheet');
};

/** From the header on every row has its cells: a blank one at the end is no short row. */
function writeRows(
  scratch: ScratchFile,
  rows: Iterable<readonly string[]>,
  headerAt: number,
  width: number,
): void {
  let at = 0;
  let block = '';
  for (const row of rows) {
    const cells = row.map(quoted);
    while (at >= headerAt && cells.length < width) cells.push('');
    block += `${cells.join(',')}\n`;
    at += 1;
    if (block.length < BLOCK_LENGTH) continue;
    scratch.write(Buffer.from(block));
    block = '';
  }
  scratch.write(Buffer.from(block));
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll(/\r\n?/g, '\n')}"` : cell;
