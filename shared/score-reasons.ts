/** Why a score was reported again; without zod, because the screens list them (rules 31). */
export const SCORE_REASONS = [
  'first',
  'msrp_change',
  'price_change',
  'listing_change',
  // The price of the same car in another of our sources.
  'channel_change',
  // Other vehicles began or ceased to use its photos or its text.
  'shared_change',
  'signals_change',
  'settings_change',
  'competitor_change',
  // A newer copy of its feed: what it says is trusted again.
  'feed_read',
  // The date alone.
  'aging',
  // No input is known to have changed: another model, or scores from before their inputs were noted.
  'recompute',
  // Said by another program in its own words.
  'other',
] as const;
export type ScoreReason = (typeof SCORE_REASONS)[number];
