import type { GuardCheck, GuardSettings } from '../../shared/guard.ts';
import type { ListingRow, MoneyField } from '../../shared/listing.ts';
import { toCents } from '../../shared/units.ts';
import { isOtherMoney, type CompareRules, type Known } from './compare.ts';
import { scaleOf } from './currency-scale.ts';
import { factorOf, isDigitFault } from './digits.ts';

/**
 * Whether the money of one row can be true (`domain.md` 1.3, hazard 6). Pure: no clock, no store. Money in integer cents.
 * A held value never reaches {@link compare}: the row is compared as if it repeated what is known.
 */

export type GuardLimits = {
  /** Cents of a dollar; other currencies scale them. */
  readonly minAmount: number;
  readonly maxAmount: number;
  readonly minRatio: number;
  readonly maxRatio: number;
  /** Percent. */
  readonly jumpPercent: number;
  /** So many times as much or as little is a slip of the feed, not a move. */
  readonly scaleFactor: number;
  readonly peersFactor: number;
  /** Checks a person switched off for the source. */
  readonly off: ReadonlySet<GuardCheck>;
};

export const guardLimits = (settings: GuardSettings, off: readonly GuardCheck[]): GuardLimits => ({
  minAmount: toCents(settings.minAmount),
  maxAmount: toCents(settings.maxAmount),
  minRatio: settings.minRatio,
  maxRatio: settings.maxRatio,
  jumpPercent: settings.jumpPercent,
  scaleFactor: settings.scaleFactor,
  peersFactor: settings.peersFactor,
  off: new Set(off),
});

export type HoldState = 'quarantined' | 'pending' | 'rejected';

/** A value that was held before this row. */
export type Hold = {
  readonly state: HoldState;
  readonly check: GuardCheck;
  readonly value: number;
  /** The latest observation that had it. */
  readonly lastObservation: number;
};
export type Holds = Readonly<Record<MoneyField, Hold | null>>;

/** Values that the vehicle's own field had before, in cents; asked only where a row is suspicious. */
export type Past = (field: MoneyField) => readonly number[];
const NO_PAST: Past = () => [];
export const NO_HOLDS: Holds = { msrp: null, price: null };

/** What a row makes of the hold on one of its fields. */
export type HoldOutcome = {
  readonly field: MoneyField;
  /** What became of the hold there was; null = there was none, or it goes on. */
  readonly settled: { readonly hold: Hold; readonly outcome: 'confirmed' | 'withdrawn' } | null;
  /** What is held after the row; null = the field is accepted. */
  readonly open: {
    readonly state: HoldState;
    readonly check: GuardCheck;
    readonly value: number;
    /** False: the value was held before. */
    readonly isNew: boolean;
    /** False: the row leaves the field blank, and the hold waits. */
    readonly isSeen: boolean;
  } | null;
};

export type Guarded<K extends Known> = {
  /** What to compare instead: held values are replaced by what is known. */
  readonly row: ListingRow;
  readonly known: K | null;
  readonly outcomes: readonly HoldOutcome[];
  /** Bits of what is held after it: 1 = MSRP, 2 = price. */
  readonly held: number;
};

const HELD_BITS: Readonly<Record<MoneyField, number>> = { msrp: 1, price: 2 };

type Side = {
  readonly field: MoneyField;
  readonly found: number | null;
  /** Null also where what is known means something else: another column, another currency. */
  readonly known: number | null;
  /** What is known is in another currency, and stays until the row is believed. */
  readonly isOther: boolean;
  readonly hold: Hold | null;
  /** An MSRP of a used vehicle makes no events and scores nothing. */
  readonly isJudged: boolean;
  /** Of its currency: {@link scaleOf}. */
  readonly scale: number;
};

/** Null where nothing is held before and after: the row stands as it is, which is nearly always. */
export function guardRow<K extends Known>(
  row: ListingRow,
  known: K | null,
  holds: Holds,
  limits: GuardLimits,
  rules: CompareRules,
  past: Past = NO_PAST,
): Guarded<K> | null {
  const scale = scaleOf(row.currency ?? known?.currency ?? null);
  const side = (field: MoneyField): Side => {
    const isOther = known !== null && isOtherMoney(field, known, row);
    return {
      scale,
      field,
      found: row[field],
      known: known === null || isOther || rules.rebased[field] ? null : known[field],
      isOther,
      hold: holds[field],
      isJudged: field === 'price' || row.condition === 'new',
    };
  };
  const sides = { msrp: side('msrp'), price: side('price') };
  const implausible = findImplausible(sides, row.condition === 'new', limits, past);
  const outcomes = [sides.msrp, sides.price].flatMap((one) => {
    const check = implausible[one.field];
    const outcome = resolve(one, check, check === null ? jumpOf(one, limits) : null, rules.observation);
    return outcome === null ? [] : [outcome];
  });
  return outcomes.length === 0 ? null : withHeld(row, known, sides, outcomes);
}

/** Values no market explains. A rejected one stays what it is, whatever it would be judged today. */
function findImplausible(
  { msrp, price }: Readonly<Record<MoneyField, Side>>,
  isNew: boolean,
  limits: GuardLimits,
  past: Past,
): Record<MoneyField, GuardCheck | null> {
  const alone = (side: Side): GuardCheck | null =>
    keptCheck(side, limits) ?? rangeOf(side, limits) ?? digitsOf(side, limits, past);
  const found: Record<MoneyField, GuardCheck | null> = { msrp: alone(msrp), price: alone(price) };
  if (!isNew) return found;
  const trusted = (side: Side): number | null =>
    found[side.field] === null ? (side.found ?? side.known) : side.known;
  const hold = ({ field }: Side): void => {
    const check: GuardCheck = `${field}:ratio`;
    if (!limits.off.has(check)) found[field] = check;
  };
  // Of a slip that does not fit the other field either, the reason says that: it is plain to see.
  if (found.price === 'price:digits' && isOddPair(trusted(msrp), price.found, limits)) hold(price);
  if (found.msrp === 'msrp:digits' && isOddPair(msrp.found, trusted(price), limits)) hold(msrp);
  if (!isOddPair(trusted(msrp), trusted(price), limits)) return found;
  const news = [price, msrp].filter((one) => found[one.field] === null && differs(one));
  suspectsOf(news, limits).forEach(hold);
  return found;
}

/** Cents, in dollars' order: between these lie the price and the MSRP of nearly every new vehicle. */
const USUAL = { least: 1_500_000, most: 15_000_000 };

/**
 * Of a price and an MSRP that do not fit each other the one that changed is the suspect; where both are, the price, which
 * feeds get wrong far more often. At first sight, with no past of either and a digit between them, it is the one that no
 * new vehicle costs; where that does not distinguish them, both.
 */
function suspectsOf(news: readonly Side[], { scaleFactor }: GuardLimits): readonly Side[] {
  const [first, second] = news;
  if (first === undefined || second === undefined) return news;
  const isFirstSight = first.known === null && second.known === null;
  if (!isFirstSight || factorOf(first.found ?? 0, second.found ?? 0) < scaleFactor) return [first];
  const strange = news.filter(
    ({ found, scale }) => found !== null && (found < USUAL.least * scale || found > USUAL.most * scale),
  );
  return strange.length === 1 ? strange : news;
}

function isOddPair(
  msrp: number | null,
  price: number | null,
  { minRatio, maxRatio }: GuardLimits,
): boolean {
  if (msrp === null || price === null) return false;
  const ratio = price / msrp;
  return ratio < minRatio || ratio > maxRatio;
}

const differs = ({ found, known }: Side): boolean => found !== null && found !== known;

/** Judged by what is not in the row, or by a person: it stays while the feed repeats the value. */
const STAYING: ReadonlySet<GuardCheck> = new Set(['price:peers', 'price:digits', 'msrp:digits']);

function keptCheck({ hold, found }: Side, limits: GuardLimits): GuardCheck | null {
  if (hold === null || hold.value !== found) return null;
  if (hold.state === 'rejected') return hold.check;
  return hold.state === 'quarantined' && STAYING.has(hold.check) && !limits.off.has(hold.check)
    ? hold.check
    : null;
}

function rangeOf({ field, found, isJudged, scale }: Side, limits: GuardLimits): GuardCheck | null {
  if (found === null || !isJudged) return null;
  if (found >= limits.minAmount * scale && found <= limits.maxAmount * scale) return null;
  const check: GuardCheck = `${field}:range`;
  return limits.off.has(check) ? null : check;
}

/** A slip of what is known, or of what it was before: that it repeats makes it no truer. */
function digitsOf(
  { field, found, known, isJudged }: Side,
  limits: GuardLimits,
  past: Past,
): GuardCheck | null {
  if (found === null || known === null || known === found || !isJudged) return null;
  const check: GuardCheck = `${field}:digits`;
  if (limits.off.has(check)) return null;
  return isDigitFault(known, found, limits.scaleFactor, () => past(field)) ? check : null;
}

function jumpOf({ field, found, known, isJudged }: Side, limits: GuardLimits): GuardCheck | null {
  if (found === null || known === null || !isJudged) return null;
  if (Math.abs(found - known) * 100 <= limits.jumpPercent * known) return null;
  const check: GuardCheck = `${field}:jump`;
  return limits.off.has(check) ? null : check;
}

function resolve(
  side: Side,
  implausible: GuardCheck | null,
  jump: GuardCheck | null,
  observation: number,
): HoldOutcome | null {
  const { field, found, hold } = side;
  if (found === null) {
    // A blank says nothing about a value that waits.
    return hold === null
      ? null
      : { field, settled: null, open: { ...pick(hold), isNew: false, isSeen: false } };
  }
  const isSame = hold !== null && hold.value === found;
  const check = implausible ?? jump;
  const isConfirmed =
    implausible === null && isSame && hold.state === 'pending' && hold.lastObservation < observation;
  if (check === null || isConfirmed) {
    if (hold === null) return null;
    return { field, settled: { hold, outcome: isSame ? 'confirmed' : 'withdrawn' }, open: null };
  }
  const state =
    isSame && hold.state === 'rejected' ? 'rejected' : implausible === null ? 'pending' : 'quarantined';
  return {
    field,
    settled: hold === null || isSame ? null : { hold, outcome: 'withdrawn' },
    open: { state, check, value: found, isNew: !isSame, isSeen: true },
  };
}

const pick = ({ state, check, value }: Hold) => ({ state, check, value });

function withHeld<K extends Known>(
  row: ListingRow,
  known: K | null,
  sides: Readonly<Record<MoneyField, Side>>,
  outcomes: readonly HoldOutcome[],
): Guarded<K> {
  let held = 0;
  const money = { msrp: row.msrp, price: row.price };
  const before = { msrp: known?.msrp ?? null, price: known?.price ?? null };
  for (const { field, open } of outcomes) {
    if (open === null) continue;
    held |= HELD_BITS[field];
    if (!open.isSeen) continue;
    money[field] = sides[field].known;
    // A baseline of another column must not become the old value of a change; one of another currency cannot.
    if (!sides[field].isOther) before[field] = sides[field].known;
  }
  return {
    row: { ...row, ...money },
    known: known === null ? null : { ...known, ...before },
    outcomes,
    held,
  };
}
