/**
 * Step: a value keeps its currency for ever. `currency` of a listing is that of its price, or of its MSRP while no price
 * is known.
 */
export const MONEY_STEP = `
  ALTER TABLE listings ADD COLUMN msrp_currency TEXT;   -- of the last known MSRP, where that is another; null = the same
  ALTER TABLE held_values ADD COLUMN currency TEXT;     -- null = unknown, or held before this was kept
`;
