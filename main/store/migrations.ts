import { GAP_PLACE_STEP } from './migration-gap-place.ts';
import { ALERTS_STEP } from './migration-alerts.ts';
import { EVIDENCE_STEP } from './migration-evidence.ts';
import { COLUMNS_STEP } from './migration-columns.ts';
import { GUARD_STEP } from './migration-guard.ts';
import { LIVE_STEP } from './migration-live.ts';
import { LOT_STEP } from './migration-lot.ts';
import { DISTANCE_STEP } from './migration-distance.ts';
import { IDENTITY_STEP } from './migration-identity.ts';
import { MARKET_STEP } from './migration-market.ts';
import { MONEY_STEP } from './migration-money.ts';
import { MOVES_STEP } from './migration-moves.ts';
import { CLAIM_STEP, GROUNDS_STEP, NOTICES_STEP, PASSING_STEP } from './migration-runs.ts';
import { PRICES_STEP } from './migration-prices.ts';
import { SHARED_LOG_STEP } from './migration-sharing.ts';
import { STATUS_STEP } from './migration-status.ts';
import { REVIEW_STEP } from './migration-review.ts';

/**
 * Numbered steps from an empty file to today's database; `PRAGMA user_version` counts those taken. A step that has
 * been released is never edited: add the next one. Times are unix ms, money is integer cents.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE sources (
    -- Never given twice: a run whose source was removed meanwhile must not write into the next one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,           -- folder, dealer, role and name pattern: what makes it the same source
    slug TEXT NOT NULL UNIQUE,          -- its name on screen and on the wire
    kind TEXT NOT NULL,                 -- file | folder | sample
    location TEXT,                      -- the file or folder; null for the sample
    pattern TEXT,                       -- which files of a folder are its own
    role TEXT NOT NULL,
    settings TEXT NOT NULL,
    price_kind TEXT,                    -- the price column, fixed at the first sync (rules 7)
    basis TEXT,                         -- JSON {msrp, price}: what the money fields meant last time (rules 6)
    mapped TEXT,                        -- JSON {field: column} of the last sync
    settings_key TEXT,                  -- how the last sync understood its rows
    observations INTEGER NOT NULL DEFAULT 0,
    digest TEXT,
    digest_bytes INTEGER,
    listings INTEGER NOT NULL DEFAULT 0, -- all rows of the source, those gone included
    dealers TEXT NOT NULL DEFAULT '[]',  -- JSON [[id, name, vehicles on the lot]]
    last_run TEXT,
    last_as_of INTEGER,
    last_sync_at INTEGER,
    error TEXT,
    error_since INTEGER
  ) STRICT;

  CREATE TABLE observations (
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    file TEXT NOT NULL,
    mtime INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    number INTEGER NOT NULL,            -- the source's observation it was or repeated
    run_id TEXT NOT NULL,
    PRIMARY KEY (source_id, file, mtime, as_of)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE listings (
    id INTEGER PRIMARY KEY,
    vin TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    own INTEGER NOT NULL,
    dealer_id TEXT NOT NULL,
    dealer_name TEXT,
    dealer_location TEXT,
    stock_number TEXT,
    condition TEXT NOT NULL,
    year INTEGER,
    make TEXT,
    model TEXT,
    trim TEXT,
    body_style TEXT,
    exterior_color TEXT,
    interior_color TEXT,
    engine TEXT,
    transmission TEXT,
    drivetrain TEXT,
    fuel TEXT,
    mileage INTEGER,
    currency TEXT,
    msrp INTEGER,                       -- last known
    price INTEGER,                      -- last known
    msrp_blank_since INTEGER,           -- observation from which the feed left it blank
    price_blank_since INTEGER,
    title TEXT,
    description TEXT,
    url TEXT,
    photos TEXT,                        -- one address a line
    options TEXT,                       -- one a line
    availability TEXT,
    date_in_stock INTEGER,
    conflict INTEGER NOT NULL DEFAULT 0, -- listed twice in one file with different money
    baseline INTEGER NOT NULL,          -- known from the source's first sync, so its arrival is unknown
    first_msrp INTEGER,
    first_price INTEGER,
    first_seen INTEGER NOT NULL,
    changed_at INTEGER,                 -- last change of price, MSRP, photos, description or mileage
    absent_from INTEGER,                -- observation of the first absence
    gone_at INTEGER,                    -- absent from two observations
    UNIQUE (vin, source_id)
  ) STRICT;
  CREATE INDEX listings_absent ON listings (source_id, id) WHERE absent_from IS NOT NULL;

  -- For each source all its listings with the hash of the row each was last read from: a cache that lets a sync
  -- pass over unchanged rows unparsed. Losing it costs one full comparison, nothing else.
  CREATE TABLE row_hashes (
    source_id INTEGER PRIMARY KEY REFERENCES sources(id) ON DELETE CASCADE,
    data BLOB NOT NULL
  ) STRICT;

  CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    listing_id INTEGER NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
    field TEXT NOT NULL,                -- msrp | price
    cause TEXT NOT NULL,                -- change | first (a known vehicle's first value) | rebase (the column's meaning changed)
    old INTEGER,
    new INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    run_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX history_listing ON history (listing_id, id);

  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    task TEXT NOT NULL,
    source_id INTEGER,
    source TEXT NOT NULL,
    state TEXT NOT NULL,
    pid INTEGER,
    heartbeat INTEGER,
    queued_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    file TEXT,
    result TEXT,
    error TEXT,
    sample INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX runs_recent ON runs (queued_at);
  CREATE UNIQUE INDEX runs_one_per_source ON runs (source_id) WHERE state = 'running';

  CREATE TABLE problems (
    id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs(run_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                 -- rejected | warning
    file TEXT NOT NULL,
    row INTEGER NOT NULL,
    "column" TEXT,
    value TEXT,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE INDEX problems_run ON problems (run_id, id);

  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    vin TEXT NOT NULL,
    dealer_id TEXT NOT NULL,
    source TEXT NOT NULL,
    run_id TEXT NOT NULL,
    origin TEXT NOT NULL,               -- instanceId of the console that made it
    feed TEXT NOT NULL,                 -- changes | scores: which list it is a row of
    ts INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    old INTEGER,
    new INTEGER,                        -- of a money event
    delta INTEGER,
    delta_pct REAL,
    currency TEXT,
    facts TEXT NOT NULL,
    body TEXT,                          -- JSON, of other events
    group_id TEXT,
    sample INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX journal_single ON journal (feed, seq) WHERE group_id IS NULL;
  CREATE INDEX journal_group ON journal (group_id, seq) WHERE group_id IS NOT NULL;
  CREATE INDEX journal_day ON journal (recorded_at, type, delta) WHERE delta IS NOT NULL;
  CREATE INDEX journal_vin ON journal (vin, seq);

  CREATE TABLE change_groups (
    group_id TEXT PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    run_id TEXT NOT NULL,
    source TEXT NOT NULL,
    ts INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    count INTEGER NOT NULL,
    delta INTEGER NOT NULL,
    pct_min REAL NOT NULL,
    pct_max REAL NOT NULL,
    currency TEXT,
    label TEXT,
    models INTEGER NOT NULL,
    dealers INTEGER NOT NULL,
    dealer_id TEXT,
    dealer_name TEXT,
    sample INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX change_groups_recent ON change_groups (last_seq);

  -- The latest scores of each own vehicle, with what a list needs to show them; the whole explanation is computed anew.
  CREATE TABLE scores (
    listing_id INTEGER PRIMARY KEY REFERENCES listings(id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    avi INTEGER, ati INTEGER, cis INTEGER,
    avi_raw REAL, ati_raw REAL, cis_raw REAL,
    avi_coverage REAL NOT NULL, ati_coverage REAL NOT NULL, cis_coverage REAL NOT NULL
  ) STRICT;

  CREATE TABLE score_history (
    id INTEGER PRIMARY KEY,
    vin TEXT NOT NULL,
    listing_id INTEGER NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
    as_of INTEGER NOT NULL,
    reason TEXT NOT NULL,
    model TEXT NOT NULL,
    avi INTEGER, ati INTEGER, cis INTEGER,
    run_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX score_history_vin ON score_history (vin, id);
  CREATE INDEX score_history_listing ON score_history (listing_id);

  -- Listings that a sync touched and no recompute has looked at since: written with the sync itself, so a crash between
  -- the two forgets none.
  CREATE TABLE touched (
    listing_id INTEGER PRIMARY KEY REFERENCES listings(id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    as_of INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE dealer_signals (
    dealer_id TEXT PRIMARY KEY COLLATE NOCASE,
    as_of INTEGER NOT NULL,
    data TEXT NOT NULL,
    file TEXT NOT NULL,
    imported_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  SHARED_LOG_STEP,
  REVIEW_STEP,
  CLAIM_STEP,
  GROUNDS_STEP,
  GUARD_STEP,
  MOVES_STEP,
  PASSING_STEP,
  NOTICES_STEP,
  COLUMNS_STEP,
  PRICES_STEP,
  LOT_STEP,
  STATUS_STEP,
  MONEY_STEP,
  IDENTITY_STEP,
  DISTANCE_STEP,
  LIVE_STEP,
  EVIDENCE_STEP,
  MARKET_STEP,
  GAP_PLACE_STEP,
  ALERTS_STEP,
];
