/** What feeds write beside an amount to say in which currency it is. */

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Codes that are English words, too: in small letters they are those. */
const WORDS: ReadonlySet<string> = new Set(['ALL', 'CUP', 'GEL', 'MAD', 'MOP', 'PEN', 'TOP', 'TRY']);

/** Lower case. Null = a sign of several currencies: "$" and "kr" say that it is money, not which. */
const SIGNS: ReadonlyMap<string, string | null> = new Map([
  ['$', null], ['us$', 'USD'], ['$us', 'USD'], ['u$s', 'USD'], ['us', 'USD'], ['dollars', null], ['dollar', null],
  ['c$', 'CAD'], ['ca$', 'CAD'], ['can$', 'CAD'], ['cdn$', 'CAD'], ['cdn', 'CAD'], ['$ca', 'CAD'],
  ['a$', 'AUD'], ['au$', 'AUD'], ['nz$', 'NZD'], ['mx$', 'MXN'], ['mex$', 'MXN'], ['r$', 'BRL'], ['hk$', 'HKD'],
  ['nt$', 'TWD'], ['s$', 'SGD'], ['sg$', 'SGD'], ['€', 'EUR'], ['euro', 'EUR'], ['euros', 'EUR'], ['£', 'GBP'],
  ['¥', null], ['円', 'JPY'], ['元', 'CNY'], ['rmb', 'CNY'], ['₹', 'INR'], ['rs', null], ['₩', 'KRW'], ['원', 'KRW'],
  ['kr', null], ['kronor', null], ['kroner', null], ['pounds', 'GBP'], ['kč', 'CZK'], ['kc', 'CZK'], ['zł', 'PLN'], ['zl', 'PLN'], ['ft', 'HUF'], ['lei', null],
  ['лв', 'BGN'], ['₽', 'RUB'], ['руб', 'RUB'], ['₴', 'UAH'], ['грн', 'UAH'], ['₺', 'TRY'], ['tl', 'TRY'],
  ['fr', null], ['sfr', 'CHF'], ['r', 'ZAR'], ['rm', 'MYR'], ['rp', 'IDR'], ['฿', 'THB'], ['₱', 'PHP'],
  ['₫', 'VND'], ['đ', 'VND'], ['₪', 'ILS'], ['dhs', 'AED'], ['dh', null],
]); // prettier-ignore

/** ISO 4217 of "kr", "AU$", "eur" or "USD$"; null where it is money of no certain currency, undefined where it is none. */
export function currencyNamed(written: string): string | null | undefined {
  const word = written.toLowerCase().replace(/\.+$/, '');
  const sign = SIGNS.get(word);
  if (sign !== undefined) return sign;
  const code = word.replace(/^\$|\$$/, '').toUpperCase();
  return CODES.has(code) && !(WORDS.has(code) && !written.includes(code)) ? code : undefined;
}

/** Of these a third digit after the point is money, so that "12.990" may be twelve or twelve thousand. */
export const THREE_DIGITS: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']);
