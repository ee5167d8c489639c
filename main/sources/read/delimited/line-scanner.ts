import type { ByteWindow } from '../byte-window.ts';
import { NEEDS_MORE, quotedRecordEnd, UNCLOSED } from './quoted-end.ts';
import {
  allocateRecords, BATCH_RECORDS, MAX_RECORD_BYTES, NO_LINE_END, SOUND, TOO_LONG, UNCLOSED_QUOTE,
  type Records, type Scanner,
} from '../records.ts'; // prettier-ignore
import { hashRange, type HashSeed } from '../row-hash.ts';
import { VainBudget } from '../vain-budget.ts';

const QUOTE = 34;
const CARRIAGE_RETURN = 13;

/** How records are laid out: byte values. `quotes` false: a line is a record whatever it holds (JSON lines). */
export type LineShape = { readonly delimiter: number; readonly newline: number; readonly quotes: boolean };

/**
 * Cuts a file into records at line ends and hashes them. A record without a quote, which is nearly every one,
 * costs two native searches and one pass for its hash; only the others are looked at byte by byte.
 */
export class LineScanner implements Scanner {
  readonly records: Records = allocateRecords();
  readonly #window: ByteWindow;
  readonly #shape: LineShape;
  readonly #seed: HashSeed;
  #live: Buffer = Buffer.alloc(0);
  #at: number;
  #nextQuote = -1;
  readonly #budget = new VainBudget();
  #discarding = false;

  /** Starts at the window's `start`. */
  constructor(window: ByteWindow, shape: LineShape, seed: HashSeed) {
    this.#window = window;
    this.#shape = shape;
    this.#seed = seed;
    this.#at = window.start;
    this.#refresh();
  }

  scan(): number {
    this.#window.start = this.#at;
    let count = 0;
    while (count < BATCH_RECORDS) {
      if (this.#at >= this.#window.end) {
        if (count > 0 || !this.#fill()) return count;
        continue;
      }
      if (this.#discarding) {
        this.#discard();
        continue;
      }
      const found = this.#next(count);
      if (found > 0) count += 1;
      if (found < 0) {
        if (count > 0) return count;
        this.#fill(); // at the end of the file, what is left then counts as a record
      }
    }
    return count;
  }

  #refresh(): void {
    this.#live = this.#window.bytes.subarray(0, this.#window.end);
    this.#nextQuote = -1;
  }

  #fill(): boolean {
    this.#window.start = this.#at;
    const more = this.#window.fill();
    this.#at = this.#window.start;
    this.#refresh();
    return more;
  }

  /** Passes over the rest of a line that was too long. */
  #discard(): void {
    const end = this.#live.indexOf(this.#shape.newline, this.#at);
    this.#discarding = end < 0;
    this.#at = end < 0 ? this.#window.end : end + 1;
  }

  /** Takes the record at `#at` in: 1 if it is one, 0 if it was blank, -1 if bytes are missing to tell. */
  #next(position: number): number {
    const { delimiter, newline, quotes } = this.#shape;
    const { end: limit, atEnd } = this.#window;
    const at = this.#at;
    const lineEnd = this.#live.indexOf(newline, at);
    if (lineEnd < 0 && !atEnd) {
      if (limit - at <= MAX_RECORD_BYTES) return -1;
      this.#discarding = true;
      return this.#take(position, limit, limit, TOO_LONG);
    }
    const end = lineEnd < 0 ? limit : lineEnd;
    const next = lineEnd < 0 ? limit : lineEnd + 1;
    if (quotes) {
      if (this.#nextQuote < at) {
        const quote = this.#live.indexOf(QUOTE, at);
        this.#nextQuote = quote < 0 ? limit : quote;
      }
      if (this.#nextQuote < end) return this.#quoted(position, end, next, delimiter, newline);
    }
    if (this.#isBlank(at, end, delimiter)) {
      this.#at = next;
      return 0;
    }
    if (end - at > MAX_RECORD_BYTES) return this.#take(position, end, next, TOO_LONG);
    return this.#take(position, end, next, lineEnd < 0 ? NO_LINE_END : SOUND);
  }

  #quoted(position: number, lineEnd: number, nextLine: number, delimiter: number, newline: number): number {
    const { bytes, end: limit, atEnd, fileBytes } = this.#window;
    const most = this.#budget.limit(fileBytes);
    const until = Math.min(limit, this.#at + most);
    const end = quotedRecordEnd(bytes, this.#at, until, atEnd && until === limit, delimiter, newline);
    if (end === NEEDS_MORE && until === limit && !atEnd) return -1;
    if (end === NEEDS_MORE || end === UNCLOSED) {
      this.#budget.waste(until - this.#at);
      // The quote is a stray one: give up this line, not the lines it would swallow.
      return this.#take(position, lineEnd, nextLine, UNCLOSED_QUOTE);
    }
    return this.#take(position, end, Math.min(end + 1, limit), end === limit ? NO_LINE_END : SOUND, 1);
  }

  #take(position: number, end: number, next: number, state: number, isQuoted = 0): number {
    const { starts, ends, nexts, states, quoted, low, high } = this.records;
    const start = this.#at;
    const content = end > start && this.#live[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    starts[position] = start;
    ends[position] = content;
    nexts[position] = next;
    states[position] = state;
    quoted[position] = isQuoted;
    hashRange(this.#window.view, start, content, this.#seed, low, high, position);
    this.#at = next;
    return 1;
  }

  /** Nothing but white space and delimiters: the empty rows spreadsheets leave at the end. */
  #isBlank(start: number, end: number, delimiter: number): boolean {
    for (let i = start; i < end; i += 1) {
      const byte = this.#live[i] ?? 0;
      if (byte !== delimiter && byte > 32) return false;
    }
    return true;
  }
}
