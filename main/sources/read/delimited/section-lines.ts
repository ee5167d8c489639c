import { isNoVin } from '../../../../shared/no-vin.ts';
import { normaliseVin } from '../../../../shared/vin.ts';
import type { VehicleStatus } from '../../../../shared/status.ts';
import { foldWords, NEW_WORDS, USED_WORDS } from '../../parse/condition-words.ts';
import type { Layout } from '../../parse/layout.ts';
import { parseStatus } from '../../parse/status.ts';
import type { NoticeBook } from '../../notice-book.ts';
import { isVinLike } from '../../suggest/judges.ts';
import { mixed, SECTION, type RowFacts } from '../parent-facts.ts';
import type { HashSeed } from '../row-hash.ts';
import { isHarmless, isKindOfCar, sectionWord } from '../section-names.ts';
import { loneText, type LoneText } from './lone-text.ts';

/** The column for the status that a section has, where the file has none of its own. */
const STATUS = 'status';
const CARRIAGE_RETURN = 13;
/** Words and letters of a heading, at most. */
const MOST_WORDS = 5;
const LONGEST_HEADING = 40;
/** Sums, the ends of pages and remarks: the section goes on after them. */
const NO_HEADING =
  /\b(?:sub|grand)?(?:total|totals|totale|totaal|sum|summe|zwischensumme|gesamt|average|avg)\b|^(?:page|seite|printed|generated|date|updated|as of|end)\b/;
/** "Used vehicles (34 total)". */
const COUNTED = /\d+ totals?$/;

/** What a line says of the rows below it. */
type Said = { readonly word: string | null; readonly status: VehicleStatus | null };

/** Null for a line that is a row, a sum or a remark, or that nothing is understood of. */
function saidBy({ text }: LoneText): Said | null {
  const folded = foldWords(text);
  // A number of one's own, such as a stock number, is one word of letters and digits.
  if (!/\s/.test(text) && /\p{L}[-_./]?\d/u.test(text)) return null;
  if (isVinLike(text)) return null;
  if (NO_HEADING.test(folded) && !COUNTED.test(folded)) return null;
  const word = sectionWord(text);
  const rest = folded
    .split(' ')
    .filter((one) => !isHarmless(one) && !NEW_WORDS.has(one) && !USED_WORDS.has(one));
  const found = parseStatus(text) ?? parseStatus(rest.join(''));
  const status = found === 'available' ? null : found;
  return word === null && status === null ? null : { word, status };
}

/** Whether a line names a part of the file, in words that are not understood. */
function isHeading({ text }: LoneText): boolean {
  const folded = foldWords(text);
  return (
    text.length <= LONGEST_HEADING &&
    folded !== '' &&
    folded.split(' ').length <= MOST_WORDS &&
    !/[.!?;@/]|\p{L}[-_]?\d/u.test(text) &&
    !NO_HEADING.test(folded)
  );
}

/** Whether a text with a number in it is one of words: "Page 2 of 5", "All prices plus $499 fee". */
function isRemark(text: string): boolean {
  const folded = foldWords(text);
  return (
    NO_HEADING.test(folded) || folded.split(' ').filter((word) => /^\p{L}{3,}$/u.test(word)).length >= 2
  );
}

/** What the lines above the column names say of all rows; a title with other words in it says nothing. */
export function titleSection(lines: readonly string[]): LoneText | null {
  const text = lines.findLast((line) => saidBy({ text: line, column: 0 }) !== null);
  const isPlain = (line: string): boolean =>
    foldWords(line)
      .split(' ')
      .every(
        (word) => isHarmless(word) || sectionWord(word) !== null || /^(?:pre|owned|inventory)$/.test(word),
      );
  return text !== undefined && isPlain(text) ? { text, column: 0 } : null;
}

/** The names of columns that what is said fills, besides those of the file. */
export function sectionColumns(said: readonly LoneText[], names: readonly string[]): readonly string[] {
  const all = said.flatMap((line) => saidBy(line) ?? []);
  const own = new Set(names.map((name) => name.trim().toLowerCase()));
  return [
    ...(all.some(({ word }) => word !== null) ? [SECTION] : []),
    ...(all.some(({ status }) => status !== null) ? [STATUS] : []),
  ].filter((name) => !own.has(name));
}

/** Records of the bytes at hand that begin a section. */
export function sectionsAtHand(
  bytes: Buffer,
  start: number,
  limit: number,
  {
    delimiter,
    newline,
    width,
  }: { readonly delimiter: number; readonly newline: number; readonly width: number },
): readonly LoneText[] {
  const found: LoneText[] = [];
  for (let at = start; at < limit;) {
    const next = bytes.indexOf(newline, at);
    const lineEnd = next < 0 || next > limit ? limit : next;
    const end = lineEnd > at && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    const lone = loneText(bytes, at, end, delimiter, width);
    if (lone !== null && saidBy(lone) !== null) found.push(lone);
    at = lineEnd + 1;
  }
  return found;
}

/** Follows the lines that part a file into sections, and knows what the one at hand says of its rows. */
export class SectionLines {
  /** For the rows that follow; null = nothing. */
  facts: RowFacts | null = null;
  readonly #delimiter: number;
  readonly #width: number;
  readonly #layout: Layout;
  readonly #notices: NoticeBook;
  readonly #seed: HashSeed;
  /** The column in which sections were named so far. */
  #column = -1;

  /** @param width columns of the file itself */
  constructor(delimiter: number, width: number, layout: Layout, notices: NoticeBook, seed: HashSeed) {
    this.#delimiter = delimiter;
    this.#width = width;
    this.#layout = layout;
    this.#notices = notices;
    this.#seed = seed;
  }

  /** Takes in a record; false for one that is a row. */
  take(bytes: Buffer, start: number, end: number): boolean {
    const lone = loneText(bytes, start, end, this.#delimiter, this.#width);
    return lone !== null && this.begin(lone);
  }

  /** Begins the section that a line names; false if it names none. */
  begin(line: LoneText): boolean {
    const said = saidBy(line);
    if (said === null) return this.#unknown(line);
    this.#column = line.column;
    const { word, status } = said;
    this.facts = this.#factsOf(said);
    if (word !== null) this.#noteSaid('condition', word, line);
    if (status !== null) this.#noteSaid('availability', status, line);
    return true;
  }

  /** Among sections, a heading of other words ends the one before it: what it says of its rows is not known. */
  #unknown(line: LoneText): boolean {
    const isVin = line.column === this.#layout.origins.vin.first;
    if (isVin && !isNoVin(line.text, normaliseVin(line.text))) return this.#remark(line);
    if (line.column !== this.#column || !isHeading(line)) return false;
    // "Trucks" or "Ford" is a part of the section.
    if (!foldWords(line.text).split(' ').every(isKindOfCar)) this.facts = null;
    this.#note('condition', null, line);
    return true;
  }

  /** A remark with a number in it would pass for the name of a car. */
  #remark({ text }: LoneText): boolean {
    if (isVinLike(text) || !isRemark(text)) return false;
    const column = this.#layout.mapped['vin'] ?? null;
    this.#notices.note({ code: 'no-identity', field: 'vin', column, value: text });
    return true;
  }

  #factsOf({ word, status }: Said): RowFacts | null {
    const cells: (readonly [number, string])[] = [];
    if (word !== null) for (const column of this.#columns('condition', SECTION)) cells.push([column, word]);
    if (status !== null)
      for (const column of this.#columns('availability', STATUS)) cells.push([column, status]);
    if (cells.length === 0) return null;
    return {
      cells,
      seed: mixed(this.#seed, cells.map(([column, text]) => `${column}=${text}`).join('\n')),
    };
  }

  #columns(field: 'condition' | 'availability', name: string): readonly number[] {
    const { columns, origins } = this.#layout;
    const added = columns.names.indexOf(name, this.#width);
    return [...new Set([origins[field].first, added])].filter((column) => column >= 0);
  }

  /** What has no column to go to is not read, which is told; what a person set holds for every row. */
  #noteSaid(field: 'condition' | 'availability', value: string, line: LoneText): void {
    const { first, constant } = this.#layout.origins[field];
    if (constant === null) this.#note(field, first < 0 ? null : value, line);
  }

  #note(field: 'condition' | 'availability', value: string | null, { text }: LoneText): void {
    this.#notices.note({ code: 'section', field, column: null, value }, text);
  }
}
