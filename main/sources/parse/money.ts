import { CURRENCY_SIGNS, CURRENCY_WORDS, HARMLESS_WORDS, NO_AMOUNT } from './currency-words.ts';

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

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** Codes that are everyday words, too: they count as codes only in capitals. */
const WORD_CODES: ReadonlySet<string> = new Set(['ALL', 'TOP', 'CUP', 'TRY', 'PEN', 'MOP', 'GEL', 'LAK', 'ANG', 'BAM', 'SOS']); // prettier-ignore
/** What stands between groups of three digits besides dot and comma, as written around the world. */
const GAPS = /[\s'’‘`´]+/g;
const GROUPED_BY_GAPS = /^\d{1,3}(?:_\d{3})+(?:[.,]\d{1,2})?$/;
/** ₹ 12,34,567: groups of two above the thousands. */
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?$/;
/** "12.990,-" and "45’900.–": no cents. */
const NO_CENTS = /[.,]\s*[-–—]+\s*$/;
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
  const trimmed = text.trim().normalize('NFKC').replaceAll('ʼ', "'");
  if (trimmed === '' || NO_AMOUNT.test(trimmed)) return NO_PRICE;
  if (trimmed.length > LONGEST_AMOUNT) return BAD;
  const unsigned = withoutSign(trimmed);
  const named = withoutWords(unsigned.rest, unsigned.currency);
  if (named === null) return /\d\s*(?:-|–|—|\bto\b)\s*\D{0,3}\d/.test(trimmed) ? RANGE : BAD;
  const rest = named.rest.trim().replace(/\*+$/, '').replace(NO_CENTS, '').trim();
  if (/\d\s*[-–—]\s*\d/.test(rest)) return RANGE;
  if (/^[-–]\s*[\d.,]|^\(.*\)$|\d-$/.test(rest)) return NEGATIVE;
  const cents = writtenCents(rest);
  if (cents === null) return BAD;
  return { cents: cents === 0 ? null : cents, currency: named.currency, problem: null };
}

function withoutSign(text: string): { rest: string; currency: string | null } {
  for (const [sign, currency] of CURRENCY_SIGNS) {
    if (sign.test(text)) return { rest: text.replace(new RegExp(sign, 'giu'), ' '), currency };
  }
  return { rest: text, currency: null };
}

/** Null where a word is not known to leave the amount what it is, or two name different currencies. */
function withoutWords(
  text: string,
  signed: string | null,
): { readonly rest: string; readonly currency: string | null } | null {
  let currency = signed;
  for (const word of text.match(/\p{L}+/gu) ?? []) {
    if (HARMLESS_WORDS.has(word.toLowerCase())) continue;
    const code = currencyOf(word);
    if (code === undefined || (code !== null && currency !== null && currency !== code)) return null;
    currency = code ?? currency;
  }
  return { rest: text.replace(/\p{L}+\.?/gu, ' '), currency };
}

/** Undefined where the word names no currency. */
function currencyOf(word: string): string | null | undefined {
  const known = CURRENCY_WORDS.get(word.toLowerCase());
  if (known !== undefined) return known;
  const code = word.toUpperCase();
  const isCode = CODES.has(code) && (word === code || !WORD_CODES.has(code));
  return isCode ? code : undefined;
}

/** Cents of what is left of an amount: digits with separators, and nothing that could be a second number. */
function writtenCents(rest: string): number | null {
  const gapless = rest.replace(GAPS, '_');
  if (gapless.includes('_')) {
    // Two numbers side by side must never become one.
    if (!GROUPED_BY_GAPS.test(gapless)) return null;
    return separatedCents(
      gapless
        .replaceAll('_', '')
        .replace(',', '.')
        .replace(/\.(\d)$/, '.$10'),
    );
  }
  return separatedCents(INDIAN.test(gapless) ? gapless.replaceAll(',', '') : gapless);
}
