/** Step 4: used vehicles are judged by their peers, and a person's decision can be taken back for a while. */
export const GUARD_STEP = `
  -- The peers of a used vehicle: what is listed of its make, model and year, cheapest first. Covers what is asked.
  CREATE INDEX listings_used_kind ON listings (make COLLATE NOCASE, model COLLATE NOCASE, year, price, mileage, currency)
    WHERE condition <> 'new' AND price IS NOT NULL AND gone_at IS NULL;

  -- What a person decided about a selection. It waits a moment, in which it can be taken back whole, and is then carried out.
  CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    decision TEXT NOT NULL,             -- accept | reject | always
    state TEXT NOT NULL,                -- waiting | running (its syncs run) | done | undone | failed
    ended_at INTEGER,
    plan TEXT NOT NULL,                 -- JSON: how many of what, in which sources, which checks it switches off
    effect TEXT NOT NULL,               -- JSON: what it did, and with what it is undone
    error TEXT
  ) STRICT;
  CREATE INDEX verdicts_open ON verdicts (state, due_at) WHERE state IN ('waiting', 'running');

  ALTER TABLE held_values ADD COLUMN verdict INTEGER;      -- the one that waits to be carried out on it
  ALTER TABLE held_syncs ADD COLUMN verdict INTEGER;
  ALTER TABLE held_syncs ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0; -- kept for a change of mind until a newer sync comes
  ALTER TABLE review_decisions ADD COLUMN verdict INTEGER; -- null = settled by itself, or before there were verdicts
  CREATE INDEX held_values_verdict ON held_values (verdict) WHERE verdict IS NOT NULL;
`;
