import type { ByteWindow } from '../byte-window.ts';
import { NEEDS_MORE, quotedRecordEnd, UNCLOSED } from './quoted-end.ts';
import { RecordScanner } from '../record-scanner.ts';
import { MAX_RECORD_BYTES, NO_LINE_END, SOUND, TOO_LONG, UNCLOSED_QUOTE } from '../records.ts';
import type { RowFacts } from '../parent-facts.ts';
import type { HashSeed } from '../row-hash.ts';
import type { SectionLines } from './section-lines.ts';
import { VainBudget } from '../vain-budget.ts';

const QUOTE = 34;
const CARRIAGE_RETURN = 13;

/** How records are laid out: byte values. `quotes` false: a line is a record whatever it holds (JSON lines). */
export type LineShape = { readonly delimiter: number; readonly newline: number; readonly quotes: boolean };

/**
 * Cuts a file into records at line ends and hashes them. A record without a quote, which is nearly every one,
 * costs two native searches and one pass for its hash; only the others are looked at byte by byte.
 */
export class LineScanner extends RecordScanner {
  /** What holds for each record of the batch besides what it says. */
  readonly facts: (RowFacts | null)[] = [];
  readonly #sections: SectionLines | null;
  readonly #shape: LineShape;
  #live: Buffer = Buffer.alloc(0);
  #nextQuote = -1;
  readonly #budget = new VainBudget();
  #discarding = false;

  /**
   * Starts at the window's `start`.
   * @param sections null where no line parts the file into sections (JSON lines)
   */
  constructor(window: ByteWindow, shape: LineShape, seed: HashSeed, sections: SectionLines | null = null) {
    super(window, seed);
    this.#sections = sections;
    this.#shape = shape;
    this.refreshed();
  }

  /** What is left at the end of the file counts as a record, so there is nothing to miss. */
  protected end(): void {}

  protected override refreshed(): void {
    this.#live = this.window.bytes.subarray(0, this.window.end);
    this.#nextQuote = -1;
  }

  /** Passes over the rest of a line that was too long. */
  #discard(): void {
    const end = this.#live.indexOf(this.#shape.newline, this.at);
    this.#discarding = end < 0;
    this.at = end < 0 ? this.window.end : end + 1;
  }

  protected next(position: number): number {
    if (this.at >= this.window.end) return -1;
    if (this.#discarding) {
      this.#discard();
      return 0;
    }
    const { delimiter, newline, quotes } = this.#shape;
    const { end: limit, atEnd } = this.window;
    const at = this.at;
    const lineEnd = this.#live.indexOf(newline, at);
    if (lineEnd < 0 && !atEnd) {
      if (limit - at <= MAX_RECORD_BYTES) return -1;
      this.#discarding = true;
      return this.#line(position, limit, limit, TOO_LONG);
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
      this.at = next;
      return 0;
    }
    if (end - at > MAX_RECORD_BYTES) return this.#line(position, end, next, TOO_LONG);
    return this.#line(position, end, next, lineEnd < 0 ? NO_LINE_END : SOUND);
  }

  #quoted(position: number, lineEnd: number, nextLine: number, delimiter: number, newline: number): number {
    const { bytes, end: limit, atEnd, fileBytes } = this.window;
    const most = this.#budget.limit(fileBytes);
    const until = Math.min(limit, this.at + most);
    const end = quotedRecordEnd(bytes, this.at, until, atEnd && until === limit, delimiter, newline);
    if (end === NEEDS_MORE && until === limit && !atEnd) return -1;
    if (end === NEEDS_MORE || end === UNCLOSED) {
      this.#budget.waste(until - this.at);
      // The quote is a stray one: give up this line, not the lines it would swallow.
      return this.#line(position, lineEnd, nextLine, UNCLOSED_QUOTE);
    }
    return this.#line(position, end, Math.min(end + 1, limit), end === limit ? NO_LINE_END : SOUND, 1);
  }

  #line(position: number, end: number, next: number, state: number, isQuoted = 0): number {
    const content = end > this.at && this.#live[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    const isSound = state === SOUND || state === NO_LINE_END;
    if (isSound && this.#sections?.take(this.#live, this.at, content) === true) {
      this.at = next;
      return 0;
    }
    this.records.quoted[position] = isQuoted;
    if (this.#sections === null) return this.take(position, content, next, state);
    const { facts } = this.#sections;
    this.facts[position] = facts;
    return this.take(position, content, next, state, facts?.seed);
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
