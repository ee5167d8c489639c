/**
 * Vehicle identification numbers: 17 characters since 1981, position 9 a check digit, position 10 the model year.
 * A bad VIN is flagged, never a reason to drop a car: makers allocate provisional ones and European ones carry
 * a filler where the check digit would be.
 */
export const VIN_LENGTH = 17;

export type VinFlag =
  | 'length' // not 17 characters
  | 'illegal-character' // I, O, Q or something that is no letter or digit
  | 'check-digit' // position 9 does not fit the rest
  | 'model-year' // position 10 holds U, Z or 0
  | 'provisional'; // letters among the last five: allocated before the car is built, or a small maker

/** Values of A..Z for the check digit; 0 marks the letters a VIN never holds (I, O, Q). */
const LETTER_VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const YEAR_CODES = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const FIRST_CODED_YEAR = 1980;
const CODE_CYCLE = 30;

const SCIENTIFIC = /^\s*(?:\d+(?:[.,]\d+)?E\+\d{1,3}|\d+[.,]\d+E\d{1,3})\s*$/i;
const LETTER_IN_SERIAL = /[A-Z]/;

/** True for "1.23457E+16": a spreadsheet has rounded the VIN away, and different cars collide on it. */
export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text);
}

function isCanonical(text: string): boolean {
  if (text.length !== VIN_LENGTH) return false;
  for (let i = 0; i < VIN_LENGTH; i += 1) {
    const code = text.charCodeAt(i);
    if (!((code >= 48 && code <= 57) || (code >= 65 && code <= 90))) return false;
  }
  return true;
}

/**
 * The key of a vehicle: upper case without a "VIN:" prefix, a spreadsheet's trailing ".0", spaces, dashes and
 * other punctuation. '' where nothing is left.
 */
export function normaliseVin(text: string): string {
  if (isCanonical(text)) return text;
  return text
    .trim()
    .toUpperCase()
    .replace(/^VIN(?:\s*[:#]|\s)\s*/, '')
    .replace(/\.0+$/, '')
    .replace(/[^0-9A-Z]+/g, '');
}

/** What position 9 should be ('0'..'9' or 'X'), or null where a character has no value. */
export function expectedCheckDigit(vin: string): string | null {
  if (vin.length !== VIN_LENGTH) return null;
  let sum = 0;
  for (let i = 0; i < VIN_LENGTH; i += 1) {
    const code = vin.charCodeAt(i);
    const value = code >= 48 && code <= 57 ? code - 48 : (LETTER_VALUES[code - 65] ?? 0);
    if (value === 0 && code !== 48) return null;
    sum += value * (WEIGHTS[i] ?? 0);
  }
  const rest = sum % 11;
  return rest === 10 ? 'X' : String(rest);
}

/** True if the VIN is 17 legal characters and position 9 fits. */
export function hasValidCheckDigit(vin: string): boolean {
  return expectedCheckDigit(vin) === vin[8];
}

/**
 * The two model years position 10 can mean, 30 years apart; [] where it means none. Which of the two cannot be
 * decided for sure (the usual rule on position 7 fails on heavy vans), so test a feed's year against both.
 */
export function candidateModelYears(vin: string): readonly number[] {
  const code = vin.length === VIN_LENGTH ? YEAR_CODES.indexOf(vin.charAt(9)) : -1;
  if (code < 0) return [];
  return [FIRST_CODED_YEAR + code, FIRST_CODED_YEAR + CODE_CYCLE + code];
}

/** What is odd about a normalised VIN; [] for a clean one. Before 1981 VINs were shorter: `length` alone is no fault. */
export function vinFlags(vin: string): readonly VinFlag[] {
  const flags: VinFlag[] = [];
  if (/[^0-9A-HJ-NPR-Z]/.test(vin)) flags.push('illegal-character');
  if (vin.length !== VIN_LENGTH) return ['length', ...flags];
  if (flags.length === 0 && !hasValidCheckDigit(vin)) flags.push('check-digit');
  if (candidateModelYears(vin).length === 0) flags.push('model-year');
  if (LETTER_IN_SERIAL.test(vin.slice(12))) flags.push('provisional');
  return flags;
}
