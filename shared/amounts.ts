/** Money, percentages and counts as people read them, on screen and in print. Amounts are in currency units, percentages in percent. */
const MINUS = '\u2212';
export const EN_DASH = '\u2013';
/** What stands where there is no value. */
export const NOTHING = EN_DASH;
/** US inventories rarely name their currency. */
const DEFAULT_CURRENCY = 'USD';

const formats = new Map<string, Intl.NumberFormat>();

/** Making an Intl format costs about 50 µs, using one 1 µs: keep them. */
function currencyFormat(currency: string | null, digits: number): Intl.NumberFormat {
  const code = currency ?? DEFAULT_CURRENCY;
  const key = code + digits;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: code,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}

const absolute = (amount: number, currency: string | null): string =>
  currencyFormat(currency, Number.isInteger(amount) ? 0 : 2).format(Math.abs(amount));

/** 41567 -> "$41,567"; cents only where there are some; null -> "–". */
export function money(amount: number | null, currency: string | null): string {
  if (amount === null) return NOTHING;
  return (amount < 0 ? MINUS : '') + absolute(amount, currency);
}

export const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? MINUS : '');

/** -699 -> "−$699", 500 -> "+$500". */
export function moneyMove(delta: number, currency: string | null): string {
  return sign(delta) + absolute(delta, currency);
}

/** -1.68 -> "−1.68%", always with two decimals so that columns line up; null -> "–". */
export function percentMove(percent: number | null): string {
  if (percent === null) return NOTHING;
  return `${sign(percent)}${Math.abs(percent).toFixed(2)}%`;
}

const counts = new Intl.NumberFormat('en-US');

/** 1878 -> "1,878". */
export const count = (value: number): string => counts.format(value);

/** 1 -> "1 change", 37 -> "37 changes". */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;
