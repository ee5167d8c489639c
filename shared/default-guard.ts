import type { GuardSettings } from './guard.ts';

/** Hazard 6 of `domain.md`. Without zod: the screens show them, and zod in a screen breaks the security policy (rules 31). */
export const DEFAULT_GUARD: GuardSettings = {
  minAmount: 500,
  maxAmount: 1_000_000,
  minRatio: 0.5,
  maxRatio: 2,
  jumpPercent: 50,
  movePercent: 5,
  movedShare: 40,
  shrinkPercent: 50,
  atLeast: 10,
  withdrawnAfter: 3,
};
