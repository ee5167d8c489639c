/** What the market asked for a vehicle when its scores moved: the history of prices is drawn beside it. */
export const MARKET_STEP = `
  ALTER TABLE score_history ADD COLUMN market INTEGER;  -- cents: the price that would be at the median of its comparables
`;
