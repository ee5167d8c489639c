import { SaxesParser } from 'saxes';
import { LotwatchError } from '../../../../shared/result.ts';
import { normaliseHeader } from '../../parse/header.ts';
import { isMoneyName, isTelling, toldApart } from '../../parse/told-apart.ts';
import { attributeSegment, localName, segmentOf, withoutLooseAmpersands } from './fields.ts';

/** One element name at one place of the file. */
export type ElementShape = {
  /** Names as written, from the root on. */
  readonly path: readonly string[];
  /** What it stands in; null for the root. */
  readonly parent: ElementShape | null;
  /** Whether one parent held several. */
  isRepeated: boolean;
  /** Whether one held an element or a text. */
  hasContent: boolean;
  /** Normalised names of its attributes and of its children that hold text: where a VIN would be. */
  readonly fields: Set<string>;
};

/** A value somewhere in the file: its element, and what its column is called, name by name from the root. */
export type Leaf = {
  readonly element: ElementShape;
  readonly segments: readonly string[];
  /** The first of its values, for a look at what they are. */
  readonly values: string[];
};

/** What the head of an XML file shows, in the order of first appearance. */
export type XmlShape = {
  readonly elements: readonly ElementShape[];
  readonly leaves: readonly Leaf[];
  /** The leaves in an element and of itself, at any depth: what its columns would be. */
  readonly leavesIn: (place: ElementShape) => readonly Leaf[];
};

/** Elements and values kept apart; a feed of vehicles has a few hundred. */
const MOST_PATHS = 2_000;
/** After so many faults what follows shows no more; each costs an Error with its stack. */
const MOST_ERRORS = 500;
const TOO_BROKEN = new Error('too many faults');
/** Values kept of each leaf, and how long they may be: a VIN is short. */
const MOST_VALUES = 100;
const LONGEST_VALUE = 60;
/** What lies deeper is not looked at: no feed has it. */
const DEEPEST = 24;

type Open = {
  readonly shape: ElementShape;
  readonly segments: readonly string[];
  readonly children: Map<string, number>;
  hasText: boolean;
  /** Its beginning. */
  text: string;
  /** Values in one of several amounts, until its children have told which it is. */
  held: Held[] | null;
  readonly telling: Record<string, string>;
};

type Held = Pick<Leaf, 'element' | 'segments'> & { readonly value: string };

/**
 * Looks at the first part of a file, which may end anywhere.
 * @throws LotwatchError `source` for a DTD and for what is no XML from the start on
 */
export function shapeOf(file: string, head: string): XmlShape {
  const elements = new Map<string, ElementShape>();
  const leaves = new Map<string, Leaf>();
  const open: Open[] = [];
  let deeper = 0;
  let errors = 0;
  const refuse = (what: string): never => {
    throw new LotwatchError('source', `${file} ${what} Nothing was changed.`);
  };
  const addLeaf = ({ shape: element, segments }: Open, value: string, ...more: string[]): void => {
    add({ element, segments: [...segments, ...more], value: value.trim().slice(0, LONGEST_VALUE) });
  };
  const add = (found: Held): void => {
    const { element, segments, value } = found;
    const held = open.findLast((one) => one.held !== null)?.held ?? null;
    if (held !== null) {
      held.push(found);
      return;
    }
    const key = segments.join('\n');
    const leaf = leaves.get(key) ?? { element, segments, values: [] };
    if (leaves.size < MOST_PATHS) leaves.set(key, leaf);
    if (leaf.values.length < MOST_VALUES) leaf.values.push(value);
  };
  /** What stood in an amount goes by the name that its children give it. */
  const release = ({ segments, held, telling }: Open): void => {
    const last = segments.length - 1;
    const apart = toldApart(telling);
    for (const one of held ?? [])
      add({
        ...one,
        segments: one.segments.map((segment, depth) => (depth === last ? `${segment}${apart}` : segment)),
      });
  };
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () =>
    refuse(
      'is XML with a document type (DTD), which Lotwatch refuses because of what it can do; ask for the feed without its <!DOCTYPE …> line.',
    ),
  );
  parser.on('error', (error) => {
    // What is broken in one vehicle is reported when it is read.
    errors += 1;
    if (errors > MOST_ERRORS) throw TOO_BROKEN;
    if (elements.size === 0) refuse(`is not valid XML (${error.message.replace(/^[\d:\s]+/, '')}).`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    if (open.length >= DEEPEST) {
      deeper += 1;
      return;
    }
    const shape = known(elements, parent?.shape ?? null, name);
    const times = (parent?.children.get(name) ?? 0) + 1;
    parent?.children.set(name, times);
    if (times > 1) shape.isRepeated = true;
    if (parent !== undefined) {
      parent.shape.hasContent = true;
      if (open.length > 1 && isMoneyName(localName(parent.shape.path.at(-1) ?? ''))) parent.held ??= [];
    }
    const segments = [...(parent?.segments ?? []), segmentOf(name, attributes)];
    const opened: Open = {
      shape,
      segments,
      children: new Map<string, number>(),
      hasText: false,
      text: '',
      held: null,
      telling: {},
    };
    for (const attribute in attributes) {
      const segment = attributeSegment(name, attribute);
      if (segment === null) continue;
      shape.fields.add(normaliseHeader(segment));
      addLeaf(opened, attributes[attribute] ?? '', segment);
    }
    open.push(opened);
  });
  const said = (text: string): void => {
    const last = open.at(-1);
    if (last === undefined || text.trim() === '') return;
    last.hasText = true;
    last.shape.hasContent = true;
    if (last.text.length < LONGEST_VALUE) last.text += text.slice(0, 2 * LONGEST_VALUE);
  };
  parser.on('text', said);
  parser.on('cdata', said);
  parser.on('closetag', () => {
    if (deeper > 0) {
      deeper -= 1;
      return;
    }
    const closed = open.pop();
    if (closed === undefined) return;
    release(closed);
    if (closed.children.size > 0 && !closed.hasText) return;
    addLeaf(closed, closed.text);
    const parent = open.at(-1);
    const name = closed.segments.at(-1) ?? '';
    if (parent?.held != null && isTelling(name)) parent.telling[name] = closed.text.trim();
    open.at(-1)?.shape.fields.add(normaliseHeader(closed.segments.at(-1) ?? ''));
  });
  try {
    parser.write(withoutLooseAmpersands(head));
  } catch (error) {
    if (error !== TOO_BROKEN) throw error;
  }
  if (elements.size === 0) refuse('is XML without an element in its first part; it is not a feed.');
  const all = [...leaves.values()];
  const within = leavesByElement(all);
  return {
    elements: [...elements.values()],
    leaves: all,
    leavesIn: (place) => within.get(place) ?? [],
  };
}

/** Once for all elements: each of two thousand would go through as many leaves. */
function leavesByElement(leaves: readonly Leaf[]): ReadonlyMap<ElementShape, readonly Leaf[]> {
  const within = new Map<ElementShape, Leaf[]>();
  for (const leaf of leaves) {
    for (let around: ElementShape | null = leaf.element; around !== null; around = around.parent) {
      const known = within.get(around);
      if (known === undefined) within.set(around, [leaf]);
      else known.push(leaf);
    }
  }
  return within;
}

function known(
  elements: Map<string, ElementShape>,
  parent: ElementShape | null,
  name: string,
): ElementShape {
  const path = [...(parent?.path ?? []), name];
  const key = path.join('\n');
  const found = elements.get(key);
  if (found !== undefined) return found;
  const shape: ElementShape = { path, parent, isRepeated: false, hasContent: false, fields: new Set() };
  if (elements.size < MOST_PATHS) elements.set(key, shape);
  return shape;
}
