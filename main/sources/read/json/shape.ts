import { recordText } from '../decode.ts';
import { objectEnd, skipSpace } from './bounds.ts';
import { isVinLike } from '../../suggest/judges.ts';
import { BY_VIN, ENTRIES, isNumberKey, isVinKey, KEYED, NUMBERED, type JsonPath } from './path.ts';
import { BROKEN, JsonPlace, PARENT, RECORD, SIBLING } from './place.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';
import { parseJson } from './lenient.ts';
import { isRecord } from '../../parse/flatten.ts';

/** Records whose keys together are the columns of a JSON file, at most: those of its first megabyte. */
const SAMPLED_RECORDS = 2_000;
/** Lists kept apart; a feed has a handful, and each is read. */
const MOST_LISTS = 200;
/** Objects that may be lists whose entries have keys. */
const MOST_KEYED = 1_000;
const COMMA = 44;
const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const CLOSE_BRACE = 125;
const CLOSE_BRACKET = 93;

/** One way to read the file: where its records are, and the first of them. */
export type Candidate = {
  readonly kind: 'list' | 'lines' | 'sequence';
  readonly path: JsonPath;
  /** The keys of the records are VINs. */
  readonly isVinKeyed: boolean;
  /** Read on demand: a file may have many lists. */
  readonly sample: () => Sample;
};

export type JsonRecord = Readonly<Record<string, unknown>>;
export type Sample = readonly JsonRecord[];

export type JsonShape = {
  /** The ways a JSON text can hold vehicles, the likelier first: lines of objects, or a list at any depth. */
  readonly candidates: () => Iterable<Candidate>;
  /** Where lists without entries are. */
  readonly empty: () => readonly JsonPath[];
};

/** What the bytes at hand show; each part is looked for once, when it is asked for. */
export function shapeOf(bytes: Buffer, from: number, limit: number): JsonShape {
  const start = skipSpace(bytes, from, limit);
  const known = new Map<string, Candidate>();
  const at = (kind: Candidate['kind'], path: JsonPath, isVinKeyed = false): Candidate => {
    const key = JSON.stringify([kind, path]);
    const found = known.get(key) ?? {
      kind,
      path,
      isVinKeyed,
      sample: once(() => sampleOf(bytes, start, limit, path)),
    };
    known.set(key, found);
    return found;
  };
  const underKeys = ({ keyed }: Survey): Candidate[] =>
    keyed.map(({ path, isVin }) => at('list', path, isVin));
  const whole = once(() => survey(bytes, start, limit));

  function* inner(): Generator<Candidate> {
    const found = whole();
    yield* outermost([...found.lists.map((path) => at('list', path)), ...underKeys(found)]);
    for (const path of found.named) {
      const candidate = at('list', path);
      if (areVehicles(candidate.sample())) yield candidate;
    }
  }

  function* candidates(): Generator<Candidate> {
    const end = bytes[start] === OPEN_BRACE ? objectEnd(bytes, start, limit) : start;
    const after = end < 0 ? limit : skipSpace(bytes, end, limit);
    // "}, {" of a list without its brackets.
    const next = bytes[after] === COMMA ? skipSpace(bytes, after + 1, limit) : after;
    const isGlued = next < limit && (next !== after || !/[\r\n]/.test(bytes.toString('latin1', end, next)));
    const isOneLine = end >= 0 && !isGlued && !bytes.subarray(start, end).includes(10);
    const root = (): Candidate => at(isOneLine ? 'lines' : 'sequence', []);
    const isRootObject = bytes[start] === OPEN_BRACE;
    if (isRootObject && next < limit && bytes[next] === OPEN_BRACE) {
      // Each of several roots may be such a list, too, which as a whole would pass for one odd vehicle.
      yield* outermost(underKeys(survey(bytes, start, end)));
      yield root();
      yield* inner();
    } else {
      yield* inner();
      if (isRootObject && end >= 0) yield root();
    }
  }

  return { candidates, empty: () => whole().empty };
}

/** Calls `make` the first time only. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** A list inside the entries of another comes after it, however early it stands. */
const outermost = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.toSorted((a, b) => a.path.length - b.path.length);

/** Objects with a name of their own each are a list if every one has a VIN. */
function areVehicles(sample: Sample): boolean {
  // Its VIN may stand one object deeper: {"vehicle": {"vin": …}, "pricing": …}.
  const hasVin = (record: JsonRecord, depth = 0): boolean =>
    Object.values(record).some((value) =>
      typeof value === 'string' ? isVinLike(value) : depth === 0 && isRecord(value) && hasVin(value, 1),
    );
  return sample.length > 1 && sample.every((record) => hasVin(record));
}

type Survey = {
  readonly lists: readonly JsonPath[];
  readonly keyed: readonly { readonly path: JsonPath; readonly isVin: boolean }[];
  /** Objects of several objects whose keys say nothing. */
  readonly named: readonly JsonPath[];
  readonly empty: readonly JsonPath[];
};

/** What the first part of a text holds: paths of the entries of every list of objects, earliest first. */
function survey(bytes: Buffer, start: number, limit: number): Survey {
  const lists = new Map<string, JsonPath>();
  const groups = new Map<string, { around: JsonPath; members: number; vins: number; numbers: number }>();
  const empty: JsonPath[] = [];
  const place = new JsonPlace(null);
  let at = start;
  while (lists.size < MOST_LISTS) {
    const step = place.step(bytes, at, limit);
    if (step === NEEDS_MORE || step === BROKEN) break;
    at = place.at;
    const mark = bytes[at - 1];
    if (mark !== OPEN_BRACKET && mark !== OPEN_BRACE) continue;
    if (place.isInList !== (mark === OPEN_BRACKET)) continue;
    const { path } = place;
    const next = bytes[skipSpace(bytes, at, limit)];
    if (next === CLOSE_BRACKET || (next === CLOSE_BRACE && path.length > 0)) {
      if (empty.length < MOST_LISTS) empty.push([...path]);
    } else if (place.isInList) {
      if (next === OPEN_BRACE) lists.set(path.join('\n'), [...path, ENTRIES]);
    } else if (path.length > 0 && path.at(-1) !== ENTRIES) {
      const key = path.at(-1) ?? '';
      const group = path.slice(0, -1).join('\n');
      const known = groups.get(group) ?? { around: path.slice(0, -1), members: 0, vins: 0, numbers: 0 };
      if (groups.size < MOST_KEYED) groups.set(group, known);
      known.members += 1;
      if (isVinKey(key)) known.vins += 1;
      else if (isNumberKey(key)) known.numbers += 1;
    }
  }
  const all = [...groups.values()];
  const isNumbered = ({ members, vins, numbers }: (typeof all)[number]): boolean =>
    vins > 0 || numbers === members;
  return {
    lists: [...lists.values()],
    keyed: all
      .filter((group) => isNumbered(group))
      .map(({ around, vins }) => ({ path: [...around, vins > 0 ? BY_VIN : NUMBERED], isVin: vins > 0 })),
    named: all
      .filter((group) => !isNumbered(group) && group.members > 1 && !group.around.includes(ENTRIES))
      .slice(0, 20)
      .map(({ around }) => [...around, KEYED]),
    empty,
  };
}

/** What a walk over the first part of a text is told; objects that are not said to be passed are entered. */
export type HeadVisitor = {
  /** Parsed when asked for. */
  readonly onRecord: (record: () => JsonRecord | null) => void;
  readonly onSibling: (path: JsonPath, record: JsonRecord | null) => boolean;
  readonly onParent: (place: JsonPlace, at: number) => void;
};

/** Walks the records at a path that are at hand, and what is around them. */
export function walkHead(
  bytes: Buffer,
  start: number,
  limit: number,
  path: JsonPath,
  { onRecord, onSibling, onParent }: HeadVisitor,
  most = SAMPLED_RECORDS,
): void {
  const place = new JsonPlace(path);
  let at = skipSpace(bytes, start, limit);
  for (let records = 0; records < most;) {
    const step = place.step(bytes, at, limit);
    at = place.at;
    if (step === NEEDS_MORE || step === BROKEN) return;
    if (step === PARENT) {
      onParent(place, at);
      place.enter(true);
      at = place.at;
    } else if (step === RECORD || step === SIBLING) {
      const end = objectEnd(bytes, at, limit);
      if (end < 0) return;
      const from = at;
      const record = once(() => {
        const value = parsed(recordText(bytes, from, end));
        return isRecord(value) ? value : null;
      });
      if (step === SIBLING && !onSibling([...place.path, place.segment], record())) {
        place.enter(false);
        at = place.at;
        continue;
      }
      records += 1;
      onRecord(record);
      at = end;
    }
  }
}

/** The first records at the path that are at hand and can be parsed. */
function sampleOf(bytes: Buffer, start: number, limit: number, path: JsonPath): Sample {
  const sample: JsonRecord[] = [];
  walkHead(bytes, start, limit, path, {
    onRecord: (record) => {
      const value = record();
      if (value !== null) sample.push(value);
    },
    onSibling: () => false,
    onParent: () => undefined,
  });
  return sample;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return null; // its turn to be reported comes when the rows are read
  }
}
