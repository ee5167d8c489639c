/** A number read from a cell: null is blank (or "TBD"), `undefined` is text that makes no sense there. */
export type Reading = number | null | undefined;

const UNKNOWN = /^(?:n\/?a|tbd|tba|none|null|nan|unknown|call|-+|\?+)$/i;
/** A longer text is no number; the expressions below would walk it again and again. */
const LONGEST_NUMBER = 60;
const MILES_PER_KILOMETRE = 0.621371192;
const KILOMETRES = /^(?:km|kms|kmt|kilomet(?:er|re)s?)\.?$/i;
const MILES = /^(?:mi|smi|miles?|mls)\.?$/i;
/** In a column of units alone: beside a number K is a thousand. */
const UNIT_LETTER = /^[km]$/i;
const MILEAGE = /^([\d.,\s]+?)\s*(k(?![a-z]))?\s*([a-z]+\.?)?$/i;
/** "km 45.000": the unit before the number. */
const UNIT_FIRST = /^([a-z]{2,10}\.?)\s*([\d.,\s]+)$/i;
const APOSTROPHES = /(?<=\d)['’‘´`](?=\d{3})/g;

/** Whether a unit column's text is understood. */
export const isDistanceUnit = (text: string): boolean =>
  KILOMETRES.test(text) || MILES.test(text) || UNIT_LETTER.test(text);

/** A reading of an odometer: in miles, by which cars are compared, and as the feed says it where that is kilometres. */
export type Distance = { readonly miles: number; readonly kilometres: number | null };

/** Whole miles of "2,777 miles", "7560 km", "18k" or "18.201". */
export const parseMileage = (text: string, unit: string): Reading => {
  const found = parseDistance(text, unit);
  return found === null || found === undefined ? found : found.miles;
};

/** @param unit the unit column, which wins over the text; '' if there is none */
export function parseDistance(text: string, unit: string): Distance | null | undefined {
  const whole = text.trim();
  // First: the expressions below would walk a long text again and again.
  if (whole.length > LONGEST_NUMBER) return undefined;
  const trimmed = whole.replace(APOSTROPHES, '').replace(UNIT_FIRST, '$2 $1');
  if (trimmed === '' || UNKNOWN.test(trimmed)) return null;
  const match = MILEAGE.exec(trimmed);
  if (match === null) return undefined;
  const [, digits = '', thousand, suffix = ''] = match;
  if (suffix !== '' && !KILOMETRES.test(suffix) && !MILES.test(suffix)) return undefined;
  let plain = digits.replace(/\s/g, '');
  // Nobody writes thousandths of a mile: a group of three is a thousands group in either convention.
  if (thousand === undefined && /^\d{1,3}(?:[.,]\d{3})+(?:\.\d{1,2})?$/.test(plain)) {
    plain = plain.replace(/[.,](?=\d{3})/g, '');
  }
  const amount = Number(plain.replace(',', '.')) * (thousand === undefined ? 1 : 1000);
  if (!Number.isFinite(amount) || plain === '') return undefined;
  const inKilometres =
    KILOMETRES.test(unit) || /^k$/i.test(unit) || (!MILES.test(unit) && KILOMETRES.test(suffix));
  const miles = Math.round(inKilometres ? amount * MILES_PER_KILOMETRE : amount);
  return { miles, kilometres: inKilometres ? Math.round(amount) : null };
}

/** Model year of "2024", "24" or "2024.0". */
export function parseYear(text: string): Reading {
  const trimmed = text.trim();
  if (trimmed === '' || UNKNOWN.test(trimmed) || trimmed === '0') return null;
  const match = /^'?(\d{2}|\d{4})(?:\.0+)?$/.exec(trimmed);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (year < 100) return year < 50 ? 2000 + year : 1900 + year;
  return year >= 1886 && year <= 2100 ? year : undefined;
}
