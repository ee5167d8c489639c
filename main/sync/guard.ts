import type { GuardCheck, GuardSettings } from '../../shared/guard.ts';
import type { ListingRow, MoneyField } from '../../shared/listing.ts';
import { isOtherMoney, type CompareRules, type Known } from './compare.ts';

/**
 * Whether the money of one row can be true (`domain.md` 1.3, hazard 6). Pure: no clock, no store. Money in integer cents.
 * A held value never reaches {@link compare}: the row is compared as if it repeated what is known.
 */

export type GuardLimits = {
  /** Cents. */
  readonly minAmount: number;
  readonly maxAmount: number;
  readonly minRatio: number;
  readonly maxRatio: number;
  /** Percent. */
  readonly jumpPercent: number;
  /** Checks a person switched off for the source. */
  readonly off: ReadonlySet<GuardCheck>;
};

export const guardLimits = (settings: GuardSettings, off: readonly GuardCheck[]): GuardLimits => ({
  minAmount: Math.round(settings.minAmount * 100),
  maxAmount: Math.round(settings.maxAmount * 100),
  minRatio: settings.minRatio,
  maxRatio: settings.maxRatio,
  jumpPercent: settings.jumpPercent,
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
export const NO_HOLDS: Holds = { msrp: null, price: null };

/** What a row makes of the hold on one of its fields. */
export type HoldOutcome = {
  readonly field: MoneyField;
  /** What became of the hold there was; null = there was none, or it goes on. */
  readonly settled: { readonly hold: Hold; readonly outcome: 'confirmed' | 'withdrawn' } | null;
  /** What is held after the row; null = the field is believed. */
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

export const HELD_BITS: Readonly<Record<MoneyField, number>> = { msrp: 1, price: 2 };

type Side = {
  readonly field: MoneyField;
  readonly found: number | null;
  /** Null also where what is known means something else: another column, another currency. */
  readonly known: number | null;
  readonly hold: Hold | null;
  /** An MSRP of a used vehicle makes no events and scores nothing. */
  readonly isJudged: boolean;
};

/** Null where nothing is held before and after: the row stands as it is, which is nearly always. */
export function guardRow<K extends Known>(
  row: ListingRow,
  known: K | null,
  holds: Holds,
  limits: GuardLimits,
  rules: CompareRules,
): Guarded<K> | null {
  const otherMoney = known !== null && isOtherMoney(known, row);
  const side = (field: MoneyField): Side => ({
    field,
    found: row[field],
    known: known === null || otherMoney || rules.rebased[field] ? null : known[field],
    hold: holds[field],
    isJudged: field === 'price' || row.condition === 'new',
  });
  const sides = { msrp: side('msrp'), price: side('price') };
  const implausible = findImplausible(sides, row.condition === 'new', limits);
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
): Record<MoneyField, GuardCheck | null> {
  const found: Record<MoneyField, GuardCheck | null> = {
    msrp: rejectedCheck(msrp) ?? rangeOf(msrp, limits),
    price: rejectedCheck(price) ?? rangeOf(price, limits),
  };
  if (!isNew) return found;
  const base = found.msrp === null ? (msrp.found ?? msrp.known) : msrp.known;
  const amount = found.price === null ? (price.found ?? price.known) : price.known;
  if (base === null || amount === null || isRatioPlausible(amount / base, limits)) return found;
  // The one that is news is the suspect; where both are, the price, which feeds get wrong far more often.
  const suspect = [price, msrp].find((one) => found[one.field] === null && differs(one));
  if (suspect === undefined) return found;
  const check: GuardCheck = `${suspect.field}:ratio`;
  if (!limits.off.has(check)) found[suspect.field] = check;
  return found;
}

const isRatioPlausible = (ratio: number, limits: GuardLimits): boolean =>
  ratio >= limits.minRatio && ratio <= limits.maxRatio;

const differs = ({ found, known }: Side): boolean => found !== null && found !== known;

const rejectedCheck = ({ hold, found }: Side): GuardCheck | null =>
  hold !== null && hold.state === 'rejected' && hold.value === found ? hold.check : null;

function rangeOf({ field, found, isJudged }: Side, limits: GuardLimits): GuardCheck | null {
  if (found === null || !isJudged || (found >= limits.minAmount && found <= limits.maxAmount)) return null;
  const check: GuardCheck = `${field}:range`;
  return limits.off.has(check) ? null : check;
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
    // A baseline of another meaning must not become the old value of a change.
    before[field] = sides[field].known;
  }
  return {
    row: { ...row, ...money },
    known: known === null ? null : { ...known, ...before },
    outcomes,
    held,
  };
}
