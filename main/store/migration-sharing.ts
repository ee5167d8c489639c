/** Step 2: a log shared with other consoles, and what waits to be sent to it. */
export const SHARED_LOG_STEP = `
  -- One row for each server, database and namespace this console has shared a log with; at most one is enabled.
  CREATE TABLE shared_logs (
    target TEXT PRIMARY KEY,            -- without user name and password
    enabled INTEGER NOT NULL DEFAULT 0, -- our events go into the outbox
    epoch TEXT,                         -- of the last applied entry; null = never reached
    n INTEGER,                          -- its running number; null = the next one may have any
    entry TEXT NOT NULL,                -- its id in the log: the tail reads what follows
    resync INTEGER NOT NULL DEFAULT 1,  -- remote_listings must be read anew from the log's state
    in_touch_at INTEGER                 -- when something of it was last applied
  ) STRICT, WITHOUT ROWID;

  -- Own events on their way to the log, and for a day those that arrived: a server that loses writes gets them again.
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY,            -- of the journal
    target TEXT,                        -- where it was sent; null = nowhere yet
    epoch TEXT,
    n INTEGER,
    entry TEXT,
    sent_at INTEGER,
    published INTEGER NOT NULL DEFAULT 0 -- also on the channel of its type
  ) STRICT;
  CREATE INDEX outbox_unsent ON outbox (seq) WHERE target IS NULL;
  CREATE INDEX outbox_sent ON outbox (sent_at) WHERE target IS NOT NULL;

  -- What the log last said of listings, own ones among them: equal to the log's state. Never read by a sync.
  CREATE TABLE remote_listings (
    dealer_id TEXT NOT NULL,
    vin TEXT NOT NULL,
    origin TEXT NOT NULL,
    msrp INTEGER,
    price INTEGER,
    scores TEXT,
    facts TEXT NOT NULL,
    n INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    PRIMARY KEY (dealer_id, vin)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE gaps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- trimmed | reset | went-back
    missed INTEGER,
    reason TEXT NOT NULL
  ) STRICT;

  CREATE TABLE rejected (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    reason TEXT NOT NULL,
    payload TEXT NOT NULL
  ) STRICT;
  `;
