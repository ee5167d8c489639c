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

const NO_AMOUNT =
  /\b(?:call|contact|ask|request|inquire|enquire|tbd|tba|none|null|nan|unavailable|available|see|pending|sold|coming soon)\b|^n\/?a$|^[-–—.?]+$/i;
const SYMBOLS: readonly (readonly [RegExp, string | null])[] = [
  [/US\s?\$/i, 'USD'],
  [/CA?\s?\$/i, 'CAD'],
  [/MX\s?\$/i, 'MXN'],
  [/A\$/i, 'AUD'],
  [/€/, 'EUR'],
  [/£/, 'GBP'],
  [/\$/, null],
];
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const SPACES = /[\s\u00a0\u202f']+/g;
/** A longer text is no amount; reading it as one could take for ever. */
const LONGEST_AMOUNT = 100;
const LARGEST_CENTS = Number.MAX_SAFE_INTEGER;

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

function isGrouped(text: string, separator: string): boolean {
  const groups = text.split(separator);
  return /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group));
}

/** Cents of digits with separators, in either convention; null if it is neither. */
function separatedCents(digits: string): number | null {
  const dot = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  let whole = digits;
  let fraction = '';
  if (dot >= 0 && comma >= 0) {
    const decimal = Math.max(dot, comma);
    const thousands = dot > comma ? ',' : '.';
    whole = digits.slice(0, decimal);
    fraction = digits.slice(decimal + 1);
    if (!isGrouped(whole, thousands)) return null;
    whole = whole.replaceAll(thousands, '');
  } else if (dot >= 0 || comma >= 0) {
    const separator = dot >= 0 ? '.' : ',';
    if (isGrouped(digits, separator)) whole = digits.replaceAll(separator, '');
    else {
      whole = digits.slice(0, Math.max(dot, comma));
      fraction = digits.slice(Math.max(dot, comma) + 1);
    }
  }
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction)) return null;
  const cents = Number(whole) * 100 + Math.round(Number(`0.${fraction}0`) * 100);
  return cents > LARGEST_CENTS ? null : cents;
}

/** Reads an amount as feeds write it. 0, blank and words such as "Call" are "no price"; never throws. */
export function parseMoney(text: string): Money {
  const trimmed = text.trim();
  if (trimmed === '' || NO_AMOUNT.test(trimmed)) return NO_PRICE;
  if (trimmed.length > LONGEST_AMOUNT) return BAD;
  let rest = trimmed;
  let currency: string | null = null;
  for (const [symbol, code] of SYMBOLS) {
    if (!symbol.test(rest)) continue;
    currency = code;
    rest = rest.replace(new RegExp(symbol, 'gi'), ' ');
    break;
  }
  const words = rest.match(/[A-Za-z]+/g) ?? [];
  for (const word of words) {
    const code = word.toUpperCase();
    if (!CODES.has(code) || (currency !== null && currency !== code)) return BAD;
    currency = code;
  }
  rest = rest
    .replace(/[A-Za-z]+/g, ' ')
    .trim()
    .replace(/\*+$/, '');
  if (/\d\s*(?:-|–|—|\bto\b)\s*\d/.test(rest) || words.length > 1) return /\d/.test(rest) ? RANGE : BAD;
  if (/^-\s*[\d.,]|^\(.*\)$|\d-$/.test(rest)) return NEGATIVE;
  const cents = separatedCents(rest.replace(SPACES, ''));
  if (cents === null) return BAD;
  return { cents: cents === 0 ? null : cents, currency, problem: null };
}
