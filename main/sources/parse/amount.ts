/** The digits of an amount, in the notations of the world. */

const LARGEST_CENTS = Number.MAX_SAFE_INTEGER;
const WESTERN = /^[1-9]\d{0,2}(?:([.,' ])\d{3})(?:\1\d{3})*$/;
/** Lakhs and crores: "12,34,567". */
const INDIAN = /^[1-9]\d?(?:,\d{2})*,\d{3}$/;
const ONLY_DIGITS = /^\d+$/;
const ONLY_ZEROS = /^0+$/;

const isGrouped = (text: string): boolean => WESTERN.test(text) || INDIAN.test(text);
const bare = (text: string): string => text.replace(/[.,' ]/g, '');

type Parts = { readonly whole: string; readonly fraction: string };

/** Digits before and after the decimal separator; null where it cannot be told which separator that is. */
function partsOf(text: string): Parts | null {
  if (ONLY_DIGITS.test(text)) return { whole: text, fraction: '' };
  if (isGrouped(text)) return { whole: bare(text), fraction: '' };
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (at < 0) return null;
  const [before, fraction] = [text.slice(0, at), text.slice(at + 1)];
  if (!ONLY_DIGITS.test(fraction)) return null;
  if (!ONLY_DIGITS.test(before)) {
    // The same separator cannot part thousands and cents, and after thousands come at most cents.
    if (!isGrouped(before) || before.includes(text.charAt(at))) return null;
    return fraction.length <= 2 || ONLY_ZEROS.test(fraction) ? { whole: bare(before), fraction } : null;
  }
  return { whole: before, fraction };
}

/**
 * Cents of "45,990.00", "45.990,00", "45 990", "45'990" or "8,45,000"; null where it is none of them or could be two.
 * @param times what a word beside it multiplies it by ("lakh")
 */
export function centsOf(digits: string, times = 1): number | null {
  const parts = partsOf(digits);
  if (parts === null) return null;
  const cents =
    times === 1
      ? Number(parts.whole) * 100 + Math.round(Number(`0.${parts.fraction}0`) * 100)
      : Math.round(Number(`${parts.whole}.${parts.fraction}0`) * times * 100);
  return cents > LARGEST_CENTS ? null : cents;
}

/** Whether "12.990" may be twelve or twelve thousand: one group of three and no other separator. */
export const isOneGroup = (digits: string): boolean => /^\d{1,3}[.,]\d{3}$/.test(digits);
