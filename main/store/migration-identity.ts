/** Step: what was listed under a text that a person later said is no VIN leaves without having been sold. */
export const IDENTITY_STEP = `
  ALTER TABLE listings ADD COLUMN no_vehicle INTEGER NOT NULL DEFAULT 0; -- off the lot because of that
`;
