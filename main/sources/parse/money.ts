import { centsOf, isOneGroup } from './amount.ts';
import { currencyNamed, THREE_DIGITS } from './currencies.ts';

/** What a cell says about an amount. */
export type Money = {
  /** Integer cents, or null: no price. */
  readonly cents: number | null;
  /** ISO 4217 where the cell says so itself. A bare "$" does not: several countries write it. */
  readonly currency: string | null;
  /** Why a filled cell gave no amount, when a person should know; null for words such as "Call". */
  readonly problem: string | null;
};

const NO_PRICE: Money = { cents: null, currency: null, problem: null };
const BAD: Money = { cents: null, currency: null, problem: 'Not an amount' };
const NEGATIVE: Money = { cents: null, currency: null, problem: 'Not an amount: negative' };
const RANGE: Money = { cents: null, currency: null, problem: 'Not an amount: a range' };

const AMBIGUOUS: Money = {
  cents: null,
  currency: null,
  problem: 'Not an amount: it can be read in two ways',
};

/** Words that say there is no price. Where a number stands beside them the cell is never passed over in silence. */
const NO_AMOUNT =
  /\b(?:call|contact|ask|request|inquire|enquire|tbd|tba|none|null|nan|undefined|infinity|unavailable|available|see|pending|sold|coming soon|anfrage|demande|consultar|aanvraag|richiesta|dotaz)\b|\bp\.?\s?o\.?\s?a\b|^n\/?a$|^[-–—.?]+$/i;
/** That number is no price where it is a telephone's. */
const TELEPHONE = /\b(?:call|contact|phone)\b[^$€£]*\d{3}\)?[\s.-]?\d{3,4}/i;
/** Words beside an amount that leave it what it is. Others ("from", "was", "+ tax", "ex GST") make it no price. */
const LABELS = new RegExp(
  String.raw`\b(?:msrp|s?rrp|srp|(?:(?:our|internet|web|online|selling|asking|list|retail|special|final|your) )?price|sales?|cash|total|firm|neg|vhs|now|only|drive[ -]?away|o\.?[bn]\.?o|or best offer|negotiable|vhb|vb|festpreis|ttc|` +
    String.raw`(?:inkl|incl?|including|inclusive)\.?(?: of)?(?: [\d.,]+ ?%)? ?(?:mwst|moms|btw|vat|gst|tax(?:es)?|iva|tva))\b\.?`,
  'gi',
);
const APOSTROPHES = /[’‘ʼ′`´]/g;
const NUMBER = /\d+(?:[.,' ]\d+)*/g;
/** ",-", ".–" and ":-": no cents. */
const NO_CENTS = /^ ?[.,:] ?[-–—]+/;
const MINUS = /[-–—−]/;
const TIMES: ReadonlyMap<string, number> = new Map([
  ['万', 1e4], ['萬', 1e4], ['lakh', 1e5], ['lakhs', 1e5], ['lac', 1e5], ['lacs', 1e5], ['crore', 1e7], ['crores', 1e7],
  ['cr', 1e7],
]); // prettier-ignore
/** A longer text is no amount; reading it as one could take for ever. */
const LONGEST_AMOUNT = 100;

/**
 * Cents of "45990", "36135.5" or "48900.00": what most cells hold, without an allocation. -1 for everything
 * else, which {@link parseMoney} reads.
 */
export function plainCents(text: string): number {
  const length = text.length;
  if (length === 0 || length > 13) return -1;
  let whole = 0;
  let i = 0;
  for (; i < length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    whole = whole * 10 + digit;
  }
  if (i === length) return whole * 100;
  // A dot with one or two digits: three would be a thousands group.
  if (i === 0 || text.charCodeAt(i) !== 46 || length - i > 3 || length - i < 2) return -1;
  const tenths = text.charCodeAt(i + 1) - 48;
  const hundredths = length - i === 3 ? text.charCodeAt(i + 2) - 48 : 0;
  if (tenths < 0 || tenths > 9 || hundredths < 0 || hundredths > 9) return -1;
  return whole * 100 + tenths * 10 + hundredths;
}

/** What stands beside the digits; null where that makes it something else than an amount. */
function besideOf(text: string): { readonly currency: string | null; readonly times: number } | null {
  let currency: string | null = null;
  let times = 1;
  const words = text
    .replace(/[()*:!]/g, ' ')
    .replace(/([万萬])/g, ' $1 ')
    .replace(/\b([a-z]{1,3}) \$/gi, '$1$');
  for (const word of words.split(' ')) {
    if (word === '' || word === '.') continue;
    const factor = TIMES.get(word.toLowerCase());
    const named = factor === undefined ? currencyNamed(word) : null;
    if (named === undefined || (named !== null && currency !== null && named !== currency)) return null;
    currency = named ?? currency;
    times *= factor ?? 1;
  }
  return { currency, times };
}

const plainly = (text: string): string =>
  text
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(LABELS, ' ')
    // A spreadsheet's ways to keep a text a text.
    .replace(/^[ ='"]+|[ '"]+$/g, '');

/** Reads an amount as feeds write it. 0, blank and words such as "Call" are "no price"; never throws. */
export function parseMoney(text: string): Money {
  const trimmed = text.trim();
  if (trimmed === '' || (!/\d/.test(trimmed) && NO_AMOUNT.test(trimmed))) return NO_PRICE;
  if (trimmed.length > LONGEST_AMOUNT) return BAD;
  const plain = plainly(trimmed);
  const [number, second] = [...plain.matchAll(NUMBER)];
  if (number === undefined) return BAD;
  const [digits] = number;
  if (second !== undefined) {
    if (TELEPHONE.test(trimmed)) return NO_PRICE;
    const between = plain.slice(number.index + digits.length, second.index);
    return MINUS.test(between) || /\bto\b/i.test(between) ? RANGE : BAD;
  }
  const before = plain.slice(0, number.index);
  const after = plain.slice(number.index + digits.length);
  const rest = after.replace(NO_CENTS, ' ');
  if (MINUS.test(before) || /^ ?[-–—−]/.test(rest) || /\([^)]*$/.test(before)) return NEGATIVE;
  const beside = besideOf(`${before} ${rest.replace(/^[.,]/, ' ')}`);
  if (beside === null) return BAD;
  const { currency, times } = beside;
  if (currency !== null && THREE_DIGITS.has(currency) && isOneGroup(digits)) return AMBIGUOUS;
  const cents = centsOf(digits, times);
  if (cents === null) return BAD;
  if (rest !== after && cents % 100 !== 0) return BAD;
  return { cents: cents === 0 ? null : cents, currency, problem: null };
}
