import { recordText } from '../decode.ts';
import { isJsonSpace, objectEnd, skipSpace } from './bounds.ts';
import { ENTRIES, JsonPlace, PASSED, type JsonPath } from './place.ts';
import { isRecord } from '../../parse/flatten.ts';

/** Records whose keys together are the columns of a JSON file, at most: those of its first megabyte. */
const SAMPLED_RECORDS = 2_000;
/** Lists kept apart; a feed has a handful, and each is read. */
const MOST_LISTS = 200;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;

/** One way to read the file: where its records are, and the first of them. */
export type Candidate = {
  readonly kind: 'list' | 'lines' | 'sequence';
  readonly path: JsonPath;
  /** Read on demand: a file may have many lists. */
  readonly sample: () => Sample;
};

export type Sample = readonly Readonly<Record<string, unknown>>[];

/** The ways a JSON text can hold vehicles, the likelier first: lines of objects, or a list at any depth. */
export function* candidates(bytes: Buffer, from: number, limit: number): Generator<Candidate> {
  const start = skipSpace(bytes, from, limit);
  if (bytes[start] === OPEN_BRACE) {
    const end = objectEnd(bytes, start, limit);
    const next = end < 0 ? limit : skipSpace(bytes, end, limit);
    const isOneLine = end >= 0 && !bytes.subarray(start, end).includes(10);
    const root = (): Candidate => ({
      kind: isOneLine ? 'lines' : 'sequence',
      path: [],
      sample: () => sampleOf(bytes, start, limit, []),
    });
    if (next < limit && bytes[next] === OPEN_BRACE) {
      yield root();
      return;
    }
    yield* lists(bytes, start, limit);
    if (end >= 0) yield root();
    return;
  }
  yield* lists(bytes, start, limit);
}

function* lists(bytes: Buffer, start: number, limit: number): Generator<Candidate> {
  for (const path of listPaths(bytes, start, limit))
    yield { kind: 'list', path, sample: () => sampleOf(bytes, start, limit, path) };
}

/** Paths of the entries of every list of objects, outermost and earliest first. */
function listPaths(bytes: Buffer, start: number, limit: number): Iterable<JsonPath> {
  const found = new Map<string, JsonPath>();
  const place = new JsonPlace(null);
  let at = start;
  while (found.size < MOST_LISTS) {
    const step = place.step(bytes, at, limit);
    if (step !== PASSED) break;
    at = place.at;
    if (bytes[at - 1] !== OPEN_BRACKET || !place.isInList) continue;
    const path = [...place.path, ENTRIES];
    if (bytes[skipSpace(bytes, at, limit)] === OPEN_BRACE) found.set(path.join('\n'), path);
  }
  // A list inside the entries of another comes after it, however early it stands.
  return [...found.values()].sort((a, b) => a.length - b.length);
}

/** The first records at the path that are at hand and can be parsed. */
function sampleOf(bytes: Buffer, start: number, limit: number, path: JsonPath): Sample {
  const sample: Readonly<Record<string, unknown>>[] = [];
  const place = new JsonPlace(path);
  let at = start;
  while (sample.length < SAMPLED_RECORDS) {
    const step = place.step(bytes, at, limit);
    at = place.at;
    if (step === PASSED) continue;
    if (at >= limit || bytes[at] !== OPEN_BRACE) break;
    const end = objectEnd(bytes, at, limit);
    if (end < 0) break;
    const value = parsed(recordText(bytes, at, end));
    if (isRecord(value)) sample.push(value);
    at = end;
    while (at < limit && isJsonSpace(bytes[at] ?? 0)) at += 1;
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
