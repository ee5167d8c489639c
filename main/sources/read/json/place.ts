import { skipSpace } from './bounds.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';
import { ENTRIES, isKeyed, isOnTarget, type JsonPath } from './path.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const CLOSE_BRACE = 125;
/** Lists and objects nested deeper around the records are no feed. */
const DEEPEST = 128;

/** What {@link JsonPlace.step} found. */
const PASSED = 0;
export const RECORD = 1;
export const ROOT_CLOSED = 2;
export const BROKEN = 3;
/** An object around records: what it says holds for them. Go on with {@link JsonPlace.enter}. */
export const PARENT = 4;
/** An object where records would be if keys on the way had other names. Go on as with a record, or enter it. */
export const SIBLING = 5;

/** Told of every key with a value or an object; false = bytes are missing to tell. */
export type KeyWatch = (
  path: JsonPath,
  key: string,
  bytes: Buffer,
  value: number,
  limit: number,
) => boolean;

/** Follows a JSON text from mark to mark and knows at which path it stands. */
export class JsonPlace {
  readonly #target: JsonPath | null;
  readonly #watch: KeyWatch | null;
  /** Closing bytes of what is open. */
  readonly #closers: number[] = [];
  /** Keys that led into what is open; the root has none. */
  readonly #path: string[] = [];
  #key = '';
  #matched = 0;
  /** How many of the matched have another name than the target. */
  #loose = 0;
  readonly #isLooseAt: boolean[] = [];
  /** After {@link step}: where the next mark may be. */
  at = 0;
  /** Another number whenever something was opened or closed. */
  version = 0;

  /**
   * @param target the path of the records; null = every object is entered
   * @param watch told of the keys outside of records
   */
  constructor(target: JsonPath | null, watch: KeyWatch | null = null) {
    this.#target = target;
    this.#watch = watch;
  }

  /** Path of what is open. */
  get path(): JsonPath {
    return this.#path;
  }

  /** What leads to the object at hand: its key, or that it is an entry. */
  get segment(): string {
    return this.isInList ? ENTRIES : this.#key;
  }

  get isInList(): boolean {
    return this.#closers.at(-1) === CLOSE_BRACKET;
  }

  /** Whether a root is open. */
  get isOpen(): boolean {
    return this.#closers.length > 0;
  }

  /**
   * Passes one mark at or after `from`, setting {@link at}: {@link RECORD} if an object at the wanted path starts at
   * `at`, which is not passed then, nor are {@link SIBLING} and {@link PARENT}; NEEDS_MORE if the bytes at hand end first.
   */
  step(bytes: Buffer, from: number, limit: number): number {
    let i = from;
    while (i < limit && !isMark(bytes[i] ?? 0)) i += 1;
    this.at = i;
    if (i >= limit) return NEEDS_MORE;
    const byte = bytes[i] ?? 0;
    if (byte === QUOTE) return this.#text(bytes, i, limit);
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return this.#open(byte);
    this.at = i + 1;
    if (this.#closers.pop() !== byte) return BROKEN;
    this.version += 1;
    this.#path.length = Math.max(0, this.#closers.length - 1);
    while (this.#matched > this.#path.length) {
      this.#matched -= 1;
      if (this.#isLooseAt[this.#matched] === true) this.#loose -= 1;
    }
    return this.#closers.length === 0 ? ROOT_CLOSED : PASSED;
  }

  #text(bytes: Buffer, start: number, limit: number): number {
    let i = start + 1;
    while (i < limit && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
    const next = skipSpace(bytes, i + 1, limit);
    if (next >= limit) return NEEDS_MORE;
    if (bytes[next] === COLON && !this.isInList) {
      const key = bytes.toString('utf8', start + 1, i);
      if (this.#watch !== null) {
        const value = skipSpace(bytes, next + 1, limit);
        if (value >= limit || !this.#watch(this.#path, key, bytes, value, limit)) return NEEDS_MORE;
      }
      this.#key = key;
    }
    this.at = next;
    return PASSED;
  }

  #open(byte: number): number {
    if (this.#closers.length >= DEEPEST) return BROKEN;
    const target = this.#target;
    const isRoot = this.#closers.length === 0;
    const at = this.#path.length;
    const isOnPath =
      target !== null && this.#matched === at && (isRoot || isOnTarget(target[at], this.segment));
    if (isOnPath && byte === OPEN_BRACE) {
      if (at + (isRoot ? 0 : 1) !== target.length) return PARENT;
      return this.#loose > 0 || (!isRoot && this.#isLoose(at)) ? SIBLING : RECORD;
    }
    this.#push(byte, isOnPath);
    return PASSED;
  }

  /** Goes into the object at hand; `isOnPath` false: it turned out to be no part of the way to records. */
  enter(isOnPath: boolean): void {
    this.#push(OPEN_BRACE, isOnPath);
  }

  #push(byte: number, isOnPath: boolean): void {
    if (this.#closers.length > 0) {
      const at = this.#path.length;
      if (isOnPath) {
        this.#isLooseAt[at] = this.#isLoose(at);
        if (this.#isLooseAt[at]) this.#loose += 1;
        this.#matched += 1;
      }
      this.#path.push(this.segment);
    }
    this.version += 1;
    this.#closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
    this.at += 1;
  }

  #isLoose(at: number): boolean {
    const wanted = this.#target?.[at];
    return !isKeyed(wanted) && wanted !== this.segment;
  }
}

function isMark(byte: number): boolean {
  return (
    byte === QUOTE ||
    byte === OPEN_BRACE ||
    byte === OPEN_BRACKET ||
    byte === CLOSE_BRACE ||
    byte === CLOSE_BRACKET
  );
}
