/**
 * Where in the journal a gap of the shared log stands: behind the event of this seq. A program that comes back is told
 * of the gaps behind its position. 0 = an earlier version noted it.
 */
export const GAP_PLACE_STEP = `
  ALTER TABLE gaps ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX gaps_seq ON gaps (seq, id);
`;
