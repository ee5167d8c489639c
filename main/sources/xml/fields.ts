import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { LotwatchError } from '../../../shared/result.ts';

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
/** Fields of one element; more are no vehicle. */
const MOST_FIELDS = 20_000;

/** The name without its prefix: "g:price" is "price". */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const isNamedByAttribute = (name: string): boolean => NAMED_BY_ATTRIBUTE.has(localName(name).toLowerCase());

/** What an element is called in the path of its columns. */
export function segmentOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const given = isNamedByAttribute(name) ? attributes['name'] : undefined;
  return given ?? localName(name);
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

type Open = {
  readonly path: string;
  text: string;
  hasChildren: boolean;
};

/** Reads the fields of elements, one element at a time; one reader serves a whole file. */
export class FieldReader {
  #parser: SaxesParser;
  readonly #open: Open[] = [];
  #sink: FieldSink = () => undefined;
  #fields = 0;

  constructor() {
    this.#parser = this.#make();
  }

  /**
   * Hands every text and attribute of the element in `xml` to `sink`, the element's own text and attributes too, in
   * order. Answers whether an "&" had to be taken for text.
   * @throws Error (not LotwatchError) where the element is not well-formed
   */
  read(xml: string, sink: FieldSink): boolean {
    this.#sink = sink;
    const sound = withoutLooseAmpersands(xml);
    this.#parse(sound);
    return sound !== xml;
  }

  #parse(xml: string): void {
    this.#open.length = 0;
    this.#fields = 0;
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
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.hasChildren = true;
    const path = parent === undefined ? '' : childPath(parent.path, segmentOf(name, attributes));
    this.#open.push({ path, text: '', hasChildren: false });
    for (const key in attributes) {
      const segment = attributeSegment(name, key);
      if (segment !== null) this.#emit(childPath(path, segment), attributes[key] ?? '');
    }
  }

  #said(text: string): void {
    const open = this.#open.at(-1);
    if (open !== undefined) open.text = open.text === '' ? text : open.text + text;
  }

  #closed(): void {
    const open = this.#open.pop();
    if (open === undefined || open.path === '') return;
    const text = open.text.trim();
    // White space between children is layout; an empty leaf still shows that there is such a column.
    if (text !== '' || !open.hasChildren) this.#emit(open.path, text);
  }

  #emit(path: string, text: string): void {
    this.#fields += 1;
    if (this.#fields > MOST_FIELDS) throw new Error(`more than ${MOST_FIELDS} values`);
    this.#sink(path, text);
  }
}

const childPath = (parent: string, name: string): string => (parent === '' ? name : `${parent}.${name}`);
