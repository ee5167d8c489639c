import { ALIASES } from '../parse/aliases.ts';
import {
  flagOfColumn, isYesOrNo, lettersOf, readCondition, stockTypeOf, type ConditionWord,
} from '../parse/condition.ts'; // prettier-ignore
import { FIELDS, normaliseHeader, type Field } from '../parse/header.ts';
import type { Layout } from '../parse/layout.ts';
import { parseMoney } from '../parse/money.ts';
import { priceCandidates } from '../parse/price-kinds.ts';
import type { ReadSettings } from '../snapshot.ts';
import type { Sample, StoredChoices } from './sample.ts';
import { shareOf, type Column } from './column.ts';
import { isHinted } from './hints.ts';
import { CHECKS } from './judges.ts';

/** The column that fills a field instead of the first that is called so; null = none of those is it. */
export type Correction = {
  readonly column: Column | null;
  readonly why: string | null;
  /** No usual name led to it. */
  readonly isByValues?: boolean;
};

type Given = {
  readonly sample: Sample;
  readonly columns: readonly Column[];
  /** By names alone. */
  readonly layout: Layout;
  readonly settings: ReadSettings;
  readonly stored: StoredChoices | null;
};

/** Lists take every column; the VIN and days in stock have judges of their own. */
const ELSEWHERE: ReadonlySet<Field> = new Set([
  'vin',
  'photos',
  'options',
  'dateInStock',
  'daysInStock',
  'dealerLocation',
]);
/** In cents: less is a flag or a mark that there is no price. */
const LEAST_AMOUNT = 10_000;
/** So many equal amounts are no chance. */
const LEAST_SAME = 5;
/** Longer texts name more than new or used. */
const LONGEST_WORDS = 40;
/** So many of its values must speak for a column. */
const ENOUGH = 0.5;

/** Fields whose first column by name is not the one, or whose choice was fixed before. */
export function fieldsToCorrect(given: Given): ReadonlyMap<Field, Correction> {
  const corrections = new Map<Field, Correction>();
  for (const field of FIELDS) {
    const origin = given.layout.origins[field];
    if (ELSEWHERE.has(field) || origin.explicit || origin.constant !== null) continue;
    const candidates = candidatesOf(given, field);
    const kept = keptOf(given, field);
    const correction =
      kept !== null && holds(given, field, kept)
        ? { column: kept, why: null }
        : field === 'condition'
          ? conditionOf(given, candidates)
          : choiceOf(given, field, candidates, kept);
    const isByName = correction?.column?.index === origin.first;
    if (correction !== null && !(isByName && correction.why === null)) corrections.set(field, correction);
  }
  return corrections;
}

function candidatesOf({ columns, layout, settings }: Given, field: Field): readonly Column[] {
  const found =
    field === 'price'
      ? priceCandidates(layout.columns, settings.priceKind)
      : layout.columns.candidates(ALIASES[field]);
  return found.flatMap(({ indexes: [first = -1] }) => columns[first] ?? []);
}

/** The column that was chosen at an earlier sync and is still there. */
function keptOf({ columns, layout, stored }: Given, field: Field): Column | null {
  const name = stored?.columns[field];
  const [index = -1] = name === undefined ? [] : (layout.columns.find(name) ?? []);
  return columns[index] ?? null;
}

/** Whether one value of it can be one of the field: an amount for money, any text for others. */
const speaks = (field: Field) => {
  if (field !== 'price' && field !== 'msrp') return (value: string) => value !== '';
  return (value: string) => (parseMoney(value).cents ?? 0) >= LEAST_AMOUNT;
};

const isMoney = (field: Field): boolean => field === 'price' || field === 'msrp';

/** Amounts of which all are the same, 99,999 mostly, are a mark that there is no price. */
const isOneAmount = ({ values }: Column): boolean =>
  values.length >= LEAST_SAME && new Set(values).size === 1;

function isFilled(field: Field, column: Column): boolean {
  return column.values.some(speaks(field));
}

/** Whether the column says anything of the field anywhere in the file. */
function holds({ sample }: Given, field: Field, column: Column): boolean {
  return isFilled(field, column) || !sample.isBlank(column.index, speaks(field));
}

const isDoubted = (field: Field, { values }: Column): boolean => {
  const check = CHECKS[field];
  return check !== undefined && values.length > 0 && shareOf(values, check) < ENOUGH;
};

function choiceOf(
  given: Given,
  field: Field,
  candidates: readonly Column[],
  kept: Column | null,
): Correction | null {
  const [first] = candidates;
  if (first === undefined) return null;
  if (field === 'stockType') {
    const said = candidates.find(({ values }) =>
      [...new Set(values)].some((value) => stockTypeOf(value) !== null),
    );
    return { column: said ?? null, why: null };
  }
  const isFit = (column: Column): boolean => isFilled(field, column) && !isDoubted(field, column);
  const isMark = (column: Column): boolean =>
    isMoney(field) && isFilled(field, column) && isOneAmount(column);
  if (kept === null && isFit(first) && !isMark(first)) return { column: first, why: null };
  const others = candidates.filter((column) => column !== first && column !== kept && isFit(column));
  const other = others.find((column) => !isMark(column)) ?? others[0];
  const before = kept ?? first;
  const isPlaceholder = isMark(before) && other !== undefined && !isMark(other);
  if (other === undefined || (!isPlaceholder && !isDoubted(field, before) && holds(given, field, before))) {
    // Units that are none would be read as miles without a word.
    if (field === 'mileageUnit' && isDoubted(field, first)) return { column: null, why: null };
    return kept === null || !isFit(first)
      ? null
      : { column: first, why: `“${kept.name}” is blank in the whole file` };
  }
  const usual = isFit(first) && !isMark(first) ? first : other;
  const reason = isDoubted(field, before)
    ? 'holds something else'
    : isPlaceholder
      ? 'holds one amount throughout'
      : 'is blank in the whole file';
  return { column: usual, why: `“${before.name}” ${reason}` };
}

type Judged = { readonly column: Column; readonly share: number; readonly understood: number };

/** A column that says new or used has a few words for it. */
const MOST_WORDS = 40;

function judgedCondition(column: Column): Judged {
  const about = { letters: lettersOf(column.values), flag: flagOfColumn(column.name) };
  const words = new Map([...new Set(column.values)].map((value) => [value, readCondition(value, about)]));
  const share = (test: (word: ConditionWord | undefined) => boolean): number =>
    shareOf(column.values, (value) => test(words.get(value)));
  return {
    column,
    share: share((word) => word !== undefined && word.condition !== null),
    understood: share((word) => word?.kind !== 'unknown' && word?.kind !== 'vehicle'),
  };
}

/** The column that says new or used: by usual name if its words do, then by its words alone; a grade only where nothing does. */
function conditionOf(
  { columns, settings, layout }: Given,
  candidates: readonly Column[],
): Correction | null {
  const ignored = new Set(settings.ignored ?? []);
  const taken = new Set([layout.origins.vin.first, layout.origins.certified.first]);
  const named = candidates.filter(({ values }) => values.length > 0).map(judgedCondition);
  const [usual] = candidates;
  const speaking = named.find(({ share }) => share >= ENOUGH);
  if (speaking !== undefined)
    return { column: speaking.column, why: speaking.column === usual ? null : 'it says new or used' };
  const others = columns
    .filter(
      ({ index, name, values }) => !taken.has(index) && !ignored.has(name.trim()) && values.length > 0,
    )
    .filter((column) => !candidates.includes(column) && isConditionLike(column))
    .map(judgedCondition)
    .filter(({ share }) => share > ENOUGH)
    .toSorted((a, b) => b.share - a.share);
  const partly = named.filter(({ share }) => share > 0).toSorted((a, b) => b.share - a.share)[0];
  const best = others[0] ?? partly ?? named.find(({ understood }) => understood >= ENOUGH);
  if (best !== undefined)
    return {
      column: best.column,
      why: best.column === usual ? null : 'it says new or used',
      isByValues: best === others[0],
    };
  // "Type" of sedans and trucks is none; a column for new and used whose words are not understood still is.
  const sure = named.find(({ column }) => /new|used|condition|state/.test(normaliseHeader(column.name)));
  if (sure !== undefined) return { column: sure.column, why: null };
  return usual === undefined || usual.values.length === 0 ? null : { column: null, why: null };
}

/** By values alone only words count, and yes or no where the name asks the question. */
function isConditionLike({ name, words, values }: Column): boolean {
  if (isHinted('dealer', words) || values.some((value) => value.length > LONGEST_WORDS)) return false;
  if (new Set(values).size > MOST_WORDS) return false;
  if (flagOfColumn(name) !== null)
    return values.every(isYesOrNo) || !values.every((value) => value.length === 1);
  return values.some((value) => value.length > 1);
}
