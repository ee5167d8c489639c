/** The thresholds of the guard; `guard.ts` says what each bounds. Amounts in currency units, shares in percent. */
export type GuardSettings = {
  minAmount: number;
  maxAmount: number;
  minRatio: number;
  maxRatio: number;
  jumpPercent: number;
  scaleFactor: number;
  peersFactor: number;
  movePercent: number;
  movedShare: number;
  shrinkPercent: number;
  overlapPercent: number;
  atLeast: number;
  withdrawnAfter: number;
};

/** Hazard 6 of `domain.md`. Without zod: the screens show them, and zod in a screen breaks the security policy (rules 31). */
export const DEFAULT_GUARD: GuardSettings = {
  minAmount: 500,
  maxAmount: 1_000_000,
  minRatio: 0.5,
  maxRatio: 2,
  jumpPercent: 50,
  scaleFactor: 8,
  peersFactor: 5,
  movePercent: 5,
  movedShare: 40,
  shrinkPercent: 50,
  // A lot turns over in two months; between two files hardly more than a tenth of it does.
  overlapPercent: 10,
  atLeast: 10,
  withdrawnAfter: 3,
};
