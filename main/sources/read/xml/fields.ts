import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { LotwatchError } from '../../../../shared/result.ts';
import { trimmed } from '../../parse/cells.ts';
import { isMoneyName, isTelling, toldApart } from '../../parse/told-apart.ts';

/** Takes one text of an element: the path of its column below the element, such as "address.city". */
export type FieldSink = (path: string, text: string) => void;

/** What is written as `<component name="city">Bow</component>` goes by that name. */
const NAMED_BY_ATTRIBUTE: ReadonlySet<string> = new Set(['component', 'field', 'attribute', 'property']);
/** HTML's names, which feeds write without declaring them; XML itself knows five. */
const HTML_ENTITIES: Readonly<Record<string, string>> = {
  nbsp: '\u00a0', reg: '®', trade: '™', copy: '©', hellip: '…', ndash: '–', mdash: '—', deg: '°', bull: '•',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', eacute: 'é', egrave: 'è', auml: 'ä', ouml: 'ö', uuml: 'ü',
}; // prettier-ignore
/** CDATA, in which an "&" is one, or an "&" that begins nothing. */
const LOOSE_AMPERSAND =
  /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,7});)/gi;
/** Places remembered; a feed has a few hundred, and one that has no end of them must not fill memory. */
const MOST_PLACES = 20_000;
/** Fields of one element; more are no vehicle. */
const MOST_FIELDS = 20_000;

/** The name without its prefix: "g:price" is "price". */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** "[type=msrp]" of one of several amounts; '' of any other element. */
const apartBy = (name: string, attributes: Readonly<Record<string, string>>): string =>
  isMoneyName(localName(name)) ? toldApart(attributes) : '';

const isNamedByAttribute = (name: string): boolean => NAMED_BY_ATTRIBUTE.has(localName(name));

/** What an element is called in the path of its columns. */
export function segmentOf(name: string, attributes: Readonly<Record<string, string>>): string {
  if (isNamedByAttribute(name)) return attributes['name'] ?? localName(name);
  return `${localName(name)}${apartBy(name, attributes)}`;
}

/** What an attribute is called there; null for one that is no value. */
export function attributeSegment(element: string, attribute: string): string | null {
  const isNoValue = attribute.startsWith('xmlns') || (attribute === 'name' && isNamedByAttribute(element));
  return isNoValue ? null : localName(attribute);
}

/** The same text with every "&" that begins nothing written as XML wants it. */
export function withoutLooseAmpersands(xml: string): string {
  return xml.includes('&')
    ? xml.replaceAll(LOOSE_AMPERSAND, (found) => (found === '&' ? '&amp;' : found))
    : xml;
}

/** An element or attribute name at its place below the record; made once, met in every record. */
class Place {
  readonly path: string;
  /** Whether the attribute "name" gives its name. */
  readonly isNamed: boolean;
  /** What it is called; '' of the record itself and of attributes. */
  readonly name: string;
  readonly isMoney: boolean;
  readonly #below = new Map<string, Place>();

  constructor(path: string, isNamed: boolean, name = '') {
    this.path = path;
    this.isNamed = isNamed;
    this.name = name;
    this.isMoney = isMoneyName(name);
  }

  known(key: string): Place | undefined {
    return this.#below.get(key);
  }

  add(key: string, segment: string, isNamed: boolean): Place {
    const place = new Place(
      this.path === '' ? segment : `${this.path}.${segment}`,
      isNamed,
      key.startsWith('@') ? '' : segment,
    );
    this.#below.set(key, place);
    return place;
  }
}

type Open = {
  place: Place;
  text: string;
  hasChildren: boolean;
  /** What stands in one of several amounts, until it is closed: a child may tell which it is. */
  held: (readonly [path: string, text: string])[] | null;
  /** What its children say of that. */
  telling: Record<string, string>;
};

/** Reads the fields of elements, one element at a time; one reader serves a whole file. */
export class FieldReader {
  #parser: SaxesParser;
  readonly #open: Open[] = [];
  #depth = 0;
  /** How many of the open elements hold back what stands in them. */
  #holding = 0;
  #root = new Place('', false);
  #places = 0;
  #sink: FieldSink = () => undefined;
  #fields = 0;

  constructor() {
    this.#parser = this.#make();
  }

  /**
   * Hands every text and attribute of the element in `xml` to `sink`, the element's own text and attributes too, in
   * order. Returns whether an "&" had to be taken for text.
   * @throws Error (not LotwatchError) where the element is not well-formed
   */
  read(xml: string, sink: FieldSink): boolean {
    this.#sink = sink;
    const sound = withoutLooseAmpersands(xml);
    this.#parse(sound);
    return sound !== xml;
  }

  #parse(xml: string): void {
    this.#depth = 0;
    this.#holding = 0;
    this.#fields = 0;
    if (this.#places > MOST_PLACES) {
      this.#places = 0;
      this.#open.length = 0;
      this.#root = new Place('', false);
    }
    try {
      this.#parser.write(xml).close();
    } catch (error) {
      this.#parser = this.#make();
      throw error;
    }
  }

  #make(): SaxesParser {
    const parser = new SaxesParser({ xmlns: false, position: false });
    Object.assign(parser.ENTITIES, HTML_ENTITIES);
    parser.on('doctype', () => {
      throw new LotwatchError('source', 'a DTD is refused');
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('text', (text) => this.#said(text));
    parser.on('cdata', (text) => this.#said(text));
    parser.on('closetag', () => this.#closed());
    return parser;
  }

  #opened({ name, attributes }: SaxesTagPlain): void {
    const parent = this.#depth === 0 ? null : (this.#open[this.#depth - 1] ?? null);
    if (parent !== null) {
      parent.hasChildren = true;
      if (parent.place.isMoney && parent.held === null) {
        parent.held = [];
        parent.telling = {};
        this.#holding += 1;
      }
    }
    const place = parent === null ? this.#root : this.#placeOf(parent.place, name, attributes);
    const open = (this.#open[this.#depth] ??= {
      place,
      text: '',
      hasChildren: false,
      held: null,
      telling: {},
    });
    open.place = place;
    open.text = '';
    open.hasChildren = false;
    open.held = null;
    this.#depth += 1;
    for (const attribute in attributes) {
      const segment = attributeSegment(name, attribute);
      if (segment === null) continue;
      const key = `@${attribute}`;
      this.#emit((place.known(key) ?? this.#add(place, key, segment)).path, attributes[attribute] ?? '');
    }
  }

  #placeOf(parent: Place, name: string, attributes: Readonly<Record<string, string>>): Place {
    const place = parent.known(name) ?? this.#add(parent, name, localName(name), isNamedByAttribute(name));
    const apart = place.isNamed ? (attributes['name'] ?? '') : place.isMoney ? toldApart(attributes) : '';
    if (apart === '') return place;
    const key = `${name}=${apart}`;
    return parent.known(key) ?? this.#add(parent, key, segmentOf(name, attributes));
  }

  #add(parent: Place, key: string, segment: string, isNamed = false): Place {
    this.#places += 1;
    return parent.add(key, segment, isNamed);
  }

  #said(text: string): void {
    const open = this.#open[this.#depth - 1];
    if (open !== undefined) open.text = open.text === '' ? text : open.text + text;
  }

  #closed(): void {
    this.#depth -= 1;
    const open = this.#open[this.#depth];
    if (open === undefined || open.place.path === '') return;
    const text = trimmed(open.text);
    // White space between children is layout; an empty leaf still shows that there is such a column.
    if (text !== '' || !open.hasChildren) this.#emit(open.place.path, text);
    const parent = this.#open[this.#depth - 1];
    if (parent?.held != null && isTelling(open.place.name)) parent.telling[open.place.name] = text;
    if (open.held !== null) this.#release(open, open.held);
  }

  /** Hands on what an amount held, under the name that its children give it. */
  #release(open: Open, held: NonNullable<Open['held']>): void {
    const { path } = open.place;
    const apart = toldApart(open.telling);
    open.held = null;
    open.telling = {};
    this.#holding -= 1;
    for (const [name, text] of held)
      this.#hand(apart === '' ? name : `${path}${apart}${name.slice(path.length)}`, text);
  }

  /** To the amount around it that waits, else to the sink. */
  #hand(path: string, text: string): void {
    if (this.#holding === 0) {
      this.#sink(path, text);
      return;
    }
    for (let depth = this.#depth - 1; depth > 0; depth -= 1) {
      const held = this.#open[depth]?.held ?? null;
      if (held === null) continue;
      held.push([path, text]);
      return;
    }
    this.#sink(path, text);
  }

  #emit(path: string, text: string): void {
    this.#fields += 1;
    if (this.#fields > MOST_FIELDS) throw new Error(`more than ${MOST_FIELDS} values`);
    this.#hand(path, text);
  }
}
