/**
 * Step: columns are chosen by what they hold, too, and a condition is no longer new by default. "New" was stored for
 * every source whether a person had said it or not; from now on year and mileage decide where nobody says it.
 */
export const COLUMNS_STEP = `
  ALTER TABLE listings ADD COLUMN stock_type TEXT;   -- demo, loaner, wholesale, in transit …; null = an ordinary one
  ALTER TABLE sources ADD COLUMN choices TEXT;       -- JSON: the columns that were chosen by what they hold
  UPDATE sources SET settings = json_set(settings, '$.condition', NULL) WHERE settings ->> '$.condition' = 'new';
`;
