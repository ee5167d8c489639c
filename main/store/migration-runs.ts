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
