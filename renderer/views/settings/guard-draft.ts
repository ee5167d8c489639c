import type { GuardSettings } from '../../../shared/guard.ts';
import { count } from '../../format/money.ts';
import { text } from '../../text.ts';
import { GUARD_LABELS } from '../../text/guard.ts';

export type GuardKey = keyof GuardSettings;
type Figure = {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly decimals: number;
};

/** The bounds of the settings, as the core judges them. */
export const GUARD_FIGURES: Readonly<Record<GuardKey, Figure>> = {
  minAmount: { min: 0, max: 1_000_000, step: 100, decimals: 0 },
  maxAmount: { min: 1, max: 100_000_000, step: 10_000, decimals: 0 },
  minRatio: { min: 0, max: 1, step: 0.05, decimals: 2 },
  maxRatio: { min: 1, max: 100, step: 0.1, decimals: 2 },
  withdrawnAfter: { min: 1, max: 100, step: 1, decimals: 0 },
  jumpPercent: { min: 1, max: 1_000, step: 5, decimals: 0 },
  scaleFactor: { min: 3, max: 100, step: 1, decimals: 1 },
  peersFactor: { min: 3, max: 100, step: 1, decimals: 1 },
  movePercent: { min: 0.1, max: 100, step: 0.5, decimals: 1 },
  movedShare: { min: 1, max: 100, step: 5, decimals: 0 },
  shrinkPercent: { min: 1, max: 100, step: 5, decimals: 0 },
  overlapPercent: { min: 0, max: 50, step: 1, decimals: 0 },
  atLeast: { min: 1, max: 100_000, step: 1, decimals: 0 },
};

/** Everything that keeps a draft from being saved, each with its name; [] where nothing does. NaN = still being typed. */
export function guardFaults(draft: GuardSettings): readonly string[] {
  const keys = Object.keys(GUARD_FIGURES).filter((key): key is GuardKey => key in draft);
  const faults = keys.flatMap((key) => {
    const { min, max } = GUARD_FIGURES[key];
    const value = draft[key];
    if (Number.isNaN(value)) return [`${GUARD_LABELS[key]}: ${text.guard.missing}`];
    if (value < min || value > max)
      return [`${GUARD_LABELS[key]}: ${text.guard.outOf(count(min), count(max))}`];
    return [];
  });
  if (draft.minAmount >= draft.maxAmount) faults.push(`${GUARD_LABELS.minAmount}: ${text.guard.order}`);
  return faults;
}
