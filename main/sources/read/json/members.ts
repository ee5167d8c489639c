import { flatten, isRecord } from '../../parse/flatten.ts';
import { recordText } from '../decode.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';
import { objectEnd, skipSpace } from './bounds.ts';
import { parseJson } from './lenient.ts';
import { isNumberKey, isVinKey } from './path.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const COMMA = 44;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
/** An object inside that is longer says more than a name or an address. */
const LONGEST_INNER = 4096;
const MOST_MEMBERS = 200;
const LONGEST_TEXT = 500;

export type Members = {
  /** Texts, numbers and truths by key; of an object inside by its path ("dealer.name"). */
  readonly said: ReadonlyMap<string, string>;
  /** False: the bytes at hand ended before the object did. */
  readonly isWhole: boolean;
};

/** What the object that starts at `start` says itself, lists and what is in them left out. */
export function membersOf(bytes: Buffer, start: number, limit: number): Members {
  const said = new Map<string, string>();
  let at = start + 1;
  while (said.size < MOST_MEMBERS) {
    at = skipSpace(bytes, at, limit);
    if (at >= limit) return { said, isWhole: false };
    if (bytes[at] === COMMA) {
      at += 1;
      continue;
    }
    const keyEnd = bytes[at] === QUOTE ? textEnd(bytes, at, limit) : -1;
    const colon = keyEnd < 0 ? limit : skipSpace(bytes, keyEnd, limit);
    const value = skipSpace(bytes, colon + 1, limit);
    // Its end, or no JSON.
    if (keyEnd < 0) return { said, isWhole: bytes[at] !== QUOTE };
    if (value >= limit) return { said, isWhole: false };
    if (bytes[colon] !== COLON) return { said, isWhole: true };
    const end = valueEnd(bytes, value, limit);
    if (end < 0) return { said, isWhole: end !== NEEDS_MORE };
    const key = bytes.toString('utf8', at + 1, keyEnd - 1);
    // What stands under a VIN or a number is an entry.
    const isEntry = bytes[value] === OPEN_BRACE && (isVinKey(key) || isNumberKey(key));
    if (bytes[value] !== OPEN_BRACKET && !isEntry && end - value <= LONGEST_INNER)
      tell(said, key, recordText(bytes, value, end));
    at = end;
  }
  return { said, isWhole: true };
}

function tell(said: Map<string, string>, key: string, text: string): void {
  const put = (path: string, value: string): void => {
    if (value.trim() !== '' && value.length <= LONGEST_TEXT) said.set(path, value);
  };
  try {
    const value = parseJson(text);
    if (isRecord(value))
      flatten(value, (path, inner, isListed) => !isListed && put(`${key}.${path}`, inner));
    else flatten({ [key]: value }, (path, inner) => put(path, inner));
  } catch {
    // No JSON: it says nothing.
  }
}

function valueEnd(bytes: Buffer, start: number, limit: number): number {
  const byte = bytes[start];
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return objectEnd(bytes, start, limit);
  if (byte === QUOTE) return textEnd(bytes, start, limit);
  let at = start;
  while (at < limit && ![COMMA, 125, 93, 10, 13].includes(bytes[at] ?? 0)) at += 1;
  return at < limit ? at : NEEDS_MORE;
}

/** The position after the text that starts at `start`. */
export function textEnd(bytes: Buffer, start: number, limit: number): number {
  let at = start + 1;
  while (at < limit && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at < limit ? at + 1 : NEEDS_MORE;
}
