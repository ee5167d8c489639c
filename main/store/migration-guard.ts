/** Step 4: used vehicles are judged by their peers, and a person's decision can be taken back for a while. */
export const GUARD_STEP = `
  -- The peers of a used vehicle: what is listed of its make, model and year, cheapest first. Covers what is asked.
  CREATE INDEX listings_used_kind ON listings (make COLLATE NOCASE, model COLLATE NOCASE, year, price, mileage, currency)
    WHERE condition <> 'new' AND price IS NOT NULL AND gone_at IS NULL;
`;
