import { factName, type FactPlan, type Facts, type RowFacts } from '../parent-facts.ts';
import type { TextOf } from '../decode.ts';
import { NEEDS_MORE } from '../delimited/quoted-end.ts';
import type { NotRead } from '../not-read.ts';
import type { HashSeed } from '../row-hash.ts';
import { sectionOfPath } from '../section-names.ts';
import { elementEnd, isEmptyTag, markupEnd, nameEnd } from './bounds.ts';
import { localName, type FieldReader } from './fields.ts';

const LESS = 60;
const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
/** A child that is longer says more than a name or an address. */
const LONGEST_CHILD = 4096;
const MOST_CHILDREN = 200;
const LONGEST_TEXT = 500;

/** What stands around the records of an XML text, as far as a walk has come. */
export class Parents {
  readonly #plan: FactPlan;
  readonly #fields: FieldReader;
  readonly #textOf: TextOf;
  readonly #notRead: NotRead;
  readonly #levels: Facts[] = [];
  #known: RowFacts | null = null;
  #isStale = true;
  /** Of the record that was asked for last: "newCar" and "usedCar" may be side by side. */
  #record = '';

  constructor(plan: FactPlan, fields: FieldReader, textOf: TextOf, notRead: NotRead) {
    this.#notRead = notRead;
    this.#plan = plan;
    this.#fields = fields;
    this.#textOf = textOf;
  }

  /** Whether nothing that stands around records says anything of them. */
  get isSilent(): boolean {
    return this.#plan.isEmpty;
  }

  /**
   * Takes in what the element that starts at `start` says in its attributes and its children without children of their
   * own; false if it goes on after `limit`.
   */
  tell(depth: number, name: string, bytes: Buffer, start: number, limit: number): boolean {
    this.#isStale = true;
    if (this.isSilent) return true;
    const { parts, isWhole } = this.#read(bytes, start, limit);
    const said = new Map<string, string>();
    for (const part of parts)
      for (const [path, text] of part ?? []) said.set(factName(localName(name), path), text);
    this.#levels.length = Math.min(this.#levels.length, depth);
    this.#levels[depth] = said;
    return isWhole;
  }

  /** Names of what is known of the element at this depth. */
  known(depth: number): Iterable<string> {
    return this.#levels[depth]?.keys() ?? [];
  }

  /** Another element is open, or one less. */
  moved(): void {
    this.#isStale = true;
  }

  /** What holds for a record in these elements; null = nothing. */
  of(names: readonly string[], record: string, seed: HashSeed): RowFacts | null {
    if (this.isSilent) return null;
    if (this.#isStale || record !== this.#record) {
      this.#record = record;
      const section = sectionOfPath([...names, record].map((name) => localName(name)));
      const facts = this.#plan.of(
        this.#levels.slice(0, names.length).flatMap((level) => level),
        section,
        seed,
      );
      this.#known = facts.cells.length > 0 ? facts : null;
      this.#isStale = false;
    }
    return this.#known;
  }

  /** What the attributes say, and each child that stands once and holds no vehicle. */
  #read(
    bytes: Buffer,
    start: number,
    limit: number,
  ): { readonly parts: Iterable<Facts | null>; readonly isWhole: boolean } {
    const children = new Map<string, Facts | null>();
    const tagEnd = markupEnd(bytes, start, limit);
    if (tagEnd < 0) return { parts: [], isWhole: tagEnd !== NEEDS_MORE };
    const isEmpty = isEmptyTag(bytes, tagEnd);
    const own = this.#parse(`${this.#textOf(bytes, start, tagEnd - (isEmpty ? 2 : 1))}/>`);
    const end = isEmpty ? 0 : this.#readChildren(bytes, tagEnd, limit, children);
    return { parts: [own, ...children.values()], isWhole: end !== NEEDS_MORE };
  }

  #readChildren(bytes: Buffer, from: number, limit: number, children: Map<string, Facts | null>): number {
    let at = from;
    while (children.size < MOST_CHILDREN) {
      const found = bytes.indexOf(LESS, at);
      if (found < 0 || found + 1 >= limit) return NEEDS_MORE;
      const second = bytes[found + 1];
      if (second === SLASH) return found;
      const isRemark = second === BANG || second === QUESTION;
      const end = isRemark ? markupEnd(bytes, found, limit) : elementEnd(bytes, found, limit);
      if (end < 0) return end;
      if (!isRemark) {
        const name = bytes.toString('utf8', found + 1, nameEnd(bytes, found + 1, end));
        const isSmall = end - found <= LONGEST_CHILD && !children.has(name);
        children.set(name, isSmall ? this.#parse(`<x>${this.#textOf(bytes, found, end)}</x>`) : null);
      }
      at = end;
    }
    return at;
  }

  /** Null where there is a vehicle in it, or it is broken. */
  #parse(xml: string): Facts | null {
    const said = new Map<string, string>();
    let hasVin = false;
    try {
      this.#fields.read(xml, (path, text) => {
        hasVin ||= this.#notRead.isVinName(path.slice(path.lastIndexOf('.') + 1));
        if (text.trim() !== '' && text.length <= LONGEST_TEXT) said.set(path, text);
      });
    } catch {
      return null;
    }
    return hasVin ? null : said;
  }
}
