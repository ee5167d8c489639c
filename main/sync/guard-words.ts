import type { GuardCheck, GuardSettings } from '../../shared/guard.ts';
import type { MoneyField } from '../../shared/listing.ts';
import type { CommonMove } from './common-move.ts';
import { scaleOf } from './currency-scale.ts';
import { factorOf, isDigitEdit } from './digits.ts';

/** Why a value is held, in a sentence. Amounts in cents. */
export function valueReason(
  check: GuardCheck,
  value: {
    readonly old: number | null;
    readonly new: number;
    readonly beside: number | null;
    readonly currency: string | null;
  },
  settings: GuardSettings,
): string {
  const [field, kind] = check.split(':');
  const name = field === 'msrp' ? 'MSRP' : 'price';
  const amount = money(value.new);
  if (kind === 'range') {
    const scale = scaleOf(value.currency);
    const [least, most] = [settings.minAmount * scale, settings.maxAmount * scale];
    return `${upper(name)} ${amount} is not between ${format.format(least)} and ${format.format(most)}${value.currency === null ? '' : ` ${value.currency}`}.`;
  }
  if (kind === 'ratio') {
    const other = field === 'msrp' ? 'price' : 'MSRP';
    const beside = value.beside === null ? '' : ` of ${money(value.beside)}`;
    return `${upper(name)} ${amount} is out of line with the ${other}${beside}: price over MSRP of a new vehicle should be between ${settings.minRatio} and ${settings.maxRatio}.`;
  }
  if (kind === 'peers') {
    return `${upper(name)} ${amount} is more than ${settings.peersFactor} times, or less than a ${ordinal(settings.peersFactor)} of, what used vehicles of this make, model and year are listed at.`;
  }
  const old = value.old ?? 0;
  if (kind === 'digits') {
    return `${upper(name)} moved from ${money(old)} to ${amount}: ${slip(old, value.new)}. It stays in Review, however often the feed repeats it.`;
  }
  const percent = old === 0 ? 0 : Math.round((Math.abs(value.new - old) * 100) / old);
  return `${upper(name)} moved from ${money(old)} to ${amount}, by ${percent}%: more than ${settings.jumpPercent}%. It counts once the next file confirms it.`;
}

/** What it looks like, rather than what it is. */
function slip(old: number, found: number): string {
  const power = Math.log10(factorOf(old, found));
  if (Math.abs(power - Math.round(power)) < 0.001) {
    const times = format.format(10 ** Math.round(power));
    return found > old ? `exactly ${times} times as much` : `exactly one part in ${times}`;
  }
  return isDigitEdit(old, found)
    ? 'the same number with a digit lost, added or swapped'
    : 'it looks like a slipped digit';
}

/** Thresholds are few and small: 5 → "5th". */
const ordinal = (count: number): string => `${format.format(count)}${count === 3 ? 'rd' : 'th'}`;

const upper = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const money = (cents: number): string => format.format(cents / 100);

/** What a price is said to be, by the feed or by the source's settings, and was said to be before. */
export type OtherMeaning = {
  readonly field: MoneyField;
  readonly what: 'column' | 'currency' | 'included';
  /** Null = not one thing. */
  readonly before: string | null;
  readonly now: string;
};

const QUESTION = 'Did prices move, or what the price includes?';
const MEANINGS: Readonly<Record<OtherMeaning['what'], string>> = {
  column: 'comes from another column',
  currency: 'is in another currency',
  included: 'includes something else by the settings of the source',
};

/** The question about a whole sync, in sentences; null where there is none. */
export function basisReason(common: readonly CommonMove[], meaning: OtherMeaning | null): string | null {
  const [most] = common.toSorted((a, b) => b.vehicles - a.vehicles);
  if (meaning !== null) {
    const name = meaning.field === 'msrp' ? 'MSRP' : 'price';
    const before = meaning.before === null ? '' : `, before ${meaning.before}`;
    return `The ${name} ${MEANINGS[meaning.what]}: ${meaning.now}${before}. ${QUESTION}`;
  }
  if (most === undefined) return null;
  const { field, shift, vehicles, of, models } = most;
  const name = field === 'msrp' ? 'MSRP' : 'price';
  const by =
    shift.kind === 'amount'
      ? `${shift.cents < 0 ? '−' : '+'}${money(Math.abs(shift.cents))}`
      : `the factor ${shift.factor.toFixed(4)}`;
  return `${vehicles} of ${of} known vehicles, of ${models} models, move in ${name} by ${by}. ${QUESTION}`;
}
