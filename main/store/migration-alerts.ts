/**
 * Alerts: rules, what they remember, what fired and what is to be sent. What a rule compares is noted by triggers on
 * the inventory list while there is a rule, so that a sync costs an evaluation of what it changed, and a console
 * without rules nothing.
 */
export const ALERTS_STEP = `
  -- Place by price among the comparables, 1 = the cheapest.
  ALTER TABLE scores ADD COLUMN rank INTEGER;
  ALTER TABLE lot_rows ADD COLUMN rank INTEGER;
  DROP TRIGGER lot_scores_changed;
  CREATE TRIGGER lot_scores_changed AFTER UPDATE ON scores
    WHEN old.ptm IS NOT new.ptm OR old.comparables IS NOT new.comparables OR old.rank IS NOT new.rank
      OR old.avi IS NOT new.avi OR old.ati IS NOT new.ati OR old.cis IS NOT new.cis
      OR old.avi_coverage <> new.avi_coverage OR old.ati_coverage <> new.ati_coverage
      OR old.cis_coverage <> new.cis_coverage
  BEGIN
    INSERT INTO lot_stale VALUES (new.listing_id, 0) ON CONFLICT (listing_id) DO NOTHING;
  END;

  CREATE TABLE alert_rules (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,                 -- JSON, as rule files have it
    is_on INTEGER NOT NULL DEFAULT 1,
    muted_until INTEGER,
    fault TEXT,                         -- why it is not evaluated
    created_at INTEGER NOT NULL,
    after_seq INTEGER NOT NULL,         -- journal row and history row behind which it looks at changes
    after_history INTEGER NOT NULL,
    begun INTEGER NOT NULL DEFAULT 0,   -- it has looked at everything once
    scope TEXT,                         -- the view as it was then: another one is another set of vehicles
    evaluated_at INTEGER
  ) STRICT, WITHOUT ROWID;

  -- What a rule remembers of a vehicle or a source.
  CREATE TABLE alert_cells (
    rule_id TEXT NOT NULL REFERENCES alert_rules(id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    listing_id INTEGER,
    phase TEXT NOT NULL,                -- counting | firing | passed | back
    streak INTEGER NOT NULL,
    observation INTEGER NOT NULL,
    fired_at INTEGER,
    alert_id TEXT,
    value REAL,
    old REAL,
    PRIMARY KEY (rule_id, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_cells_listing ON alert_cells (rule_id, listing_id) WHERE listing_id IS NOT NULL;

  CREATE TABLE alerts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    rule_id TEXT NOT NULL,
    rule TEXT NOT NULL,                 -- its name then
    urgent INTEGER NOT NULL,
    fired_at INTEGER NOT NULL,
    state TEXT NOT NULL,                -- firing | acknowledged | snoozed | resolved
    count INTEGER NOT NULL,
    open INTEGER NOT NULL,
    text TEXT NOT NULL,
    source TEXT,
    because TEXT,
    ack_by TEXT, ack_at INTEGER, ack_reason TEXT,
    snoozed_by TEXT, snoozed_until INTEGER, -- NULL while snoozed = until it changes
    resolved_at INTEGER, resolved_why TEXT,
    deferred_until INTEGER, deferred_why TEXT,
    notices INTEGER NOT NULL DEFAULT 0  -- how often it went out: a reminder has an id of its own
  ) STRICT;
  CREATE INDEX alerts_state ON alerts (state, seq);
  CREATE INDEX alerts_deferred ON alerts (deferred_until) WHERE deferred_until IS NOT NULL;
  CREATE INDEX alerts_rule ON alerts (rule_id, fired_at);

  CREATE TABLE alert_members (
    alert_seq INTEGER NOT NULL REFERENCES alerts(seq) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    n INTEGER NOT NULL,
    vin TEXT, dealer_id TEXT, vehicle TEXT NOT NULL,
    old REAL, new REAL, delta REAL, delta_pct REAL,
    ended_at INTEGER,
    PRIMARY KEY (alert_seq, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_members_vin ON alert_members (vin) WHERE vin IS NOT NULL;

  -- Which gate kept a vehicle from firing, or let it fire; for "why was I not told?".
  CREATE TABLE alert_log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    rule_id TEXT NOT NULL,
    vin TEXT NOT NULL,
    gate TEXT NOT NULL,
    detail TEXT NOT NULL,
    alert_id TEXT
  ) STRICT;
  CREATE INDEX alert_log_vin ON alert_log (vin, id);

  CREATE TABLE alert_channels (
    id TEXT PRIMARY KEY,
    settings TEXT NOT NULL,             -- JSON with its kind; secrets are kept elsewhere
    ceiling INTEGER NOT NULL,           -- messages a day
    has_secret INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE alert_outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    message_id TEXT NOT NULL,           -- by which receivers recognise a repeat
    message TEXT NOT NULL,              -- JSON
    state TEXT NOT NULL DEFAULT 'waiting', -- waiting | sent | failed
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    ended_at INTEGER,
    reason TEXT
  ) STRICT;
  CREATE TABLE alert_sendings (
    alert_id TEXT NOT NULL,
    outbox_id INTEGER NOT NULL REFERENCES alert_outbox(id) ON DELETE CASCADE,
    PRIMARY KEY (alert_id, outbox_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_outbox_due ON alert_outbox (due_at) WHERE state = 'waiting';
  CREATE INDEX alert_outbox_ended ON alert_outbox (channel, ended_at) WHERE state <> 'waiting';

  -- The values that rules saw last, and the listings whose row changed since.
  CREATE TABLE alert_values (
    listing_id INTEGER PRIMARY KEY,
    here INTEGER NOT NULL,
    price INTEGER, discount INTEGER, ptm INTEGER, rank INTEGER,
    avi INTEGER, ati INTEGER, cis INTEGER,
    stocked_at INTEGER
  ) STRICT;
  CREATE TABLE alert_stale (listing_id INTEGER PRIMARY KEY) STRICT;
  CREATE TRIGGER alert_row_added AFTER INSERT ON lot_rows WHEN EXISTS (SELECT 1 FROM alert_rules) BEGIN
    INSERT INTO alert_stale VALUES (new.listing_id) ON CONFLICT DO NOTHING;
  END;
  CREATE TRIGGER alert_row_changed AFTER UPDATE ON lot_rows WHEN EXISTS (SELECT 1 FROM alert_rules) BEGIN
    INSERT INTO alert_stale VALUES (new.listing_id) ON CONFLICT DO NOTHING;
  END;
  CREATE TRIGGER alert_row_removed AFTER DELETE ON lot_rows WHEN EXISTS (SELECT 1 FROM alert_rules) BEGIN
    INSERT INTO alert_stale VALUES (old.listing_id) ON CONFLICT DO NOTHING;
  END;
`;
