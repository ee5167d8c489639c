import { LONGEST_NAME } from './header.ts';

/** Money of which a vehicle has several, told apart by what something in it calls each: `<price type="msrp">`, {"type":"msrp"}. */
const MONEY = /pric|amount|msrp/i;
/** What tells, the surest first. */
const TELLING = [
  'type',
  'kind',
  'name',
  'role',
  'label',
  'category',
  'priceType',
  'code',
  'id',
  'class',
] as const;
/** Longer texts, and numbers, are no names of prices: each would be a column of its own. */
const LONGEST = 40;

/** Whether what is called so may stand there several times, each of another kind. */
export const isMoneyName = (name: string): boolean => MONEY.test(name);

export const isTelling = (name: string): boolean => (TELLING as readonly string[]).includes(name);

/** "[type=msrp]" for the members of one of several amounts; '' where none of them tells which it is. */
export function toldApart(members: Readonly<Record<string, unknown>>): string {
  if (isNothingIn(members)) return '';
  for (const name of TELLING) {
    const said = members[name];
    if (typeof said === 'string' && isKind(said)) return `[${name}=${said.trim()}]`;
  }
  return '';
}

/** Of nearly every amount: asking for each name that could tell would be felt, once an amount of every vehicle. */
function isNothingIn(members: Readonly<Record<string, unknown>>): boolean {
  for (const _ in members) return false;
  return true;
}

const isKind = (text: string): boolean =>
  text.length <= LONGEST && /\p{L}/u.test(text) && !/\d{3}|[[\]=]/.test(text);

/** The name of one of several amounts, taken apart: `price[type=msrp]`, or `prices[type=msrp].amount`. */
const APART = /^(.*)\[[^=\]]+=([^\]]*)\](?:\.(?:amount|value|price))?$/;

/** Whether a column is a part of one of several amounts: its own, its currency, what tells it. */
export const isOfApart = (column: string): boolean =>
  column.length <= LONGEST_NAME && column.includes('=') && /\[[^=\]]+=[^\]]*\]/.test(column);

/** What such a column is called and what tells it apart; null for any other column. */
export function apartName(column: string): { readonly element: string; readonly kind: string } | null {
  // Of brackets without end the expression would try every one with every other.
  if (column.length > LONGEST_NAME || !column.includes('=')) return null;
  const [, element, kind] = APART.exec(column) ?? [];
  return element === undefined || kind === undefined ? null : { element, kind };
}
