import { LotwatchError } from '../../../../shared/result.ts';
import type { ByteWindow } from '../byte-window.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';
import { RecordScanner, cutOff } from '../record-scanner.ts';
import { CUT_OFF, MAX_RECORD_BYTES, SOUND, TOO_LONG } from '../records.ts';
import type { HashSeed } from '../row-hash.ts';
import { VainBudget } from '../vain-budget.ts';
import { elementEnd, hasName, isEmptyTag, markupEnd, unclosedAt } from './bounds.ts';

const LESS = 60;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/** Cuts the elements that stand at one path of an XML file into records, from tag to tag, and hashes them. */
export class ElementScanner extends RecordScanner {
  readonly #file: string;
  /** Names as written, from the root to the record. */
  readonly #path: readonly Buffer[];
  readonly #start: Buffer;
  #depth = 0;
  /** How many of the open elements are those of the path. */
  #matched = 0;
  readonly #budget = new VainBudget();
  #hasLostTrack = false;

  /** Starts at the window's `start`, before the root element. */
  constructor(window: ByteWindow, file: string, path: readonly string[], seed: HashSeed) {
    super(window, seed);
    this.#file = file;
    this.#path = path.map((name) => Buffer.from(name));
    this.#start = Buffer.from(`<${path.at(-1) ?? ''}`);
  }

  protected end(): void {
    if (!this.#hasLostTrack) throw cutOff(this.#file, 'last closing tag');
  }

  protected next(position: number): number {
    const { bytes, end: limit, atEnd } = this.window;
    const found = bytes.indexOf(LESS, this.at);
    this.at = found < 0 || found >= limit ? limit : found;
    if (this.at >= limit) return -1;
    if (this.#isRecord()) return this.#element(position);
    const end = markupEnd(bytes, this.at, limit);
    if (end === NEEDS_MORE) {
      if (!atEnd && limit - this.at <= MAX_RECORD_BYTES) return -1;
      if (!atEnd) throw this.#refusal('contains a tag or a comment longer than 1 MiB');
      this.at = limit;
      return -1;
    }
    if (end < 0) {
      if (bytes[this.at + 1] === BANG) throw this.#refusal('contains a DTD or a broken comment');
      this.#hasLostTrack = true;
      this.at += 1;
      return 0;
    }
    this.#pass(this.at, end);
    this.at = end;
    return 0;
  }

  #refusal(what: string): LotwatchError {
    return new LotwatchError('source', `${this.#file} ${what}, so it is not a feed. Nothing was changed.`);
  }

  #isRecord(): boolean {
    const last = this.#path.length - 1;
    const name = this.#path[last];
    const isPlace = this.#hasLostTrack || (this.#depth === last && this.#matched === last);
    return isPlace && name !== undefined && hasName(this.window.bytes, this.at + 1, this.window.end, name);
  }

  /** Follows the tags around the records. */
  #pass(start: number, end: number): void {
    const { bytes } = this.window;
    const second = bytes[start + 1];
    if (second === BANG || second === QUESTION) return;
    if (second === SLASH) {
      this.#depth -= 1;
      this.#matched = Math.min(this.#matched, this.#depth);
      const root = this.#path[0];
      this.isDone = this.#hasLostTrack
        ? root !== undefined && hasName(bytes, start + 2, end, root)
        : this.#depth <= 0;
    } else if (!isEmptyTag(bytes, end)) {
      const name = this.#path[this.#depth];
      const fits =
        this.#matched === this.#depth && name !== undefined && hasName(bytes, start + 1, end, name);
      if (fits) this.#matched += 1;
      this.#depth += 1;
    }
  }

  #element(position: number): number {
    const { bytes, end: limit, atEnd, fileBytes } = this.window;
    const until = Math.min(limit, this.at + this.#budget.limit(fileBytes));
    const end = elementEnd(bytes, this.at, until);
    if (end === NEEDS_MORE && !atEnd && until === limit) return -1;
    if (end >= 0) return this.#record(position, end, SOUND);
    // It does not close, or is too long. Go on at the next one; where we then stand is no longer sure.
    this.#hasLostTrack = true;
    this.#budget.waste((end === NEEDS_MORE ? until : unclosedAt()) - this.at);
    const state = end === NEEDS_MORE && until < limit ? TOO_LONG : CUT_OFF;
    return this.#record(position, this.#nextStart(), state);
  }

  #nextStart(): number {
    const { bytes, end: limit } = this.window;
    const name = this.#path.at(-1) ?? this.#start;
    for (
      let at = bytes.indexOf(this.#start, this.at + 1);
      at >= 0 && at < limit;
      at = bytes.indexOf(this.#start, at + 1)
    ) {
      if (hasName(bytes, at + 1, limit, name)) return at;
    }
    return limit;
  }

  #record(position: number, end: number, state: number): number {
    // A root that is the vehicle itself has no tag after it.
    if (this.#path.length === 1) this.isDone = true;
    return this.take(position, end, end, state);
  }
}
