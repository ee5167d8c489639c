import type { GuardCheck, GuardSettings } from '../../shared/guard.ts';
import { knownOrNull, type Facts, type ListingRow, type MoneyField } from '../../shared/listing.ts';
import { isOtherMoney, type CompareRules, type Known } from './compare.ts';
import type { Holds } from './guard.ts';
import { IdSet } from './id-set.ts';

/** Whether a sync as a whole can be true (`domain.md` 1.3, hazard 6). No clock, no store. Money in integer cents. */

/** Moves kept for a person to judge by: a screenful. */
export const SAMPLES = 12;

export type MoveSample = {
  readonly vin: string;
  readonly facts: Facts;
  readonly field: MoneyField;
  readonly old: number;
  readonly new: number;
};

/** Counts the known vehicles whose money moves far, by the row of each VIN that counts. Bits, not objects (rules 13). */
export class MoveWatch {
  readonly #percent: number;
  readonly #rules: CompareRules;
  readonly #movers = new IdSet();
  #samples: MoveSample[] = [];

  constructor(settings: Pick<GuardSettings, 'movePercent'>, rules: CompareRules) {
    this.#percent = settings.movePercent;
    this.#rules = rules;
  }

  get moved(): number {
    return this.#movers.size;
  }

  /** The largest moves, largest first. */
  get samples(): readonly MoveSample[] {
    return this.#samples;
  }

  /** Checks what the feed says, accepted or not; what was held with the same value before is not new. */
  add(id: number, known: Known, row: ListingRow, holds: Holds): void {
    this.#movers.delete(id);
    for (const field of ['msrp', 'price'] as const) {
      const [old, found] = [known[field], row[field]];
      if (old === null || found === null || old === found || this.#rules.rebased[field]) continue;
      if (isOtherMoney(field, known, row)) continue;
      if (field === 'msrp' && row.condition !== 'new') continue;
      if (holds[field]?.value === found || !isFar(old, found, this.#percent)) continue;
      this.#movers.add(id);
      this.#sample({ vin: row.vin, facts: factsOf(row), field, old, new: found });
    }
  }

  #sample(sample: MoveSample): void {
    const least = this.#samples.at(-1);
    if (this.#samples.length === SAMPLES && least !== undefined && sizeOf(least) >= sizeOf(sample)) return;
    const others = this.#samples.filter((one) => one.vin !== sample.vin || one.field !== sample.field);
    this.#samples = [...others, sample].toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, SAMPLES);
  }
}

const isFar = (old: number, found: number, percent: number): boolean =>
  Math.abs(found - old) * 100 >= percent * old;

/** Tenfold up and to a tenth are equally odd. */
const sizeOf = (sample: MoveSample): number => Math.abs(Math.log(sample.new / sample.old));

export const factsOf = (row: ListingRow): Facts => {
  const { year, make, model, trim, condition, dealerName } = row;
  return { year, make, model, trim, condition: knownOrNull(condition), dealerName };
};

export type SyncFigures = {
  /** Vehicles in the file. */
  readonly vehicles: number;
  /** Vehicles in the observation before. */
  readonly before: number;
  /** Known vehicles in the file, and of these those that move far. */
  readonly matched: number;
  readonly moved: number;
};

export type SyncVerdict = { readonly check: GuardCheck; readonly reason: string };

/** Why the whole sync is to be held; null = it can be true. Never asked of a first sync. */
export function judgeSync(
  { vehicles, before, matched, moved }: SyncFigures,
  settings: GuardSettings,
  off: readonly GuardCheck[],
): SyncVerdict | null {
  const { movedShare, movePercent, shrinkPercent, overlapPercent, atLeast } = settings;
  if (
    !off.includes('sync:shrink') &&
    before >= atLeast &&
    vehicles * 100 < (100 - shrinkPercent) * before
  ) {
    return {
      check: 'sync:shrink',
      reason: `It lists ${vehicles} vehicles, the previous file ${before}: more than ${shrinkPercent}% fewer.`,
    };
  }
  // A feed without one car of yesterday's, in as many rows, is another dealer's, or another kind of number is its VIN.
  if (!off.includes('sync:other') && before >= atLeast && matched * 100 <= overlapPercent * before) {
    return {
      check: 'sync:other',
      reason: `It lists ${matched} of the ${before} vehicles of the previous file, and ${vehicles - matched} others: is it this dealer's file?`,
    };
  }
  if (!off.includes('sync:moves') && matched >= atLeast && moved * 100 > movedShare * matched) {
    return {
      check: 'sync:moves',
      reason: `${moved} of ${matched} known vehicles change price by ${movePercent}% or more: more than ${movedShare}% of them.`,
    };
  }
  return null;
}
