/** Numbers in fields: shown with thousands separators, read back however a person writes them. */

/** The separators of all that the screens show. */
const LOCALE = 'en-US';

type Format = {
  /** At most; trailing zeros are left out. */
  readonly decimals: number;
  /** False for names made of digits, such as a port. */
  readonly grouped?: boolean;
  readonly locale?: string;
};

/** 1234.5 -> "1,234.5"; NaN -> "". */
export function formatNumber(value: number, { decimals, grouped = true, locale = LOCALE }: Format): string {
  if (Number.isNaN(value)) return '';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: decimals, useGrouping: grouped }).format(
    value,
  );
}

const SIGNS = /^[-\u2212]/;
const UNITS = /^[$€£]|%$/g;

/**
 * What a person typed, with or without separators; NaN where it is no number. One "," or "." is what the locale uses it
 * for, except where it could not be: "0,05" has no thousands. Both together: the last one is before the decimals.
 */
export function parseNumber(typed: string, locale = LOCALE): number {
  const text = typed.trim().replace(UNITS, '').trim();
  const isNegative = SIGNS.test(text);
  const body = text.replace(SIGNS, '');
  if (!/^(?=.*\d)[\d\s_'’.,\u00a0\u202f]+$/.test(body)) return Number.NaN;
  const decimal = decimalMark(body, locale);
  const at = decimal === null ? -1 : body.lastIndexOf(decimal);
  const [whole, fraction] = at === -1 ? [body, ''] : [body.slice(0, at), body.slice(at + 1)];
  if (!/^\d*$/.test(fraction) || !isGrouped(whole)) return Number.NaN;
  const value = Number(`${whole.replace(/\D/g, '')}.${fraction}`);
  return isNegative ? -value : value;
}

function decimalMark(body: string, locale: string): ',' | '.' | null {
  const [comma, point] = [body.lastIndexOf(','), body.lastIndexOf('.')];
  if (comma !== -1 && point !== -1) return comma > point ? ',' : '.';
  if (comma === -1 && point === -1) return null;
  const mark = comma === -1 ? '.' : ',';
  const isRepeated = body.indexOf(mark) !== body.lastIndexOf(mark);
  if (isRepeated) return null;
  if (mark === markOf(locale)) return mark;
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(body) ? null : mark;
}

const markOf = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** Digits alone, or in groups by one separator throughout: thousands, or hundreds above the first of them (India). */
const GROUPED =
  /^\d{1,3}(?:(?<mark>[\s_'’.,\u00a0\u202f])\d{3})?(?:\k<mark>\d{3})*$|^\d{1,2}(?:,\d{2})+,\d{3}$|^\d*$/;
const isGrouped = (whole: string): boolean => GROUPED.test(whole.replaceAll(/[\u00a0\u202f]/g, ' '));
