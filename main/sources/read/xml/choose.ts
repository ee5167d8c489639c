import { LotwatchError } from '../../../../shared/result.ts';
import { resolveLayout, type Layout } from '../../parse/layout.ts';
import { vinNames } from '../../parse/vin-columns.ts';
import type { ReadSettings } from '../../snapshot.ts';
import { emptyList, isListName } from '../empty-list.ts';
import { localName } from './fields.ts';
import type { ElementShape, Leaf, XmlShape } from './shape.ts';

/** Which elements are the vehicles. */
export type Choice = {
  readonly place: ElementShape | null;
  readonly path: readonly string[];
  readonly layout: Layout;
  /** Columns of which one vehicle has several. */
  readonly repeated: ReadonlySet<string>;
};

/** An element around another is the vehicle only if it adds fields by the dozen, not the odd one. */
const WORTH_GOING_UP = 4 / 3;
/** Places with a VIN that are tried; a feed has one or two. */
const MOST_PLACES = 50;
/** How far around the VIN its vehicle may be. */
const MOST_STEPS_UP = 4;

/**
 * The elements that are vehicles: those that hold a VIN, or what stands once around each of them and says more.
 * @throws LotwatchError `source` if no element holds a VIN; the complaint lists what could be mapped
 */
export function chooseElements(file: string, shape: XmlShape, settings: ReadSettings): Chosen {
  const wanted = settings.rowsPath ?? null;
  const places = wanted === null ? vinPlaces(shape, settings) : placesNamed(file, shape, wanted);
  let best: Choice | null = null;
  let complaint: LotwatchError | null = null;
  for (const place of places) {
    try {
      const choice = wanted === null ? upFrom(place, shape, settings) : at(place, shape, settings);
      if (best === null || fieldsOf(choice) > fieldsOf(best)) best = choice;
    } catch (error) {
      if (!(error instanceof LotwatchError) || error.code !== 'source') throw error;
      complaint ??= error;
    }
  }
  if (best !== null) return { ...best, others: othersThan(best, places) };
  if (complaint !== null) throw complaint;
  if (isEmptyList(shape)) throw emptyList(file);
  if (!shape.leaves.some(({ segments }) => segments.length > 1)) {
    throw new LotwatchError(
      'source',
      `${file} is XML, but contains no values: no vehicles. Nothing was changed.`,
    );
  }
  // Says which columns there are.
  const likely = shape.elements.find(({ isRepeated }) => isRepeated) ?? shape.elements[0];
  return { ...at(likely ?? null, shape, settings), others: [] };
}

/** A choice, with what else has VINs and stands neither in nor around it. */
export type Chosen = Choice & { readonly others: readonly ElementShape[] };

function othersThan({ path }: Choice, places: readonly ElementShape[]): readonly ElementShape[] {
  const isWithin = (inner: readonly string[], outer: readonly string[]): boolean =>
    outer.every((name, at) => inner[at] === name);
  return places.filter((place) => !isWithin(place.path, path) && !isWithin(path, place.path));
}

/** Nothing but a root, or a list in it that has no elements. */
function isEmptyList({ elements }: XmlShape): boolean {
  if (elements.some(({ isRepeated }) => isRepeated)) return false;
  return elements.some(
    ({ path, hasContent }) =>
      isListName(localName(path.at(-1) ?? '')) && (!hasContent || path.length === 1),
  );
}

const fieldsOf = ({ layout }: Choice): number => Object.keys(layout.mapped).length;

function vinPlaces(shape: XmlShape, settings: ReadSettings): readonly ElementShape[] {
  const names = vinNames(settings.mapping);
  return shape.elements
    .filter(({ fields }) => names.some((name) => fields.has(name)))
    .slice(0, MOST_PLACES);
}

function placesNamed(file: string, shape: XmlShape, wanted: string): readonly ElementShape[] {
  const names = wanted.split(/[./>]+/).filter((name) => name !== '');
  const found = shape.elements.filter(({ path }) => {
    const tail = path.slice(-names.length);
    return (
      tail.length === names.length && tail.every((name, i) => localName(name) === localName(names[i] ?? ''))
    );
  });
  if (found.length > 0) return found.slice(0, MOST_PLACES);
  const repeated = shape.elements.filter(({ isRepeated }) => isRepeated).slice(0, 20);
  throw new LotwatchError(
    'source',
    `${file} has no elements at "${wanted}" in its first part. Repeated elements are: ${repeated.map(({ path }) => path.join('.')).join(', ')}. Nothing was changed.`,
  );
}

/** The columns below an element, and those of which it has several. */
export function columnsAt(
  place: ElementShape | null,
  shape: XmlShape,
): { readonly columns: ReadonlyMap<string, Leaf>; readonly repeated: ReadonlySet<string> } {
  const depth = place?.path.length ?? 0;
  const columns = new Map<string, Leaf>();
  const repeated = new Set<string>();
  for (const leaf of place === null ? shape.leaves : shape.leavesIn(place)) {
    const { element, segments } = leaf;
    if (segments.length <= depth) continue;
    let [inner, isRepeated]: [ElementShape | null, boolean] = [element, false];
    for (; inner !== null && inner !== place; inner = inner.parent) isRepeated ||= inner.isRepeated;
    const column = segments.slice(depth).join('.');
    columns.set(column, leaf);
    if (isRepeated) repeated.add(column);
  }
  return { columns, repeated };
}

/** How reading these elements would go. */
function at(place: ElementShape | null, shape: XmlShape, settings: ReadSettings): Choice {
  const { columns, repeated } = columnsAt(place, shape);
  return { place, path: place?.path ?? [], layout: resolveLayout([...columns.keys()], settings), repeated };
}

function upFrom(place: ElementShape, shape: XmlShape, settings: ReadSettings): Choice {
  let best = at(place, shape, settings);
  let inner = place;
  for (let steps = 0; steps < MOST_STEPS_UP && !inner.isRepeated && inner.parent !== null; steps += 1) {
    inner = inner.parent;
    try {
      const choice = at(inner, shape, settings);
      if (fieldsOf(choice) >= fieldsOf(best) * WORTH_GOING_UP) best = choice;
    } catch (error) {
      if (!(error instanceof LotwatchError)) throw error;
    }
  }
  return best;
}
