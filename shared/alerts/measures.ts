import type { ChangeMeasure, LevelState, LineMeasure, Rule, RuleHow, RuleWhen, RuleWhere } from './rule.ts';

/** Rules in words, for every screen, message and the command line. Without zod, which no screen may load. */

const CHANGED: Readonly<Record<ChangeMeasure, string>> = {
  msrp: 'MSRP',
  price: 'Price',
  avi: 'AVI',
  ati: 'ATI',
  cis: 'CIS',
  'new-low': 'Price',
  sold: 'Sold',
  new: 'New vehicle',
  returned: 'Back on the lot',
};
export const changeName = (measure: ChangeMeasure): string => CHANGED[measure];

type Unit = 'percent' | 'days' | 'money' | 'points' | 'place';
const LINED: Readonly<Record<LineMeasure, readonly [name: string, unit: Unit]>> = {
  ptm: ['Price to market', 'percent'],
  days: ['Days on lot', 'days'],
  discount: ['Discount', 'percent'],
  price: ['Price', 'money'],
  avi: ['AVI', 'points'],
  ati: ['ATI', 'points'],
  cis: ['CIS', 'points'],
  rank: ['Rank by price', 'place'],
};
export const lineName = (measure: LineMeasure): string => LINED[measure][0];
export const lineUnit = (measure: LineMeasure): Unit => LINED[measure][1];

const LEVELS: Readonly<Record<LevelState, string>> = {
  'no-photos': 'no photos',
  'price-above-msrp': 'price above MSRP',
  'msrp-missing': 'MSRP missing',
  'price-missing': 'price missing',
  held: 'a value is held for review',
  'vin-odd': 'the VIN looks wrong',
  conflict: 'listed twice with different prices',
};
export const levelName = (state: LevelState): string => LEVELS[state];

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', CAD: 'CA$', EUR: '€', GBP: '£' };

/** `$31,900`, `−$500`, `+$750`. Null = the feed names no currency: dollars. */
export function moneyText(amount: number, currency: string | null, signed = false): string {
  const code = currency ?? 'USD';
  const symbol = SYMBOLS[code] ?? `${code} `;
  const size = Math.abs(amount);
  const digits = Number.isInteger(size) ? 0 : 2;
  const figure = size.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: 2 });
  const sign = amount < 0 ? '−' : signed && amount > 0 ? '+' : '';
  return `${sign}${symbol}${figure}`;
}

/** A value as its line is written. */
export function lineText(measure: LineMeasure, value: number, currency: string | null): string {
  const unit = lineUnit(measure);
  if (unit === 'money') return moneyText(value, currency);
  if (unit === 'percent') return `${value}%`;
  if (unit === 'days') return `${value} ${value === 1 ? 'day' : 'days'}`;
  return unit === 'place' ? `place ${value}` : String(value);
}

const orList = (parts: readonly string[]): string => parts.join(' or ');
const times = (inARow: number): string => (inARow === 1 ? '' : `, ${inARow} syncs in a row`);

function changesWords({ measure, direction, atLeast }: Extract<RuleWhen, { kind: 'changes' }>): string {
  if (measure === 'sold') return 'A vehicle is sold or leaves the lot';
  if (measure === 'new') return 'A new vehicle arrives';
  if (measure === 'returned') return 'A vehicle is back on the lot';
  if (measure === 'new-low') return 'Price is lower than ever';
  const { pct, amount, points } = atLeast;
  const sizes = [
    ...(pct === undefined ? [] : [`${pct}%`]),
    ...(amount === undefined ? [] : [moneyText(amount, null)]),
    ...(points === undefined ? [] : [`${points} points`]),
  ];
  const verb = { up: 'rises', down: 'falls', both: 'changes' }[direction];
  return `${CHANGED[measure]} ${verb}${sizes.length === 0 ? '' : ` by ${orList(sizes)} or more`}`;
}

function whenWords(when: RuleWhen): string {
  switch (when.kind) {
    case 'changes':
      return changesWords(when);
    case 'crosses': {
      const { measure, direction, line, margin, inARow } = when;
      const back = direction === 'above' ? line - margin : line + margin;
      const until =
        margin === 0
          ? ''
          : `, until ${lineText(measure, back, null)} or ${direction === 'above' ? 'less' : 'more'}`;
      return `${lineName(measure)} crosses ${direction} ${lineText(measure, line, null)}${until}${times(inARow)}`;
    }
    case 'is':
      return `${LEVELS[when.state].replace(/^[a-z]/, (letter) => letter.toUpperCase())}${times(when.inARow)}`;
    case 'source':
      if (when.state === 'older-than') return `A source was not read for ${when.hours} h`;
      if (when.state === 'rows-fell') return `Rows of a source fall by ${when.pct}% or more`;
      return when.state === 'failed' ? 'A source cannot be read' : 'A sync is held for review';
    case 'log':
      return when.state === 'redis-lost'
        ? `Redis is lost for ${when.minutes} min`
        : `Changes wait for Redis for ${when.minutes} min`;
  }
}

function whereWords(where: RuleWhere): string {
  const whose = { own: 'our', competitor: "competitors'", any: 'all' }[where.role];
  const kinds = where.conditions.map((one) => (one === 'cpo' ? 'certified' : one));
  const names = [...where.makes, ...where.models].join(', ');
  return [
    ` on ${[whose, orList(kinds), names, 'vehicles'].filter((part) => part !== '').join(' ')}`,
    where.dealers.length === 0 ? '' : ` of ${orList(where.dealers)}`,
    where.watched ? ' on the watch list' : '',
    where.view === null ? '' : ` in the view ${where.view}`,
  ].join('');
}

/** "Price falls by 3% or $500 or more on our vehicles". */
export const ruleWords = ({ when, where }: Pick<Rule, 'when' | 'where'>): string =>
  `${whenWords(when)}${when.kind === 'source' || when.kind === 'log' ? '' : whereWords(where)}`;

/** "quiet 20:00 to 07:00 America/Chicago". */
export const quietWords = (quiet: NonNullable<RuleHow['quiet']>): string =>
  `quiet ${quiet.from} to ${quiet.to} ${quiet.zone}`;
