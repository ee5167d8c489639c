/** What was advertised of each listing, when and in which file: evidence, and the ladder of today's prices. */
export const PRICES_STEP = `
  -- A file in which some listing's prices were new. Never edited; its digest is in the hash of each record made from it.
  CREATE TABLE price_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,               -- slug at the time
    run_id TEXT NOT NULL,
    file TEXT NOT NULL,                 -- its name
    digest TEXT NOT NULL,               -- SHA-256, hexadecimal
    as_of INTEGER NOT NULL,
    columns TEXT NOT NULL               -- JSON [{name, role, field}]: its columns of money
  ) STRICT;

  -- One record where any price of a listing changed; the last one is today's ladder. No foreign key: it outlives the listing.
  CREATE TABLE advertised (
    listing_id INTEGER NOT NULL,
    n INTEGER NOT NULL,                 -- from 1, without holes
    file_id INTEGER NOT NULL,
    row INTEGER,                        -- of the file; null = the file does not list the vehicle
    currency TEXT,
    prices TEXT,                        -- cents in the order of the file's columns, comma between, blank = none; null = not listed
    hash TEXT NOT NULL,                 -- SHA-256 over this record and the hash before
    PRIMARY KEY (listing_id, n)
  ) STRICT, WITHOUT ROWID;

  -- The same of listings whose source was removed.
  CREATE TABLE advertised_past (
    vin TEXT NOT NULL,
    source_id INTEGER NOT NULL,         -- never given twice
    n INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    row INTEGER,
    currency TEXT,
    prices TEXT,
    hash TEXT NOT NULL,
    PRIMARY KEY (vin, source_id, n)
  ) STRICT, WITHOUT ROWID;
`;
