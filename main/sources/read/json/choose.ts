import { LotwatchError } from '../../../../shared/result.ts';
import { CellMaker, columnsOf, flatten, isRecord } from '../../parse/flatten.ts';
import { resolveLayout, type Layout } from '../../parse/layout.ts';
import type { ReadSettings } from '../../snapshot.ts';
import { recordText } from '../decode.ts';
import { lookedAt, ProposedVinColumn, resolveByContent } from '../find-vin.ts';
import type { OpenedFile } from '../opened-file.ts';
import { withFacts, type FactPlan } from '../parent-facts.ts';
import { sectionOfPath } from '../section-names.ts';
import { parseJson } from './lenient.ts';
import { membersOf } from './members.ts';
import { ofColumns } from './not-vehicles.ts';
import { isKeyed, isSiblingPath, isVinKey, pathOf, pathText, type JsonPath } from './path.ts';
import {
  shapeOf,
  walkHead,
  type Candidate,
  type JsonRecord,
  type JsonShape,
  type Sample,
} from './shape.ts';
import { isAside, refusal, refuseWhatIsLeft } from './refusal.ts';
import { factsOf } from './surroundings.ts';

/** Of the columns that are read, those that another list must have to be more of the same. */
const SAME_COLUMNS = 0.5;

export type Choice = {
  readonly candidate: Candidate;
  readonly sample: Sample;
  readonly layout: Layout;
  readonly plan: FactPlan;
  readonly notes: readonly string[];
  /** See `ObjectPlace.isSibling`. */
  readonly isSibling: (path: JsonPath, bytes: Buffer, start: number, end: number) => boolean;
};

type Found = { readonly candidate: Candidate; readonly layout: Layout };

/** The first way to read the file that gives a VIN column; else the complaint about the first way tried. */
export function choose(opened: OpenedFile, settings: ReadSettings): Choice {
  const { window } = opened;
  const shape = shapeOf(window.bytes, window.start, window.end);
  const wanted = pathOf(settings.rowsPath);
  const named = byName(shape, settings, wanted);
  // A column that a person named may be what stands around the list.
  const { chosen, others } = named.chosen === null ? byName(shape, onlyVin(settings), wanted) : named;
  const found = chosen ?? byContent(opened, shape, settings, wanted);
  refuseWhatIsLeft(opened, shape, found.candidate);
  return complete(opened, settings, found, others, wanted !== null);
}

/** The ways that give a VIN column by its name; of lists side by side, one of vehicles on the lot comes first. */
function byName(
  { candidates }: JsonShape,
  settings: ReadSettings,
  wanted: JsonPath | null,
): { readonly chosen: Found | null; readonly others: readonly Candidate[] } {
  const found: Found[] = [];
  const others: Candidate[] = [];
  for (const candidate of candidates()) {
    const before = found.at(-1)?.candidate ?? null;
    if (!isWanted(candidate, wanted) || (before !== null && isWithin(candidate.path, before.path)))
      continue;
    const isRival = before !== null && isSiblingPath(before.path, candidate.path);
    if (isRival && (!isAside(before.path) || isAside(candidate.path))) continue;
    const isFirst = before === null || isRival;
    const layout = tried(() => layoutOf(candidate, isFirst ? settings : onlyVin(settings)));
    if (layout === null) continue;
    if (isFirst) found.push({ candidate, layout });
    else others.push(candidate);
    // In a vehicle there is no other.
    if (candidate.path.length === 0) break;
  }
  const chosen = found.at(-1) ?? null;
  return { chosen, others };
}

const isWanted = ({ path }: Candidate, wanted: JsonPath | null): boolean =>
  wanted === null || pathText(wanted) === pathText(path);

/** Columns of a candidate as they are understood; objects under VINs as keys need none of their own. */
function layoutOf(candidate: Candidate, settings: ReadSettings): Layout | null {
  const sample = candidate.sample();
  if (sample.length === 0) return null;
  const columns = columnsWithKey(candidate, columnsOf(sample), settings);
  const layout = resolveLayout(columns, settings);
  const path = layout.columns.name(layout.origins.vin.first).split('.');
  // A VIN under a VIN: a list of vehicles, and no odd vehicle. Several VINs: a list of columns.
  return path.some((key) => isVinKey(key)) || isColumn(sample[0], path) ? null : layout;
}

/** Whether what stands at the root is a table, column by column. */
const holdsColumns = ([first]: Sample): boolean => first !== undefined && ofColumns(first) !== null;

/** Whether a whole list stands where one value of a vehicle would: the file has its columns one after the other. */
function isColumn(record: JsonRecord | undefined, path: readonly string[]): boolean {
  let value: unknown = record;
  for (const key of path) value = isRecord(value) ? value[key] : null;
  return Array.isArray(value) && value.length > 1;
}

function columnsWithKey(
  { isVinKeyed }: Candidate,
  columns: readonly string[],
  settings: ReadSettings,
): readonly string[] {
  if (!isVinKeyed || columns.includes('vin')) return columns;
  return tried(() => resolveLayout(columns, settings)) === null ? [...columns, 'vin'] : columns;
}

/** Null where there is no column of VINs, or one that a person named is missing. */
function tried<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof LotwatchError) || error.code !== 'source') throw error;
    return null;
  }
}

/** A list in which a column holds VINs, whatever it is called; else what to say. */
function byContent(
  opened: OpenedFile,
  shape: JsonShape,
  settings: ReadSettings,
  wanted: JsonPath | null,
): Found {
  let complaint: LotwatchError | null = null;
  for (const candidate of shape.candidates()) {
    if (!isWanted(candidate, wanted)) continue;
    const sample = candidate.sample();
    if (sample.length === 0 || (candidate.path.length === 0 && holdsColumns(sample))) continue;
    try {
      const layout = resolved(
        opened,
        columnsWithKey(candidate, columnsOf(sample), settings),
        sample,
        settings,
      );
      return { candidate, layout };
    } catch (error) {
      if (!(error instanceof LotwatchError) || error.code !== 'source') throw error;
      // A column that may be it is worth more than that none is called so.
      if (
        complaint === null ||
        (error instanceof ProposedVinColumn && !(complaint instanceof ProposedVinColumn))
      )
        complaint = error;
    }
  }
  throw refusal(opened, shape, wanted, complaint);
}

function resolved(
  opened: OpenedFile,
  columns: readonly string[],
  sample: Sample,
  settings: ReadSettings,
): Layout {
  return resolveByContent(columns, settings, opened.notices, () => {
    const maker = new CellMaker(columns, new Set());
    const rows = lookedAt(columns.length);
    return sample.slice(0, rows).map((record) => [...maker.cells(record)]);
  });
}

function complete(
  opened: OpenedFile,
  settings: ReadSettings,
  { candidate, layout: first }: Found,
  others: readonly Candidate[],
  isFixed: boolean,
): Choice {
  const { window } = opened;
  const vin = first.columns.name(first.origins.vin.first);
  const needed = neededColumns(first);
  const isMore = (path: JsonPath, record: JsonRecord | null): boolean =>
    !isFixed &&
    candidate.kind === 'list' &&
    !isAside(path) &&
    isAlike(record, vin, needed, candidate.isVinKeyed && isVinKey(path.at(-1) ?? ''));
  const more: JsonRecord[] = [];
  const facts = new Set<string>();
  let isSectioned = sectionOfPath(candidate.path) !== null;
  if (candidate.kind === 'list') {
    walkHead(window.bytes, window.start, window.end, candidate.path, {
      onRecord: () => undefined,
      onSibling: (path, record) => {
        const is = isMore(path, record);
        isSectioned ||= is && sectionOfPath(path) !== null;
        if (is && record !== null) more.push(record);
        return is;
      },
      onParent: (place, at) => {
        const { said } = membersOf(window.bytes, at, window.end);
        for (const name of factsOf(place, said).keys()) facts.add(name);
      },
    });
  }
  const sample = [...candidate.sample(), ...more];
  const columns = columnsWithKey(candidate, columnsOf(sample), settings);
  const { layout, plan } = withFacts(columns, { names: [...facts], isSectioned }, settings, (names) =>
    resolved(opened, names, sample, settings),
  );
  const [other] = others;
  return {
    candidate,
    sample,
    layout,
    plan,
    notes: other === undefined ? [] : [alsoAt(candidate, other)],
    isSibling: (path, bytes, start, end) => isMore(path, parsedRecord(recordText(bytes, start, end))),
  };
}

/** Names of the columns that fill a field. */
function neededColumns({ origins, columns }: Layout): ReadonlySet<string> {
  const indexes = Object.values(origins).flatMap(({ first }) => (first < 0 ? [] : [first]));
  return new Set(indexes.map((index) => columns.name(index)));
}

/** @param isKeyed the VIN of the record is its key */
function isAlike(record: JsonRecord | null, vin: string, needed: ReadonlySet<string>, isKeyed: boolean) {
  if (record === null) return false;
  let hasVin = isKeyed;
  const found = new Set<string>(isKeyed ? [vin] : []);
  flatten(record, (path, text) => {
    if (path === vin && text.trim() !== '') hasVin = true;
    if (needed.has(path)) found.add(path);
  });
  return hasVin && found.size >= SAME_COLUMNS * needed.size;
}

function parsedRecord(text: string): JsonRecord | null {
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Another list that has VINs is worth a word, whatever else its columns are. */
const onlyVin = (settings: ReadSettings): ReadSettings => {
  const vin = settings.mapping['vin'];
  return { ...settings, mapping: vin === undefined ? {} : { vin } };
};

/** The root itself lies around everything, and lists inside a vehicle are its own. */
const isWithin = (path: JsonPath, outer: JsonPath): boolean =>
  path.length === 0 || outer.every((key, i) => isKeyed(key) || path[i] === key);

const alsoAt = (chosen: Candidate, other: Candidate): string =>
  `Vehicles are read from ${pathText(chosen.path)}; there are VINs at ${pathText(other.path)}, too. If those are the inventory, name that path in the source's settings.`;
