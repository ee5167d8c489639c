import { NoVinColumn, type Layout } from '../../parse/layout.ts';
import type { ReadSettings } from '../../snapshot.ts';
import { shareOf } from '../../suggest/column.ts';
import { isVinLike } from '../../suggest/judges.ts';
import type { TextOf } from '../decode.ts';
import { LOOKED_AT, resolveByContent } from '../find-vin.ts';
import type { OpenedFile } from '../opened-file.ts';
import { factName, withFacts, type FactPlan } from '../parent-facts.ts';
import { sectionOfPath, isBeside } from '../section-names.ts';
import { chooseElements, columnsAt, type Chosen } from './choose.ts';
import { localName, type FieldReader } from './fields.ts';
import type { ElementShape, Leaf, XmlShape } from './shape.ts';

/** Of the columns that are read, those that other elements must have to be more of the same. */
const SAME_COLUMNS = 0.5;

export type Completed = {
  readonly path: readonly string[];
  readonly layout: Layout;
  readonly repeated: ReadonlySet<string>;
  readonly plan: FactPlan;
  readonly notes: readonly string[];
  /** See `ElementPlace.isSibling`. */
  readonly isSibling: (path: readonly string[], bytes: Buffer, start: number, end: number) => boolean;
};

type Columns = ReadonlyMap<string, Leaf>;

/** The elements that are vehicles, with those of other sections and with what stands around them. */
export function completeElements(
  opened: OpenedFile,
  shape: XmlShape,
  settings: ReadSettings,
  fields: FieldReader,
  textOf: TextOf,
): Completed {
  const { file, notices } = opened;
  const chosen = nearestLot(chooseByContent(file, shape, settings), shape, settings);
  const { path, layout: first } = chosen;
  const vin = first.columns.name(first.origins.vin.first);
  const needed = neededColumns(first);
  const isAlike = (names: ReadonlySet<string>): boolean =>
    names.has(vin) && [...needed].filter((name) => names.has(name)).length >= SAME_COLUMNS * needed.size;
  const isFixed = (settings.rowsPath ?? null) !== null;
  const isOpen = (other: readonly string[]): boolean =>
    !isFixed && !other.some((name) => isBeside(localName(name)));
  const siblings = shape.elements.filter(
    (element) =>
      element !== chosen.place &&
      isSiblingPath(path, element.path) &&
      isOpen(element.path) &&
      isAlike(new Set(columnsAt(element, shape).columns.keys())),
  );
  const columns = new Map<string, Leaf>();
  const repeated = new Set<string>();
  for (const place of [chosen.place, ...siblings]) {
    const found = columnsAt(place, shape);
    for (const [name, leaf] of found.columns) if (!columns.has(name)) columns.set(name, leaf);
    for (const name of found.repeated) repeated.add(name);
  }
  const places = [...(chosen.place === null ? [] : [chosen.place]), ...siblings];
  const facts = {
    names: factsAround(places, shape),
    isSectioned: places.some((place) => sectionOfPath(place.path.map((name) => localName(name))) !== null),
  };
  const { layout, plan } = withFacts([...columns.keys()], facts, settings, (names) =>
    resolveByContent(names, settings, notices, () => rowsOf(names, columns)),
  );
  const [other] = chosen.others.filter((one) => !places.some((place) => isIn(one, place)));
  return {
    path,
    layout,
    repeated,
    plan,
    notes: other === undefined ? [] : [alsoAt(path, other.path)],
    isSibling: (at, bytes, start, end) => {
      if (!isOpen(at) || !isSiblingPath(path, at)) return false;
      const names = new Set<string>();
      try {
        fields.read(textOf(bytes, start, end), (name, text) => text !== '' && names.add(name));
      } catch {
        return false;
      }
      return isAlike(names);
    },
  };
}

/** Elements that hold VINs under another name, where none is called so. */
function chooseByContent(file: string, shape: XmlShape, settings: ReadSettings): Chosen {
  try {
    return chooseElements(file, shape, settings);
  } catch (error) {
    if (!(error instanceof NoVinColumn) || settings.keepCells === true) throw error;
    const judged = shape.leaves
      .map((leaf) => ({
        leaf,
        share: shareOf(
          leaf.values.filter((value) => value !== ''),
          isVinLike,
        ),
      }))
      .toSorted((a, b) => b.share - a.share);
    const [best] = judged;
    const name = best?.leaf.segments.at(-1);
    if (best === undefined || name === undefined || best.share < 0.4) throw error;
    const found = chooseElements(file, shape, {
      ...settings,
      mapping: { ...settings.mapping, vin: [name] },
    });
    // Whether it is the VIN is decided by its column's values, and noted, with all columns at hand.
    return found;
  }
}

/** Of sections side by side, one of vehicles on the lot comes before one of sold ones. */
function nearestLot(chosen: Chosen, shape: XmlShape, settings: ReadSettings): Chosen {
  const isAside = (path: readonly string[]): boolean => path.some((name) => isBeside(localName(name)));
  if ((settings.rowsPath ?? null) !== null || !isAside(chosen.path)) return chosen;
  const vin = chosen.layout.columns.name(chosen.layout.origins.vin.first);
  const lot = shape.elements.find(
    (element) =>
      isSiblingPath(chosen.path, element.path) &&
      !isAside(element.path) &&
      columnsAt(element, shape).columns.has(vin),
  );
  if (lot === undefined) return chosen;
  const { repeated } = columnsAt(lot, shape);
  return { ...chosen, place: lot, path: lot.path, repeated };
}

/** As deep in the same root: of one name in other sections, or of other names in the same one. */
function isSiblingPath(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length || a.length < 2 || a[0] !== b[0]) return false;
  return a.at(-1) === b.at(-1) || a.slice(0, -1).every((name, at) => name === b[at]);
}

const isIn = (inner: ElementShape, outer: ElementShape): boolean =>
  inner === outer || (inner.parent !== null && isIn(inner.parent, outer));

function neededColumns({ origins, columns }: Layout): ReadonlySet<string> {
  const indexes = Object.values(origins).flatMap(({ first }) => (first < 0 ? [] : [first]));
  return new Set(indexes.map((index) => columns.name(index)));
}

/** Names of the attributes and of the children that stand once in what is around the records. */
function factsAround(places: readonly ElementShape[], shape: XmlShape): readonly string[] {
  const around = new Set<ElementShape>();
  for (const { parent } of places) for (let at = parent; at !== null; at = at.parent) around.add(at);
  const records = new Set(places);
  const names = new Set<string>();
  for (const { element, segments } of shape.leaves) {
    let at: ElementShape | null = element;
    for (
      let steps = 0;
      at !== null && !around.has(at) && !records.has(at) && !at.isRepeated && steps < 3;
      steps += 1
    )
      at = at.parent;
    if (at === null || !around.has(at)) continue;
    names.add(factName(localName(at.path.at(-1) ?? ''), segments.slice(at.path.length).join('.')));
  }
  return [...names].filter((name) => name !== '');
}

/** Values side by side as if they were rows: enough to see what is in a column. */
function rowsOf(names: readonly string[], columns: Columns): readonly (readonly string[])[] {
  const lists = names.map((name) => columns.get(name)?.values ?? []);
  const most = Math.min(LOOKED_AT, Math.max(0, ...lists.map((values) => values.length)));
  return Array.from({ length: most }, (_, row) => lists.map((values) => values[row] ?? ''));
}

const alsoAt = (chosen: readonly string[], other: readonly string[]): string =>
  `Vehicles are read from ${chosen.join('.')}; there are VINs at ${other.join('.')}, too. If those are the inventory, name that path in the source's settings.`;
