/**
 * The inventory as the list shows, sorts and filters it: one narrow row a listing, kept beside `listings` because a scan of
 * those reads every description and an index of theirs slows every sync. It follows by itself: triggers note what
 * changed, new listings are those above its largest id, and `main/store/lot/follow.ts` writes the rows and the indexes.
 */
export const LOT_STEP = `
  -- What the comparables said, as only the scoring knows them.
  ALTER TABLE scores ADD COLUMN ptm INTEGER;            -- price to market, tenths of a percent
  ALTER TABLE scores ADD COLUMN comparables INTEGER;

  -- What people put to a vehicle, by VIN: it outlives listings and sources.
  CREATE TABLE marks (
    vin TEXT PRIMARY KEY,
    watched_at INTEGER,
    note TEXT,
    note_at INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE lot_rows (
    listing_id INTEGER PRIMARY KEY REFERENCES listings(id) ON DELETE CASCADE,
    vin TEXT NOT NULL,
    own INTEGER NOT NULL,
    here INTEGER NOT NULL,              -- on the lot: neither sold nor gone
    source_id INTEGER NOT NULL,
    source TEXT COLLATE NOCASE,
    stock TEXT COLLATE NOCASE,
    dealer_id TEXT NOT NULL COLLATE NOCASE,
    dealer_name TEXT,
    dealer TEXT COLLATE NOCASE,         -- its name, else its id
    condition TEXT,
    year INTEGER,
    make TEXT COLLATE NOCASE,
    model TEXT COLLATE NOCASE,
    trim TEXT COLLATE NOCASE,
    vehicle TEXT COLLATE NOCASE,        -- those four as one text
    mileage INTEGER,
    currency TEXT,
    msrp INTEGER,
    price INTEGER,
    discount INTEGER,                   -- tenths of a percent
    change INTEGER,                     -- of the last move of a known value
    change_field TEXT,
    change_old INTEGER,
    changed_at INTEGER,
    stocked_at INTEGER,
    photos INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    status TEXT NOT NULL,
    left_at INTEGER,
    first_seen INTEGER NOT NULL,
    ptm INTEGER,
    comparables INTEGER,
    avi INTEGER, ati INTEGER, cis INTEGER,
    avi_coverage REAL, ati_coverage REAL, cis_coverage REAL,
    watched_at INTEGER,
    note TEXT COLLATE NOCASE,
    words TEXT NOT NULL                 -- lower case, what a quick search looks through
  ) STRICT;

  -- Listings whose row is no longer right; \`whole\` 0 = only scores and marks are not.
  CREATE TABLE lot_stale (listing_id INTEGER PRIMARY KEY, whole INTEGER NOT NULL) STRICT;

  CREATE TRIGGER lot_listing_changed AFTER UPDATE ON listings BEGIN
    INSERT INTO lot_stale VALUES (new.id, 1) ON CONFLICT (listing_id) DO UPDATE SET whole = 1 WHERE whole = 0;
  END;
  CREATE TRIGGER lot_scores_added AFTER INSERT ON scores BEGIN
    INSERT INTO lot_stale VALUES (new.listing_id, 0) ON CONFLICT (listing_id) DO NOTHING;
  END;
  CREATE TRIGGER lot_scores_removed AFTER DELETE ON scores BEGIN
    INSERT INTO lot_stale VALUES (old.listing_id, 0) ON CONFLICT (listing_id) DO NOTHING;
  END;
  -- Every scoring of everything writes every row: most of them as they were.
  CREATE TRIGGER lot_scores_changed AFTER UPDATE ON scores
    WHEN old.ptm IS NOT new.ptm OR old.comparables IS NOT new.comparables
      OR old.avi IS NOT new.avi OR old.ati IS NOT new.ati OR old.cis IS NOT new.cis
      OR old.avi_coverage <> new.avi_coverage OR old.ati_coverage <> new.ati_coverage
      OR old.cis_coverage <> new.cis_coverage
  BEGIN
    INSERT INTO lot_stale VALUES (new.listing_id, 0) ON CONFLICT (listing_id) DO NOTHING;
  END;
  CREATE TRIGGER lot_marked AFTER INSERT ON marks BEGIN
    INSERT INTO lot_stale SELECT id, 0 FROM listings WHERE vin = new.vin ON CONFLICT (listing_id) DO NOTHING;
  END;
  CREATE TRIGGER lot_marked_otherwise AFTER UPDATE ON marks BEGIN
    INSERT INTO lot_stale SELECT id, 0 FROM listings WHERE vin = new.vin ON CONFLICT (listing_id) DO NOTHING;
  END;
  CREATE TRIGGER lot_unmarked AFTER DELETE ON marks BEGIN
    INSERT INTO lot_stale SELECT id, 0 FROM listings WHERE vin = old.vin ON CONFLICT (listing_id) DO NOTHING;
  END;
`;
