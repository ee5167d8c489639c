import Papa from 'papaparse';

/** What a cell of an exported table may hold. */
export type Cell = string | number | boolean | null | undefined;

/**
 * Texts that a spreadsheet would run as a formula (hazard 16); they get an apostrophe before them. `="…"` around
 * letters and digits is a text itself, and the way to keep a VIN of digits from becoming a number.
 */
const FORMULA = /^(?!="[0-9A-Z]+"$)[=+\-@\t\r\n]/;
/** What a spreadsheet takes for a number and rounds. */
const LOOKS_LIKE_NUMBER = /^\d+(?:E\d+)?$/;
const MARK = '\ufeff';
const LINES_AT_A_TIME = 500;

/**
 * A CSV text, part by part. Numbers stay numbers, whatever their sign; a column named "vin" stays text.
 * @param mark begin with a byte order mark, without which Excel takes UTF-8 for something else
 * @param heads what stands above the columns, where that is not what the records call them
 */
export function* csvText(
  columns: readonly string[],
  records: Iterable<Readonly<Record<string, Cell>>>,
  mark: boolean,
  heads: readonly string[] = columns,
): Generator<string> {
  const write = (lines: Cell[][]): string =>
    `${Papa.unparse(lines, { escapeFormulae: FORMULA, newline: '\r\n', skipEmptyLines: false })}\r\n`;
  yield (mark ? MARK : '') + write([[...heads]]);
  let lines: Cell[][] = [];
  for (const record of records) {
    lines.push(columns.map((column) => (column === 'vin' ? vinCell(record[column]) : record[column])));
    if (lines.length < LINES_AT_A_TIME) continue;
    yield write(lines);
    lines = [];
  }
  if (lines.length > 0) yield write(lines);
}

const vinCell = (vin: Cell): Cell =>
  typeof vin === 'string' && LOOKS_LIKE_NUMBER.test(vin) ? `="${vin}"` : vin;
