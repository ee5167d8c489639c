import { ByteWindow } from '../byte-window.ts';
import { openDelimited } from '../delimited/delimited.ts';
import type { OpenedFile } from '../opened-file.ts';
import { ScratchFile } from '../packed/scratch-file.ts';
import { zipEntries } from '../packed/zip-entries.ts';
import { isBeside, sectionWord } from '../section-names.ts';
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

type Row = readonly string[];
/** `header`: the cells of the line that names a VIN column; null where none does. */
type Found = {
  readonly sheet: Sheet;
  readonly headerAt: number;
  readonly width: number;
  readonly header: Row | null;
};

/**
 * Opens an Excel workbook: the first sheet with a VIN column, written out as rows of cells and read like a file of those.
 * Sheets that are sections of one inventory by their names (New, Used) are read one after the other; all others are
 * named in a notice.
 */
export function openXlsx(opened: OpenedFile, settings: ReadSettings): SnapshotBody {
  const { file, fd, open, maxBytes } = opened;
  const entries = new Map(zipEntries(fd, file).map((entry) => [entry.name.toLowerCase(), entry]));
  const parts: Parts = { fd, file, entries, maxBytes };
  const workbook = readWorkbook(parts);
  const strings = new SharedStrings(parts, workbook.strings, open);
  const rowsOf = (sheet: Sheet): Generator<Row> => sheetRows(parts, workbook, strings, sheet);
  const sheets = workbook.sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden));
  const names = vinNames(settings.mapping);
  const found = findSheet(sheets, rowsOf, names);
  const scratch = new ScratchFile(file, maxBytes);
  open.defer(() => scratch.close());
  const out = new RowWriter(scratch);
  writeFirst(out, found, rowsOf(found.sheet));
  for (const other of sheets) {
    if (other === found.sheet || writeSection(out, found, other, () => rowsOf(other), names)) continue;
    let rows = 0;
    for (const _ of rowsOf(other)) rows += 1;
    if (rows > 0)
      opened.notices.note(
        { code: 'not-read', field: null, column: other.name, value: 'another sheet of the workbook' },
        undefined,
        rows,
      );
  }
  out.end();
  const window = new ByteWindow(scratch.fd, 'utf-8', 0);
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
  rowsOf: (sheet: Sheet) => Generator<Row>,
  names: readonly string[],
): Found {
  let filled: Found | null = null;
  for (const sheet of sheets) {
    const header = headerOf(rowsOf(sheet), names);
    if (header.cells !== null)
      return { sheet, headerAt: header.at, width: header.cells.length, header: header.cells };
    if (header.at > 0) filled ??= { sheet, headerAt: 0, width: header.widest, header: null };
  }
  const [first] = sheets;
  if (filled !== null || first === undefined) return filled ?? raise();
  return { sheet: first, headerAt: 0, width: 0, header: null };
}

/** The line among the first that names a VIN column, and where it is; without one how many lines were looked at. */
function headerOf(
  rows: Generator<Row>,
  names: readonly string[],
): { readonly at: number; readonly cells: Row | null; readonly widest: number } {
  let at = 0;
  let widest = 0;
  for (const row of rows) {
    if (row.some((cell) => names.includes(normaliseHeader(cell)))) return { at, cells: row, widest };
    widest = Math.max(widest, row.length);
    at += 1;
    if (at === HEADER_ROWS) break;
  }
  return { at, cells: null, widest };
}

const raise = (): never => {
  throw new Error('A workbook has a sheet');
};

/** Appends rows of cells to a file, a block at a time. */
class RowWriter {
  readonly #scratch: ScratchFile;
  #block = '';

  constructor(scratch: ScratchFile) {
    this.#scratch = scratch;
  }

  /** @param width a row has at least so many cells: a blank one at its end is no short row */
  add(row: Row, width: number): void {
    const cells = row.map(quoted);
    while (cells.length < width) cells.push('');
    this.#block += `${cells.join(',')}\n`;
    if (this.#block.length >= BLOCK_LENGTH) this.end();
  }

  end(): void {
    this.#scratch.write(Buffer.from(this.#block));
    this.#block = '';
  }
}

/** The sheet from its first row on; what its name says of the vehicles is a line under the column names. */
function writeFirst(out: RowWriter, { sheet, headerAt, width, header }: Found, rows: Iterable<Row>): void {
  const section = header === null ? null : sectionWord(sheet.name);
  let at = 0;
  for (const row of rows) {
    out.add(row, at < headerAt ? 0 : width);
    if (at === headerAt && section !== null) out.add([section], width);
    at += 1;
  }
}

/** A sheet that is another section of the same inventory, with the same columns in any order; false if it is none. */
function writeSection(
  out: RowWriter,
  first: Found,
  sheet: Sheet,
  rowsOf: () => Generator<Row>,
  names: readonly string[],
): boolean {
  const section = sectionWord(sheet.name);
  const isOne = first.header !== null && sectionWord(first.sheet.name) !== null && section !== null;
  if (!isOne || sheet.isHidden || isBeside(sheet.name)) return false;
  const header = headerOf(rowsOf(), names);
  const wanted = (first.header ?? []).map((name) => normaliseHeader(name));
  const places = header.cells?.map((name) => wanted.indexOf(normaliseHeader(name))) ?? [];
  const isKnown = (place: number, at: number): boolean => place >= 0 || header.cells?.[at]?.trim() === '';
  if (header.cells === null || !places.every(isKnown)) return false;
  out.add([section], first.width);
  let at = 0;
  for (const row of rowsOf()) {
    if (at > header.at) out.add(moved(row, places, first.width), first.width);
    at += 1;
  }
  return true;
}

function moved(row: Row, places: readonly number[], width: number): Row {
  const cells = Array.from({ length: width }, () => '');
  row.forEach((cell, at) => {
    const place = places[at] ?? -1;
    // What is under no name keeps its place, so that it is told as one value too many.
    if (place >= 0) cells[place] = cell;
    else if (cell.trim() !== '') cells.push(cell);
  });
  return cells;
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""').replaceAll(/\r\n?/g, '\n')}"` : cell;
