import { LotwatchError } from '../../../shared/result.ts';
import type { ByteWindow } from '../byte-window.ts';
import { NEEDS_MORE } from '../quoted-end.ts';
import {
  allocateRecords, BATCH_RECORDS, CUT_OFF, MAX_RECORD_BYTES, SOUND, TOO_LONG, type Records, type Scanner,
} from '../records.ts'; // prettier-ignore
import { hashRange, type HashSeed } from '../row-hash.ts';
import { VainBudget } from '../vain-budget.ts';
import { elementEnd, hasName, isEmptyTag, markupEnd, unclosedAt } from './bounds.ts';

const LESS = 60;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;

/** Cuts the elements that stand at one path of an XML file into records, from tag to tag, and hashes them. */
export class ElementScanner implements Scanner {
  readonly records: Records = allocateRecords();
  readonly #window: ByteWindow;
  readonly #file: string;
  readonly #seed: HashSeed;
  /** Names as written, from the root to the record. */
  readonly #path: readonly Buffer[];
  readonly #start: Buffer;
  #at: number;
  #depth = 0;
  /** How many of the open elements are those of the path. */
  #matched = 0;
  readonly #budget = new VainBudget();
  #hasLostTrack = false;
  #isDone = false;

  /** Starts at the window's `start`, before the root element. */
  constructor(window: ByteWindow, file: string, path: readonly string[], seed: HashSeed) {
    this.#window = window;
    this.#file = file;
    this.#seed = seed;
    this.#path = path.map((name) => Buffer.from(name));
    this.#start = Buffer.from(`<${path.at(-1) ?? ''}`);
    this.#at = window.start;
  }

  /** @throws LotwatchError `source` when the file ends before its root element does, or holds a DTD. */
  scan(): number {
    this.#window.start = this.#at;
    let count = 0;
    while (count < BATCH_RECORDS && !this.#isDone) {
      const found = this.#next(count);
      if (found > 0) count += 1;
      if (found >= 0) continue;
      if (count > 0) return count;
      if (!this.#fill() && this.#at >= this.#window.end) this.#end();
    }
    return count;
  }

  #fill(): boolean {
    this.#window.start = this.#at;
    const more = this.#window.fill();
    this.#at = this.#window.start;
    return more;
  }

  #end(): void {
    this.#isDone = true;
    if (this.#hasLostTrack) return;
    throw new LotwatchError(
      'source',
      `${this.#file} ends in the middle: its last closing tag is missing. It is still being written, or its download broke off. Nothing was changed.`,
    );
  }

  /** Passes the next markup: 1 if it was a record, 0 if not, -1 if bytes are missing to tell. */
  #next(position: number): number {
    const { bytes, end: limit, atEnd } = this.#window;
    const found = bytes.indexOf(LESS, this.#at);
    this.#at = found < 0 || found >= limit ? limit : found;
    if (this.#at >= limit) return -1;
    if (this.#isRecord()) return this.#element(position);
    const end = markupEnd(bytes, this.#at, limit);
    if (end === NEEDS_MORE) {
      if (!atEnd && limit - this.#at <= MAX_RECORD_BYTES) return -1;
      if (!atEnd) throw this.#refusal('contains a tag or a comment longer than 1 MiB');
      this.#at = limit;
      return -1;
    }
    if (end < 0) {
      if (bytes[this.#at + 1] === BANG) throw this.#refusal('contains a DTD or a broken comment');
      this.#hasLostTrack = true;
      this.#at += 1;
      return 0;
    }
    this.#pass(this.#at, end);
    this.#at = end;
    return 0;
  }

  #refusal(what: string): LotwatchError {
    return new LotwatchError('source', `${this.#file} ${what}, so it is not a feed. Nothing was changed.`);
  }

  #isRecord(): boolean {
    const last = this.#path.length - 1;
    const name = this.#path[last];
    const isPlace = this.#hasLostTrack || (this.#depth === last && this.#matched === last);
    return (
      isPlace && name !== undefined && hasName(this.#window.bytes, this.#at + 1, this.#window.end, name)
    );
  }

  /** Follows the tags around the records. */
  #pass(start: number, end: number): void {
    const { bytes } = this.#window;
    const second = bytes[start + 1];
    if (second === BANG || second === QUESTION) return;
    if (second === SLASH) {
      this.#depth -= 1;
      this.#matched = Math.min(this.#matched, this.#depth);
      const root = this.#path[0];
      this.#isDone = this.#hasLostTrack
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
    const { bytes, end: limit, atEnd, fileBytes } = this.#window;
    const until = Math.min(limit, this.#at + this.#budget.limit(fileBytes));
    const end = elementEnd(bytes, this.#at, until);
    if (end === NEEDS_MORE && !atEnd && until === limit) return -1;
    if (end >= 0) return this.#take(position, end, SOUND);
    // It does not close, or is too long. Go on at the next one; where we then stand is no longer sure.
    this.#hasLostTrack = true;
    this.#budget.waste((end === NEEDS_MORE ? until : unclosedAt()) - this.#at);
    const state = end === NEEDS_MORE && until < limit ? TOO_LONG : CUT_OFF;
    return this.#take(position, this.#nextStart(), state);
  }

  #nextStart(): number {
    const { bytes, end: limit } = this.#window;
    const name = this.#path.at(-1) ?? this.#start;
    for (
      let at = bytes.indexOf(this.#start, this.#at + 1);
      at >= 0 && at < limit;
      at = bytes.indexOf(this.#start, at + 1)
    ) {
      if (hasName(bytes, at + 1, limit, name)) return at;
    }
    return limit;
  }

  #take(position: number, end: number, state: number): number {
    const { starts, ends, nexts, states, low, high } = this.records;
    starts[position] = this.#at;
    ends[position] = end;
    nexts[position] = end;
    states[position] = state;
    hashRange(this.#window.view, this.#at, end, this.#seed, low, high, position);
    this.#at = end;
    // A root that is the vehicle itself has no tag after it.
    if (this.#path.length === 1) this.#isDone = true;
    return 1;
  }
}
