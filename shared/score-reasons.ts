/** Why a score was told anew; without zod, because the screens list them (rules 31). */
export const SCORE_REASONS = [
  'first',
  'msrp_change',
  'price_change',
  'listing_change',
  'signals_change',
  'competitor_change',
  'aging',
  'recompute',
  // Said by another program in its own words.
  'other',
] as const;
export type ScoreReason = (typeof SCORE_REASONS)[number];
