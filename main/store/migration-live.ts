/**
 * Live is filtered by make, model and dealer, and can leave new vehicles out: indexes of rows that stand by themselves,
 * and whether a first MSRP or price came with the vehicle. Facts that a crash damaged have no make.
 */
export const LIVE_STEP = `
  ALTER TABLE journal ADD COLUMN make TEXT COLLATE NOCASE
    GENERATED ALWAYS AS (CASE WHEN json_valid(facts) THEN facts ->> '$.make' END) VIRTUAL;
  ALTER TABLE journal ADD COLUMN model TEXT COLLATE NOCASE
    GENERATED ALWAYS AS (CASE WHEN json_valid(facts) THEN facts ->> '$.model' END) VIRTUAL;
  CREATE INDEX journal_make ON journal (feed, make, seq, model) WHERE group_id IS NULL;
  CREATE INDEX journal_dealer ON journal (feed, dealer_id, seq) WHERE group_id IS NULL;

  ALTER TABLE journal ADD COLUMN arrival INTEGER NOT NULL DEFAULT 0; -- the vehicle was not known before
  -- Earlier versions did not say. A vehicle that its source had listed before is not new.
  UPDATE journal SET arrival = 1 WHERE type IN ('msrp:change', 'price:change') AND old IS NULL AND NOT EXISTS (
    SELECT 1 FROM listings l JOIN sources s ON s.id = l.source_id
    WHERE l.vin = journal.vin AND s.slug = journal.source AND l.first_seen < journal.ts);
`;
