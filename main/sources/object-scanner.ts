import type { ByteWindow } from './byte-window.ts';
import { firstKey, nextObject, objectEnd } from './json-bounds.ts';
import { NEEDS_MORE, UNCLOSED } from './quoted-end.ts';
import {
  allocateRecords, BATCH_RECORDS, CUT_OFF, MAX_RECORD_BYTES, SOUND, TOO_LONG, type Records, type Scanner,
} from './records.ts'; // prettier-ignore
import { hashRange, type HashSeed } from './row-hash.ts';

const OPEN_BRACE = 123;
const CLOSE_BRACKET = 93;
/** How far the limit may shrink when objects never close: each of them is read that far in vain. */
const SMALLEST_LIMIT = 1 << 16;

/** Cuts a list of JSON objects into records, from one brace to its partner, and hashes them. */
export class ObjectScanner implements Scanner {
  readonly records: Records = allocateRecords();
  readonly #window: ByteWindow;
  readonly #seed: HashSeed;
  readonly #key: Buffer | null;
  #at: number;
  #limit = MAX_RECORD_BYTES;
  #hasLostTrack = false;
  #isDone = false;

  /** Starts at the window's `start`, which is the first object. */
  constructor(window: ByteWindow, seed: HashSeed) {
    this.#window = window;
    this.#seed = seed;
    this.#at = window.start;
    this.#key = firstKey(window.bytes, window.start, window.end);
  }

  scan(): number {
    this.#window.start = this.#at;
    let count = 0;
    while (count < BATCH_RECORDS && !this.#isDone) {
      if (!this.#seekObject()) {
        if (count > 0 || this.#isDone || !this.#fill()) return count;
        continue;
      }
      if (this.#next(count)) count += 1;
      else if (count > 0) return count;
      else this.#fill();
    }
    return count;
  }

  #fill(): boolean {
    this.#window.start = this.#at;
    const more = this.#window.fill();
    this.#at = this.#window.start;
    return more;
  }

  /** Moves to the next opening brace; false if there is none at hand or the list has ended. */
  #seekObject(): boolean {
    const { bytes, end } = this.#window;
    for (; this.#at < end; this.#at += 1) {
      const byte = bytes[this.#at];
      if (byte === OPEN_BRACE) return true;
      // After a broken object the bracket may belong to a list inside it.
      if (byte === CLOSE_BRACKET && !this.#hasLostTrack) {
        this.#isDone = true;
        return false;
      }
    }
    return false;
  }

  /** Takes in the object at `#at`; false if bytes are missing to tell where it ends. */
  #next(position: number): boolean {
    const { bytes, end: limit, atEnd } = this.#window;
    const end = objectEnd(bytes, this.#at, limit);
    if (end === NEEDS_MORE && !atEnd && limit - this.#at <= this.#limit) return false;
    if (end >= 0 && end - this.#at <= this.#limit) {
      this.#take(position, end, SOUND);
      return true;
    }
    // It does not close. Go on at the next object that looks like the first one.
    this.#hasLostTrack = true;
    this.#limit = Math.max(SMALLEST_LIMIT, this.#limit >> 1);
    const next = this.#key === null ? -1 : nextObject(bytes, this.#at + 1, limit, this.#key);
    const state = end === UNCLOSED || atEnd ? CUT_OFF : TOO_LONG;
    this.#take(position, next < 0 ? (end >= 0 ? end : limit) : next, state);
    return true;
  }

  #take(position: number, end: number, state: number): void {
    const { starts, ends, nexts, states, low, high } = this.records;
    starts[position] = this.#at;
    ends[position] = end;
    nexts[position] = end;
    states[position] = state;
    hashRange(this.#window.view, this.#at, end, this.#seed, low, high, position);
    this.#at = end;
  }
}
