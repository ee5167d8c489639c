import { NEEDS_MORE, UNCLOSED } from '../delimited/quoted-end.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const DEEPEST = 256;

const openers = new Uint8Array(DEEPEST);
let stopped = 0;

/** How far the last {@link objectEnd} came that answered UNCLOSED. */
export const unclosedAt = (): number => stopped;

/**
 * The position after the object (or array) that starts at `start`; {@link NEEDS_MORE} if it goes on after `limit`,
 * {@link UNCLOSED} if its brackets do not match, so that it cannot be JSON.
 */
export function objectEnd(bytes: Buffer, start: number, limit: number): number {
  let depth = 0;
  for (let i = start; i < limit; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === QUOTE) {
      i += 1;
      while (i < limit && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1;
      if (i >= limit) return NEEDS_MORE;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (depth >= DEEPEST) return broken(i);
      openers[depth] = byte;
      depth += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      // Brace and bracket codes of a pair differ by two.
      if (depth < 0 || openers[depth] !== byte - 2) return broken(i);
      if (depth === 0) return i + 1;
    }
  }
  return NEEDS_MORE;
}

function broken(at: number): number {
  stopped = at;
  return UNCLOSED;
}

/** True for the white space of JSON. */
function isJsonSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** First position from `at` on that is no white space, at most `limit`. */
export function skipSpace(bytes: Buffer, at: number, limit: number): number {
  let i = at;
  while (i < limit && isJsonSpace(bytes[i] ?? 0)) i += 1;
  return i;
}

/** The bytes of an object's first key with its quotes ('"vin"'): how the next object is recognised. */
export function firstKey(bytes: Buffer, object: number, limit: number): Buffer | null {
  const key = skipSpace(bytes, object + 1, limit);
  if (bytes[key] !== QUOTE) return null;
  const close = bytes.indexOf(QUOTE, key + 1);
  return close < 0 || close >= limit ? null : Buffer.from(bytes.subarray(key, close + 1));
}

/** Where the next object that begins with `key` starts, or -1. */
export function nextObject(bytes: Buffer, from: number, limit: number, key: Buffer): number {
  for (let at = bytes.indexOf(key, from); at >= 0 && at < limit; at = bytes.indexOf(key, at + 1)) {
    let brace = at - 1;
    while (brace >= from && isJsonSpace(bytes[brace] ?? 0)) brace -= 1;
    if (brace >= from && bytes[brace] === OPEN_BRACE) return brace;
  }
  return -1;
}
