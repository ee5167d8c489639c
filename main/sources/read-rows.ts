import { isAscii, isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import type { ByteWindow } from './byte-window.ts';
import { recordText } from './decode.ts';
import type { RowReader } from './parse/row-reader.ts';
import { NO_LINE_END, SOUND, TOO_LONG, type Records } from './records.ts';
import type { ParsedRow } from './snapshot.ts';

/** How the text of a delimited file is split. */
export type Dialect = {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  readonly width: number;
  readonly needed: number;
};

/** Cells of a text of whole records, as Papa Parse splits them; the text ends with a line end. */
export function splitRows(text: string, dialect: Dialect): string[][] {
  const { data } = Papa.parse<string[]>(text, { delimiter: dialect.delimiter, newline: dialect.newline });
  data.pop(); // what follows the last line end
  return data;
}

/**
 * Parses the records at `positions` of the batch in the window: decodes only those, and splits them in one go.
 */
export function readRows(
  window: ByteWindow,
  records: Records,
  count: number,
  firstRow: number,
  positions: readonly number[],
  dialect: Dialect,
  reader: RowReader,
): readonly ParsedRow[] {
  const { starts, nexts, states } = records;
  const sound = positions.filter(
    (position) => states[position] === SOUND || states[position] === NO_LINE_END,
  );
  const rows = cellsOf(window.bytes, records, count, sound, dialect);
  const parsed: ParsedRow[] = [];
  let at = 0;
  for (const position of positions) {
    const row = firstRow + position;
    const state = states[position] ?? SOUND;
    if (state === SOUND || state === NO_LINE_END) {
      parsed.push(readRow(rows[at] ?? null, row, state, dialect, reader));
      at += 1;
      continue;
    }
    const text = recordText(
      window.bytes,
      starts[position] ?? 0,
      Math.min(nexts[position] ?? 0, (starts[position] ?? 0) + 4096),
    );
    const reason =
      state === TOO_LONG
        ? 'unreadable: the line is longer than 1 MiB'
        : 'unreadable: a quote opens in this line and is not closed; the reading went on with the next line';
    parsed.push(reader.reject([], row, reason, text.trim()));
  }
  return parsed;
}

/** Cells per record; null where a record does not read as one row. */
function cellsOf(
  bytes: Buffer,
  records: Records,
  count: number,
  positions: readonly number[],
  dialect: Dialect,
): readonly (readonly string[] | null)[] {
  if (positions.length === 0) return [];
  const { starts, nexts } = records;
  const batch = bytes.subarray(starts[0], nexts[count - 1]);
  const encoding = isAscii(batch) ? 'latin1' : isUtf8(batch) ? 'utf8' : null;
  const pieces: string[] = [];
  for (let i = 0; i < positions.length; i += 1) {
    const from = starts[positions[i] ?? 0] ?? 0;
    let to = nexts[positions[i] ?? 0] ?? 0;
    if (encoding === null) {
      pieces.push(recordText(bytes, from, to));
      continue;
    }
    // Records that follow each other are decoded together; a blank line between them is a gap.
    while (i + 1 < positions.length && starts[positions[i + 1] ?? 0] === to) {
      i += 1;
      to = nexts[positions[i] ?? 0] ?? 0;
    }
    pieces.push(bytes.toString(encoding, from, to));
  }
  const text = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
  const rows = splitRows(text.endsWith(dialect.newline) ? text : text + dialect.newline, dialect);
  return rows.length === positions.length ? rows : oneByOne(bytes, records, positions, dialect);
}

/** The careful way, for the rare record whose bytes and text disagree on where it ends. */
function oneByOne(
  bytes: Buffer,
  records: Records,
  positions: readonly number[],
  dialect: Dialect,
): readonly (readonly string[] | null)[] {
  return positions.map((position) => {
    const text = recordText(bytes, records.starts[position] ?? 0, records.ends[position] ?? 0);
    const [row, ...others] = splitRows(text + dialect.newline, dialect);
    return row !== undefined && others.length === 0 ? row : null;
  });
}

function readRow(
  cells: readonly string[] | null,
  row: number,
  state: number,
  dialect: Dialect,
  reader: RowReader,
): ParsedRow {
  if (cells === null) return reader.reject([], row, 'unreadable: its quotes do not fit together', null);
  const { length } = cells;
  if (length > dialect.width && cells.slice(dialect.width).some((cell) => cell.trim() !== '')) {
    const reason = `unreadable: ${length} values for ${dialect.width} columns, so they may have shifted`;
    return reader.reject(cells, row, reason, cells.join(dialect.delimiter));
  }
  if (length >= dialect.needed) return reader.read(cells, row, null);
  const reason = `${length} of ${dialect.needed} columns`;
  if (state === NO_LINE_END) {
    return reader.reject(
      cells,
      row,
      `cut off: the file ends inside this row (${reason})`,
      cells.join(dialect.delimiter),
    );
  }
  return reader.read(cells, row, `the row is short: ${reason}; the others count as blank`);
}
