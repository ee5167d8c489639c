import { cached } from './cached.ts';
import { isAscii, isPlain, LONGEST_NAME, normaliseHeader } from './header.ts';
import { apartName } from './told-apart.ts';

/** What a column's name says besides the field: the same name without it is nearly as usual. */
export type NearName = {
  /** Normalised names to try, nearest first. */
  readonly keys: readonly string[];
  /** The currency that the name gives its amounts. */
  readonly currency: string | null;
  /** 'km' where the name says kilometres; miles are what is meant anyway. */
  readonly unit: 'km' | '';
};

const CURRENCIES: ReadonlySet<string> = new Set(
  'usd cad eur gbp mxn aud nzd chf jpy cny inr brl sek nok dkk pln czk huf ron try zar aed sar krw rub uah'.split(' '),
); // prettier-ignore
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/US\$/i, 'USD'], [/CA?\$/i, 'CAD'], [/A\$/i, 'AUD'], [/R\$/, 'BRL'], [/€/, 'EUR'], [/£/, 'GBP'], [/₹/, 'INR'], [/¥/, 'JPY'],
]; // prettier-ignore
const KILOMETRES = /^(?:kms?|kmt|laufleistung|(?:kilomet|kilómetr|chilometr|quilometr)[^\d]*)$/;
/** Objects around a field that say nothing of their own. */
const WRAPPERS =
  /^(?:pricing|prices?|pricinginfo|priceinfo|pricedetails|vehicle|car|auto|attributes|details|specs|specifications|general|info|data)$/;
/** Those of money, whose fields may leave the word out: "prices.internet". */
const MONEY_WRAPPERS = /^(?:pricing|prices?|pricinginfo|priceinfo|pricedetails)$/;
const VALUE = /^(?:amount|value)$/;

function wordsOf(text: string): string[] {
  if (isAscii(text)) {
    const parted = text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
    return parted.toLowerCase().match(/[a-z\d]+/g) ?? [];
  }
  const parted = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return parted.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What several amounts are called together. */
const singular = (name: string): string =>
  /^(?:prices|pricing|pricelist|priceinfo|pricedetails|amounts?)$/.test(name) ? 'price' : name;

/** Files of one source repeat their names, and every way to read one asks again. */
const KNOWN = new Map<string, NearName>();
const NOTHING_NEAR: NearName = { keys: [], currency: null, unit: '' };

/** The near names of a column; those that it goes by as it is are not among them. */
export function nearName(name: string): NearName {
  if (name.length > LONGEST_NAME) return NOTHING_NEAR;
  // One word, with nothing in it or around it: it goes by that name alone.
  if (isPlain(name)) return KILOMETRES.test(name) ? { ...NOTHING_NEAR, unit: 'km' } : NOTHING_NEAR;
  return cached(KNOWN, name, readName);
}

function readName(name: string): NearName {
  const apart = apartName(name);
  const kind = apart?.kind ?? '';
  const path = (apart?.element ?? name).replaceAll(/\[\d*\]/g, '').split('.');
  const last =
    path.length > 1 && VALUE.test(wordsOf(path.at(-1) ?? '').join('')) ? path.at(-2) : path.at(-1);
  const wrapper = normaliseHeader(path.at(-2) ?? '');
  const words = wordsOf(last ?? '');
  const currency =
    SIGNS.find(([sign]) => sign.test(name))?.[1] ??
    [...words, ...wordsOf(kind)]
      .find((word, at) => CURRENCIES.has(word) && (at > 0 || words.length > 1))
      ?.toUpperCase() ??
    null;
  const unit = words.some((word) => KILOMETRES.test(word)) ? 'km' : '';
  const bare = words.filter((word) => !(CURRENCIES.has(word) && words.length > 1));
  const plain = bare.filter(
    (word) => !/^(?:kms?|mi|miles|in|amount|value)$/.test(word) || bare.length === 1,
  );
  const isWrapped = path.length < 2 || WRAPPERS.test(wrapper) || last !== path.at(-1);
  const keys = new Set<string>();
  if (apart !== null) {
    const said = wordsOf(kind)
      .filter((word) => !CURRENCIES.has(word))
      .join('');
    // "internet" and "internetprice" of <price type="internet">; the bare name would be any of its kinds.
    for (const key of [
      said.endsWith('price') || said.includes('msrp') ? said : `${said}${singular(bare.join(''))}`,
      said,
    ])
      keys.add(key);
  } else if (isWrapped) {
    for (const key of [bare.join(''), plain.join('')]) keys.add(key);
    if (path.length > 1 && MONEY_WRAPPERS.test(wrapper)) keys.add(`${plain.join('')}price`);
  }
  keys.delete('');
  keys.delete(normaliseHeader(name.replaceAll('[]', '[0]')));
  return { keys: [...keys], currency, unit };
}
