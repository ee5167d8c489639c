import { VIN_LENGTH } from './vin.ts';

/** Texts in the place of a VIN that name no vehicle. Many cars would share one of them and be taken for one car. */

/** What stands there of cars that have no VIN yet; without a digit it is known by that alone. */
const WORDS =
  'TBD|TBA|TBC|PENDING|UNKNOWN|UNASSIGNED|NOT ASSIGNED|NOT AVAILABLE|AWAITING|ON ORDER|ORDERED|IN TRANSIT|IN BUILD|IN PRODUCTION|NO VIN|NOVIN|NO VIN ASSIGNED|VIN PENDING|VIN TBD|VIN TBA|VIN TO FOLLOW|TO FOLLOW|FACTORY ORDER|DEALER ORDER|SOLD ORDER|INCOMING|COMING SOON|N/A|NONE|NULL|NAN|UNDEFINED';
/** With a number behind it, too: "TBD-1", "ON ORDER 2026-03". */
const NUMBERED = new RegExp(`^(?:${WORDS})(?:[^A-Z0-9].*|\\d{1,4})?$`);
/** A line of sums under the vehicles: "Total: 24", "Grand total 1,204,000". */
const SUMS =
  /^(?:(?:SUB|GRAND)[ -]?)?TOTALS?\b|^(?:SUM|COUNT|AVERAGE)[^A-Z0-9]|^\d{1,6} (?:VEHICLES|UNITS|CARS|ROWS|RECORDS)$/;
const SHEET_ERROR = /^#(?:REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM|SPILL|CALC)[!?]?$/;
/** Digits hidden behind marks, or behind more letters X than any maker writes in a row. */
const MASKED = /[*•●█]|\?{3}|#{3}|_{4}|X{6}|X{4}$|^X{4}/;
/** Seventeen ones are the VIN that everyone tests with: its check digit is right. */
const ONE_CHARACTER = /^([^1])\1{4,}$/;
const ONLY_ZEROS = /^(?:VIN)?0+$/;
/** A remark, such as the "(17 characters)" under a column's name. */
const REMARK = /^\(.*\)$/;
/** A letter alone may be a name that a small dealer gives his cars. */
const NAME_OF_LETTERS = /^(?:[A-HJ-NPR-Z]{17}|[A-WYZ])$/;

/**
 * True of a placeholder, a masked VIN, an error of a spreadsheet and a line of sums; false of whatever may be a VIN,
 * however odd: makers allocate provisional ones, and before 1981 there were no rules.
 * @param vin the text as `normaliseVin` gives it
 */
export function isNoVin(text: string, vin: string): boolean {
  if (vin === text && isPlainVin(text)) return false;
  const written = text.trim().toUpperCase().replace(/\s+/g, ' ');
  if (MASKED.test(written)) return true;
  if (!/\d/.test(vin)) return !NAME_OF_LETTERS.test(written) || ONE_CHARACTER.test(vin);
  return (
    ONLY_ZEROS.test(vin) ||
    REMARK.test(written) ||
    ONE_CHARACTER.test(vin) ||
    NUMBERED.test(written) ||
    SUMS.test(written) ||
    SHEET_ERROR.test(written)
  );
}

const LETTER_X = 88;
const ONE = 49;

/**
 * True of nearly every VIN of a million rows, in one walk: as it should be written, ending in a digit, of more than one
 * character, and nothing in it that may be a mask.
 */
export function isPlainVin(text: string): boolean {
  if (text.length !== VIN_LENGTH) return false;
  const first = text.charCodeAt(0);
  let isMixed = first === ONE;
  let masked = 0;
  let code = first;
  for (let at = 0; at < VIN_LENGTH; at += 1) {
    code = text.charCodeAt(at);
    if (code < 48 || code > 90 || (code > 57 && code < 65)) return false;
    masked = code === LETTER_X ? masked + 1 : 0;
    if (masked === 4) return false;
    isMixed ||= code !== first;
  }
  return isMixed && code <= 57;
}
