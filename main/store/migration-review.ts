/** Step 3: schedules, addresses, and what the guard holds back until a person has looked. */
export const REVIEW_STEP = `
  ALTER TABLE sources ADD COLUMN schedule TEXT NOT NULL DEFAULT '{"kind":"manual"}';
  ALTER TABLE sources ADD COLUMN guard_off TEXT NOT NULL DEFAULT '[]'; -- JSON: checks a person switched off for it
  ALTER TABLE sources ADD COLUMN auth TEXT NOT NULL DEFAULT 'none';    -- none | basic | bearer; the secret is kept elsewhere
  ALTER TABLE sources ADD COLUMN http TEXT;             -- JSON: ETag and Last-Modified of the last good download
  ALTER TABLE runs ADD COLUMN published INTEGER;        -- events that went out on the Pub/Sub channels; null = none was shared
  ALTER TABLE sources ADD COLUMN checked_at INTEGER;    -- last looked at, news or not

  -- 1 = the feed's MSRP is held back, 2 = its price is; the values are in held_values.
  ALTER TABLE listings ADD COLUMN held INTEGER NOT NULL DEFAULT 0;

  -- Money values the guard does not believe yet: at most one a field of a listing; the listing keeps its baseline.
  CREATE TABLE held_values (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    listing_id INTEGER NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
    field TEXT NOT NULL,                -- msrp | price
    state TEXT NOT NULL,                -- quarantined | pending | rejected (a person said no; remembered while the feed repeats it)
    check_name TEXT NOT NULL,
    value INTEGER NOT NULL,
    old INTEGER,                        -- the baseline at the time
    beside INTEGER,                     -- the other money field in the same row
    first_observation INTEGER NOT NULL,
    last_observation INTEGER NOT NULL,
    observations INTEGER NOT NULL,
    first_as_of INTEGER NOT NULL,
    last_as_of INTEGER NOT NULL,
    run_id TEXT NOT NULL,               -- of the first
    UNIQUE (listing_id, field)
  ) STRICT;
  CREATE INDEX held_values_state ON held_values (state, id);

  CREATE TABLE held_syncs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    run_id TEXT NOT NULL,
    file TEXT NOT NULL,                 -- its name
    mtime INTEGER NOT NULL,
    kept TEXT NOT NULL,                 -- name of the copy in the data folder's held/
    as_of INTEGER NOT NULL,
    at INTEGER NOT NULL,
    check_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    figures TEXT NOT NULL               -- JSON, as the contract's HeldSync has them
  ) STRICT;
  CREATE INDEX held_syncs_source ON held_syncs (source_id);

  -- Everything that was decided, or settled by itself. Never deleted with its source.
  CREATE TABLE review_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- value | sync
    outcome TEXT NOT NULL,              -- accept | reject | always | confirmed | withdrawn | superseded
    source TEXT NOT NULL,
    check_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    vin TEXT,
    field TEXT,
    old INTEGER,
    new INTEGER,
    currency TEXT,
    file TEXT
  ) STRICT;
  `;
