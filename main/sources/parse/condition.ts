import type { KnownCondition } from '../../../shared/listing.ts';
import {
  BRAND_WORDS, CERTIFIED_WORDS, foldWords, GRADE_WORDS, NEUTRAL_WORDS, NEW_WORDS, NOT_WORDS, STOCK_TYPES, USED_WORDS, VEHICLE_WORDS,
} from './condition-words.ts'; // prettier-ignore
import { normaliseHeader } from './header.ts';

/** What a text of a condition column says. */
export type ConditionWord = {
  /** Null = neither new nor used by this word. */
  readonly condition: KnownCondition | null;
  /** Why the car is there or where it is: demo, loaner, wholesale, in transit … */
  readonly stockType: string | null;
  /** `grade`: "Good", `vehicle`: "SUV", which say nothing of new or used; `unknown`: no word that is understood. */
  readonly kind: 'condition' | 'stock' | 'grade' | 'vehicle' | 'unknown';
};

/** How a whole column is to be read, which one cell does not tell. */
export type ConditionColumn = {
  /** Every single letter in it, in capitals: C is certified beside N or U, a car beside T or M. */
  readonly letters: string;
  /** It answers yes or no to this question ("IsNew"). */
  readonly flag: 'new' | 'used' | null;
};

const LONGEST = 60;
const NOTHING: ConditionWord = { condition: null, stockType: null, kind: 'unknown' };
const GRADE: ConditionWord = { ...NOTHING, kind: 'grade' };
const YES = /^(?:1|y|yes|true|t|x|si|sí|oui|ja)$/i;
const NO = /^(?:0|n|no|false|f|non|nein|nee)$/i;

const known = (condition: KnownCondition, stockType: string | null = null): ConditionWord => ({
  condition,
  stockType,
  kind: 'condition',
});

/** A run of words of a text: where it begins, and the words. */
type Run = { readonly from: number; readonly phrase: string };

/** Words of the longest phrase in the lists. */
const LONGEST_PHRASE = 3;

/** Every run of up to three words, the longest first, so that "nearly new" is found before "new". */
function runsOf(words: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  for (let length = LONGEST_PHRASE; length > 0; length -= 1)
    for (let from = 0; from + length <= words.length; from += 1)
      runs.push({ from, phrase: words.slice(from, from + length).join(' ') });
  return runs;
}

const find = (runs: readonly Run[], list: ReadonlySet<string>): string | null =>
  runs.find(({ phrase }) => list.has(phrase))?.phrase ?? null;

const isDenied = (words: readonly string[], runs: readonly Run[], list: ReadonlySet<string>): boolean =>
  runs.some(({ from, phrase }) => list.has(phrase) && NOT_WORDS.has(words[from - 1] ?? ''));

function stockTypeIn(runs: readonly Run[]): readonly [type: string, words: string] | null {
  for (const [type, words] of STOCK_TYPES) {
    const found = find(runs, words);
    if (found !== null) return [type, found];
  }
  return null;
}

/** The canonical stock type that a text names; null where it names none. */
export const stockTypeOf = (text: string): string | null =>
  text.length > LONGEST ? null : (stockTypeIn(runsOf(foldWords(text).split(' ')))?.[0] ?? null);

/** New, used or certified as feeds write it. A single letter is read by {@link readCondition} alone. */
export function conditionWord(text: string): ConditionWord {
  // A title or a sentence: a word in it is not about the car as a whole.
  if (text.length > LONGEST) return NOTHING;
  const whole = foldWords(text);
  if (whole === '') return NOTHING;
  const words = whole.split(' ');
  const runs = runsOf(words);
  const [stockType, stockWords] = stockTypeIn(runs) ?? [null, ''];
  const isUncertified = words.includes('uncertified') || words.includes('noncertified');
  if (isUncertified || isDenied(words, runs, CERTIFIED_WORDS)) return known('used', stockType);
  if (isDenied(words, runs, NEW_WORDS)) return known('used', stockType);
  if (isDenied(words, runs, USED_WORDS)) return NOTHING;
  const grade = find(runs, GRADE_WORDS);
  const used = find(runs, USED_WORDS);
  const fresh = find(runs, NEW_WORDS);
  const isCertified = find(runs, CERTIFIED_WORDS) !== null;
  // "Nearly new" and "like new" hold the word new and say the contrary.
  const isNew = fresh !== null && !(used ?? '').includes(fresh) && !(grade ?? '').includes(fresh);
  if (isNew && (used !== null || isCertified)) return NOTHING;
  if (isCertified) return known('cpo', stockType);
  if (used !== null || find(runs, BRAND_WORDS) !== null) return known('used', stockType);
  if (isNew) return isAlone(whole, fresh, stockWords) ? known('new', stockType) : NOTHING;
  if (stockType !== null) return { condition: null, stockType, kind: 'stock' };
  if (VEHICLE_WORDS.has(whole)) return { ...NOTHING, kind: 'vehicle' };
  return grade === whole ? GRADE : NOTHING;
}

/** Whether the rest of the text takes nothing away from the word: "New Arrival" may be a used car. */
function isAlone(whole: string, word: string, stockWords: string): boolean {
  const rest = ` ${whole} `
    .replace(` ${word} `, ' ')
    .replace(stockWords === '' ? '' : ` ${stockWords} `, ' ');
  return rest.split(' ').every((one) => one === '' || /^\d+$/.test(one) || NEUTRAL_WORDS.has(one));
}

const isLetter = (text: string): boolean => /^[a-z]$/i.test(text);

/** N and U for themselves; C only where the column's letters are those of new and used and of no kind of vehicle. */
function letterWord(letter: string, { letters }: ConditionColumn): ConditionWord {
  const capital = letter.toUpperCase();
  const isOfVehicles = /[TMBVS]/.test(letters);
  if (capital === 'N' && !letters.includes('Y')) return known('new');
  if (capital === 'U') return known('used');
  if (capital === 'C' && /[NU]/.test(letters) && !isOfVehicles) return known('cpo');
  if (capital === 'P' && /[NU]/.test(letters) && !isOfVehicles) return known('used');
  if (capital === 'D' && /[NU]/.test(letters) && !isOfVehicles)
    return { condition: null, stockType: 'demo', kind: 'stock' };
  return NOTHING;
}

/** What a cell says in a column of this kind. */
export function readCondition(text: string, column: ConditionColumn): ConditionWord {
  if (column.flag !== null) {
    if (YES.test(text)) return known(column.flag);
    if (NO.test(text)) return known(column.flag === 'new' ? 'used' : 'new');
  }
  return isLetter(text) ? letterWord(text, column) : conditionWord(text);
}

/** New, used or certified by the text alone; null where it says neither. */
export const parseCondition = (text: string): KnownCondition | null =>
  readCondition(text, { letters: 'CNU', flag: null }).condition;

/** The single letters among the values, in capitals and in order. */
export const lettersOf = (values: Iterable<string>): string =>
  [...new Set([...values].filter(isLetter).map((letter) => letter.toUpperCase()))].toSorted().join('');

const FLAGS: Readonly<Record<string, 'new' | 'used'>> = {
  isnew: 'new', newflag: 'new', isnewvehicle: 'new', isnewcar: 'new', new: 'new', newvehicle: 'new', newcar: 'new',
  isused: 'used', usedflag: 'used', isusedvehicle: 'used', isusedcar: 'used', used: 'used', usedvehicle: 'used', usedcar: 'used',
  preowned: 'used', ispreowned: 'used', preownedflag: 'used', preownedvehicle: 'used',
}; // prettier-ignore

/** The question that a column of this normalised name answers with yes or no. */
const flagOf = (key: string): ConditionColumn['flag'] => FLAGS[key] ?? null;

/** The same by a column's name as written, inside of whatever object it stands ("attributes.isNew"). */
export const flagOfColumn = (name: string): ConditionColumn['flag'] =>
  flagOf(normaliseHeader(name)) ?? flagOf(normaliseHeader(name.slice(name.lastIndexOf('.') + 1)));

/** True for 1, yes, true, Y, "CPO", "Certified …". */
export function isCertified(text: string): boolean {
  return /^(?:1|y|yes|true|t|x|cpo|certified.*)$/i.test(text.trim());
}

export const isYesOrNo = (text: string): boolean => YES.test(text) || NO.test(text);

/** A new car is driven to its buyer, not further; a demo's miles are neither's. */
const NEW_MILES = 1_000;
const USED_MILES = 5_000;
/** So many years back no new car stands on a lot. */
const USED_YEARS = 3;

/** What year and mileage say of a car whose feed says nothing. Where neither is known, nothing speaks against new. */
export function judgedByCar(
  year: number | null,
  mileage: number | null,
  asOfYear: number,
): 'new' | 'used' | 'unknown' {
  if (mileage !== null && mileage > USED_MILES) return 'used';
  if (year !== null && asOfYear - year >= USED_YEARS) return 'used';
  return mileage !== null && mileage > NEW_MILES ? 'unknown' : 'new';
}
