/** Step: a distance in kilometres stays what the feed says, beside the miles that cars are compared by. */
export const DISTANCE_STEP = `
  ALTER TABLE listings ADD COLUMN kilometres INTEGER;   -- null = the feed says miles
`;
