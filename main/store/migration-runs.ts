/** Any run takes a claim, recomputes too. Two of one claim from before would break the index: they end here. */
export const CLAIM_STEP = `
  ALTER TABLE runs ADD COLUMN claim TEXT;
  UPDATE runs SET state = 'interrupted', error = 'Lotwatch was updated while it ran.' WHERE state = 'running';
  DROP INDEX runs_one_per_source;
  CREATE UNIQUE INDEX runs_one_per_claim ON runs (claim) WHERE state = 'running';
`;

/** What the scores were made of (main/scoring/grounds.ts): says later what moved them; null = from before this was kept. */
export const GROUNDS_STEP = `
  ALTER TABLE scores ADD COLUMN grounds BLOB;
`;

/** A file that the system did not let us read was remembered as no inventory; now such failures are tried again. */
export const PASSING_STEP = `
  ALTER TABLE sources ADD COLUMN failed_at INTEGER;     -- last failure that may pass by itself; NULL = none such
  ALTER TABLE sources ADD COLUMN tries INTEGER NOT NULL DEFAULT 0; -- those in a row
  DELETE FROM observations WHERE number = 0 AND run_id IN (
    SELECT run_id FROM runs WHERE state = 'failed'
      AND (error LIKE '%cannot be read: %' OR error LIKE 'Cannot read %' OR error LIKE '% changed while it was being read;%'));
`;
