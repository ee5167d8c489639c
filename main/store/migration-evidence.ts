/** Records of prices older than Settings keeps may go: the first that stays has the hash of the one before it. */
export const EVIDENCE_STEP = `
  ALTER TABLE advertised ADD COLUMN follows TEXT;       -- hash of the record before, where that was deleted for its age
  ALTER TABLE advertised_past ADD COLUMN follows TEXT;
`;
