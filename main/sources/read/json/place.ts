import { skipSpace } from './bounds.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';

/** Stands for "the entries of this list" in a {@link JsonPath}. */
export const ENTRIES = '[]';

/** Keys from the root to the records: `['data', 'results', '[]']`; `[]` alone for objects that stand at the root. */
export type JsonPath = readonly string[];

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
export const PASSED = 0;
export const RECORD = 1;
export const ROOT_CLOSED = 2;
export const BROKEN = 3;

/** Follows a JSON text from mark to mark and knows at which path it stands. */
export class JsonPlace {
  readonly #target: JsonPath | null;
  /** Closing bytes of what is open. */
  readonly #closers: number[] = [];
  /** Keys that led into what is open; the root has none. */
  readonly #path: string[] = [];
  #key = '';
  #matched = 0;
  /** After {@link step}: where the next mark may be. */
  at = 0;

  /** @param target the path of the records; null = every object is entered */
  constructor(target: JsonPath | null) {
    this.#target = target;
  }

  /** Path of what is open. */
  get path(): JsonPath {
    return this.#path;
  }

  get isInList(): boolean {
    return this.#closers.at(-1) === CLOSE_BRACKET;
  }

  /**
   * Passes one mark at or after `from`, setting {@link at}: {@link RECORD} if an object at the wanted path starts at
   * `at`, which is not passed then; NEEDS_MORE if the bytes at hand end first.
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
    this.#path.length = Math.max(0, this.#closers.length - 1);
    this.#matched = Math.min(this.#matched, this.#path.length);
    return this.#closers.length === 0 ? ROOT_CLOSED : PASSED;
  }

  #text(bytes: Buffer, start: number, limit: number): number {
    let i = start + 1;
    while (i < limit && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
    const next = skipSpace(bytes, i + 1, limit);
    if (next >= limit) return NEEDS_MORE;
    if (bytes[next] === COLON && !this.isInList) this.#key = bytes.toString('utf8', start + 1, i);
    this.at = next;
    return PASSED;
  }

  #open(byte: number): number {
    const depth = this.#closers.length;
    if (depth >= DEEPEST) return BROKEN;
    const segment = this.isInList ? ENTRIES : this.#key;
    const target = this.#target;
    const steps = depth === 0 ? 0 : 1;
    const isOnPath =
      target !== null &&
      this.#matched === this.#path.length &&
      (steps === 0 || target[this.#path.length] === segment);
    if (isOnPath && byte === OPEN_BRACE && this.#path.length + steps === target.length) return RECORD;
    if (steps === 1) {
      this.#path.push(segment);
      if (isOnPath) this.#matched += 1;
    }
    this.#closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
    this.at += 1;
    return PASSED;
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

/** "data.results" or "data.results[]" as a path; null where nothing is said. */
export function pathOf(text: string | null | undefined): JsonPath | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  const path = text
    .trim()
    .replace(/^\$\.?/, '')
    .replaceAll('[*]', ENTRIES)
    .split('.')
    .flatMap((part) => part.replaceAll(ENTRIES, `.${ENTRIES}`).split('.'))
    .filter((part) => part !== '');
  return path.at(-1) === ENTRIES ? path : [...path, ENTRIES];
}

/** How a person writes a path. */
export const pathText = (path: JsonPath): string =>
  path.join('.').replaceAll(`.${ENTRIES}`, ENTRIES) || 'the root';
