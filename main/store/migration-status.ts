/**
 * What a feed says of a vehicle's availability is a state of it. Sources with such a column are read whole once more, so
 * that every listing gets its status; what their rows said before is still in `availability`, so that is no event.
 */
export const STATUS_STEP = `
  ALTER TABLE listings ADD COLUMN status TEXT;          -- as last said; NULL = never, or only in availability so far
  ALTER TABLE listings ADD COLUMN sold_at INTEGER;      -- off the lot since, because the feed says sold

  CREATE TABLE status_history (
    id INTEGER PRIMARY KEY,
    listing_id INTEGER NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
    old TEXT,
    new TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    run_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX status_history_listing ON status_history (listing_id);

  ALTER TABLE remote_listings ADD COLUMN status TEXT;
  ALTER TABLE lot_moves ADD COLUMN sold INTEGER NOT NULL DEFAULT 0; -- of those removed

  -- As earlier versions understood it, until the next sync.
  UPDATE listings SET status = 'sold'
    WHERE ' ' || replace(replace(lower(availability), '_', ' '), '-', ' ') || ' ' LIKE '% sold %';
  UPDATE sources SET digest = NULL
    WHERE CASE WHEN json_valid(mapped) THEN mapped ->> '$.availability' END IS NOT NULL;
  DELETE FROM row_hashes WHERE source_id IN (
    SELECT id FROM sources WHERE CASE WHEN json_valid(mapped) THEN mapped ->> '$.availability' END IS NOT NULL);

  -- Whoever saw every change goes on seeing every change.
  UPDATE settings SET value = json_insert(value, '$.live.types[#]', 'status')
    WHERE key = 'preferences' AND CASE WHEN json_valid(value) THEN json_array_length(value, '$.live.types') END = 2;
`;
