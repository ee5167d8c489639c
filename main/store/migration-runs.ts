/** Any run takes a claim, recomputes too. Two of one claim from before would break the index: they end here. */
export const CLAIM_STEP = `
  ALTER TABLE runs ADD COLUMN claim TEXT;
  UPDATE runs SET state = 'interrupted', error = 'Lotwatch was updated while it ran.' WHERE state = 'running';
  DROP INDEX runs_one_per_source;
  CREATE UNIQUE INDEX runs_one_per_claim ON runs (claim) WHERE state = 'running';
`;

/**
 * What scores were made of when they last moved (main/scoring/grounds.ts): says what moved them since. Apart from them,
 * because they are written again at every recompute, and this where one moved.
 */
export const GROUNDS_STEP = `
  CREATE TABLE score_grounds (
    listing_id INTEGER PRIMARY KEY REFERENCES scores(listing_id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    record BLOB NOT NULL
  ) STRICT;
`;

/** A file that the system did not let us read was remembered as no inventory; now such failures are tried again. */
export const PASSING_STEP = `
  ALTER TABLE sources ADD COLUMN failed_at INTEGER;     -- last failure that may pass by itself; NULL = none such
  ALTER TABLE sources ADD COLUMN tries INTEGER NOT NULL DEFAULT 0; -- those in a row
  DELETE FROM observations WHERE number = 0 AND run_id IN (
    SELECT run_id FROM runs WHERE state = 'failed'
      AND (error LIKE '%cannot be read: %' OR error LIKE 'Cannot read %' OR error LIKE '% changed while it was being read;%'));
`;

/** What the last file of a source left open (shared/notice.ts), so that it stays in view while files repeat it. */
export const NOTICES_STEP = `
  ALTER TABLE sources ADD COLUMN notices TEXT NOT NULL DEFAULT '[]';
`;
