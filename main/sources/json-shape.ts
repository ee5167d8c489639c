import { recordText } from './decode.ts';
import { isJsonSpace, objectEnd, objectLists, skipSpace } from './json-bounds.ts';
import { isRecord } from './parse/flatten.ts';

/** Records whose keys together are the columns of a JSON file. */
const SAMPLED_RECORDS = 100;
const OPEN_BRACE = 123;
const COMMA = 44;

/** One way to read the file: where its first object is, and the first records found from there. */
export type Candidate = {
  readonly kind: 'list' | 'lines' | 'sequence';
  readonly start: number;
  readonly sample: readonly Readonly<Record<string, unknown>>[];
};

/** The ways a JSON text can hold vehicles, the likelier first: lines of objects, or a list at any depth. */
export function* candidates(bytes: Buffer, from: number, limit: number): Generator<Candidate> {
  const start = skipSpace(bytes, from, limit);
  if (bytes[start] !== OPEN_BRACE) {
    for (const first of objectLists(bytes, start, limit))
      yield { kind: 'list', start: first, sample: sampleOf(bytes, first, limit) };
    return;
  }
  const end = objectEnd(bytes, start, limit);
  const next = end < 0 ? limit : skipSpace(bytes, end, limit);
  const isOneLine = end >= 0 && !bytes.subarray(start, end).includes(10);
  const root: Candidate = {
    kind: isOneLine ? 'lines' : 'sequence',
    start,
    sample: sampleOf(bytes, start, limit),
  };
  if (next < limit && bytes[next] === OPEN_BRACE) {
    yield root;
    return;
  }
  for (const first of objectLists(bytes, start, limit))
    yield { kind: 'list', start: first, sample: sampleOf(bytes, first, limit) };
  if (end >= 0) yield root;
}

/** The first objects from `start` on that are at hand and can be parsed. */
function sampleOf(
  bytes: Buffer,
  start: number,
  limit: number,
): readonly Readonly<Record<string, unknown>>[] {
  const sample: Readonly<Record<string, unknown>>[] = [];
  let at = start;
  while (sample.length < SAMPLED_RECORDS && at < limit && bytes[at] === OPEN_BRACE) {
    const end = objectEnd(bytes, at, limit);
    if (end < 0) break;
    const value = parsed(recordText(bytes, at, end));
    if (isRecord(value)) sample.push(value);
    at = end;
    while (at < limit && (isJsonSpace(bytes[at] ?? 0) || bytes[at] === COMMA)) at += 1;
  }
  return sample;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // its turn to be reported comes when the rows are read
  }
}
