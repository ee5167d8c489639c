import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import type { ByteWindow } from '../byte-window.ts';
import { SPOILT, type DamagedCells } from '../damaged-cells.ts';
import { commonEncoding, recordText, strictUtf8, type CommonEncoding } from '../decode.ts';
import type { RowReader } from '../../parse/row-reader.ts';
import { withFactsIn, type RowFacts } from '../parent-facts.ts';
import { PlainLines } from './plain-lines.ts';
import { NO_LINE_END, SOUND, TOO_LONG, type Records } from '../records.ts';
import type { ParsedRow } from '../../snapshot.ts';
import { splitTidy } from './tidy-quotes.ts';

/** How the text of a delimited file is split; `width` columns, of which the first `needed` up to the last with a name. */
export type Dialect = {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
  readonly width: number;
  readonly needed: number;
};

const SHOWN_BYTES = 4096;

/** Cells of a text of whole records, as Papa Parse splits them; the text ends with a line end. */
export function splitRows(text: string, dialect: Dialect): string[][] {
  return splitQuoted(text, dialect).rows;
}

/** The same, with the indexes of rows that hold a quote where none should be. */
function splitQuoted(text: string, dialect: Dialect): { rows: string[][]; malformed: ReadonlySet<number> } {
  const { data: rows, errors } = Papa.parse<string[]>(text, {
    delimiter: dialect.delimiter,
    newline: dialect.newline,
  });
  rows.pop(); // what follows the last line end
  const malformed = new Set<number>();
  for (const { code, row } of errors) {
    if (code === 'InvalidQuotes' && row !== undefined) malformed.add(row);
  }
  return { rows, malformed };
}

/** A record with quotes: its cells, null if it does not read as one row; `isMalformed`: a quote stands where none should. */
type QuotedRow = { readonly cells: readonly string[] | null; readonly isMalformed: boolean };

const NO_ROW: QuotedRow = { cells: null, isMalformed: true };

/** Parses chosen records of the batch in a window: decodes only those, and leaves odd quotes to Papa Parse, in one call. */
export class BatchReader {
  readonly #window: ByteWindow;
  readonly #records: Records;
  readonly #dialect: Dialect;
  readonly #reader: RowReader;
  readonly #lines: PlainLines;
  /** Encoding of the whole batch; null: it differs from record to record. */
  #encoding: CommonEncoding = null;

  readonly #damaged: DamagedCells;
  readonly #facts: readonly (RowFacts | null)[];

  /** @param facts what holds for each record of the batch besides what it says */
  constructor(
    window: ByteWindow,
    records: Records,
    dialect: Dialect,
    reader: RowReader,
    damaged: DamagedCells,
    facts: readonly (RowFacts | null)[] = [],
  ) {
    this.#facts = facts;
    this.#damaged = damaged;
    this.#window = window;
    this.#records = records;
    this.#dialect = dialect;
    this.#reader = reader;
    this.#lines = new PlainLines(dialect.delimiter, dialect.newline);
  }

  /** See `RecordBatch.parse`. `count` records are in the batch, the first of them is row `firstRow` of the file. */
  read(firstRow: number, count: number, positions: readonly number[]): readonly ParsedRow[] {
    const { starts, nexts } = this.#records;
    this.#encoding = commonEncoding(this.#window.bytes, starts[0] ?? 0, nexts[count - 1] ?? 0);
    const quoted = this.#quotedRows(
      positions.filter((position) => this.#isSound(position) && this.#isQuoted(position)),
    );
    const parsed: ParsedRow[] = [];
    let quotedRead = 0;
    for (let i = 0; i < positions.length; i += 1) {
      const position = positions[i] ?? 0;
      if (!this.#isSound(position)) parsed.push(this.#unsound(firstRow, position));
      else if (this.#isQuoted(position)) {
        const next = quoted[quotedRead] ?? NO_ROW;
        quotedRead += 1;
        parsed.push(this.#quotedRow(next, firstRow, position));
      } else i = this.#plainRun(positions, i, firstRow, parsed);
    }
    return parsed;
  }

  #isSound(position: number): boolean {
    const state = this.#records.states[position];
    return state === SOUND || state === NO_LINE_END;
  }

  #isQuoted(position: number): boolean {
    return this.#records.quoted[position] === 1;
  }

  #text(from: number, to: number): string {
    const { bytes } = this.#window;
    // What is not UTF-8 as a whole is decoded cell by cell, see #row.
    return this.#encoding === null
      ? (strictUtf8(bytes, from, to) ?? bytes.toString('latin1', from, to))
      : bytes.toString(this.#encoding, from, to);
  }

  /** Reads records without quotes that follow each other in the file, from `positions[first]` on; returns the last's index. */
  #plainRun(positions: readonly number[], first: number, firstRow: number, into: ParsedRow[]): number {
    const { starts, nexts } = this.#records;
    const from = starts[positions[first] ?? 0] ?? 0;
    let last = first;
    let to = nexts[positions[first] ?? 0] ?? 0;
    // A blank line between two records is a gap: what follows it is another run.
    while (this.#encoding !== null && last + 1 < positions.length) {
      const next = positions[last + 1] ?? 0;
      if (starts[next] !== to || !this.#isSound(next) || this.#isQuoted(next)) break;
      last += 1;
      to = nexts[next] ?? 0;
    }
    this.#lines.start(this.#text(from, to));
    for (let i = first; i <= last; i += 1)
      into.push(this.#row(this.#lines.next(), firstRow, positions[i] ?? 0));
    return last;
  }

  #quotedRows(positions: readonly number[]): QuotedRow[] {
    const { starts, ends } = this.#records;
    const texts = positions.map((position) => this.#text(starts[position] ?? 0, ends[position] ?? 0));
    const tidy = texts.map((text) => splitTidy(text, this.#dialect.delimiter));
    const others = this.#untidyRows(texts.filter((_, i) => tidy[i] === null));
    let taken = 0;
    return tidy.map((cells) => {
      if (cells !== null) return { cells, isMalformed: false };
      taken += 1;
      return others[taken - 1] ?? NO_ROW;
    });
  }

  #untidyRows(texts: readonly string[]): QuotedRow[] {
    if (texts.length === 0) return [];
    const { newline } = this.#dialect;
    const { rows, malformed } = splitQuoted(texts.join(newline) + newline, this.#dialect);
    if (rows.length === texts.length) {
      return rows.map((cells, index) => ({ cells, isMalformed: malformed.has(index) }));
    }
    // Bytes and text of a record disagree on where it ends (an odd space after a quote): one by one, then.
    return texts.map((text) => {
      const [cells = null, ...others] = splitRows(text + newline, this.#dialect);
      return { cells: others.length === 0 ? cells : null, isMalformed: true };
    });
  }

  #quotedRow({ cells, isMalformed }: QuotedRow, firstRow: number, position: number): ParsedRow {
    const row = firstRow + position;
    if (cells === null) return this.#reader.reject([], row, 'unreadable: its quotes do not match', null);
    const isShort = cells.length < this.#dialect.needed;
    if ((isMalformed || isShort) && cells.some((cell) => cell.includes(this.#dialect.newline))) {
      const reason =
        'unreadable: a stray quote in it joins it with the lines after it, up to the next quote';
      return this.#reader.reject(cells, row, reason, cells.join(this.#dialect.delimiter));
    }
    return this.#row(cells, firstRow, position);
  }

  #row(cells: readonly string[], firstRow: number, position: number): ParsedRow {
    if (this.#encoding !== null) return this.#readRow(cells, firstRow, position, null);
    const { starts, ends } = this.#records;
    const [start, end] = [starts[position] ?? 0, ends[position] ?? 0];
    if (isUtf8(this.#window.bytes.subarray(start, end)))
      return this.#readRow(cells, firstRow, position, null);
    const mended = this.#damaged.mend(cells);
    if (!mended.isSpoilt) return this.#readRow(mended.cells, firstRow, position, mended.note);
    const text = mended.cells.join(this.#dialect.delimiter);
    return this.#reader.reject(mended.cells, firstRow + position, SPOILT, text);
  }

  #readRow(cells: readonly string[], firstRow: number, position: number, note: string | null): ParsedRow {
    const { width, needed, delimiter } = this.#dialect;
    const row = firstRow + position;
    const { length } = cells;
    if (length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
      const reason = `unreadable: ${length} values for ${width} columns, so they may have shifted`;
      return this.#reader.reject(cells, row, reason, cells.join(delimiter));
    }
    const filled = withFactsIn(cells, this.#facts[position]);
    if (length >= needed) return this.#reader.read(filled, row, note);
    const reason = `${length} of ${needed} columns`;
    if (this.#records.states[position] === NO_LINE_END) {
      const cut = `cut off: the file ends inside this row (${reason})`;
      return this.#reader.reject(cells, row, cut, cells.join(delimiter));
    }
    return this.#reader.read(filled, row, `the row is short: ${reason}; the others count as blank`);
  }

  #unsound(firstRow: number, position: number): ParsedRow {
    const start = this.#records.starts[position] ?? 0;
    const end = Math.min(this.#records.ends[position] ?? 0, start + SHOWN_BYTES);
    const reason =
      this.#records.states[position] === TOO_LONG
        ? 'unreadable: the line is longer than 1 MiB'
        : 'unreadable: a quote opens in this line and is not closed; reading continued with the next line';
    const text = recordText(this.#window.bytes, start, end);
    return this.#reader.reject([], firstRow + position, reason, text.trim());
  }
}
