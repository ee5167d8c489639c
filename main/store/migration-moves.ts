/** What moved at our dealers, for the figures of the day. */
export const MOVES_STEP = `
  CREATE TABLE lot_moves (
    quarter INTEGER NOT NULL,           -- of an hour, by the clock: unix ms / 900000
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    dealer_id TEXT NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    msrp INTEGER NOT NULL,              -- changes of known values
    price INTEGER NOT NULL,
    drop_seq INTEGER,                   -- the deepest fall, a row of the journal
    drop_delta INTEGER,
    PRIMARY KEY (quarter, source_id, dealer_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX lot_moves_source ON lot_moves (source_id);

  -- Today's changes so far. Who came and went is counted from here on: no row says of which dealer it was.
  INSERT INTO lot_moves
    SELECT j.recorded_at / 900000, s.id, j.dealer_id, 0, 0, sum(j.type = 'msrp:change'), sum(j.type = 'price:change'),
      NULL, NULL
    FROM journal j JOIN sources s ON s.slug = j.source
    WHERE j.delta IS NOT NULL AND j.origin = (SELECT value FROM meta WHERE key = 'instanceId')
      AND j.recorded_at > (unixepoch() - 172800) * 1000
    GROUP BY 1, 2, 3;
  `;
