import { z } from 'zod';
import type { Db, Reader } from '../open.ts';

/** Rows of the signals file, by dealer. What they mean is the scoring's business: here they are text with a date. */
export type StoredSignals = {
  readonly dealerId: string;
  readonly asOf: number;
  /** JSON. */
  readonly data: string;
  readonly file: string;
  readonly importedAt: number;
};

/** A dealer's newer row takes the place of its older one; dealers that the file does not name keep theirs. */
export function putSignals(db: Db, rows: readonly StoredSignals[]): void {
  const put = db.prepare(
    `INSERT INTO dealer_signals (dealer_id, as_of, data, file, imported_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (dealer_id) DO UPDATE SET as_of = excluded.as_of, data = excluded.data, file = excluded.file,
       imported_at = excluded.imported_at`,
  );
  for (const row of rows) put.run(row.dealerId, row.asOf, row.data, row.file, row.importedAt);
}

const rowSchema = z.object({
  dealerId: z.string(),
  asOf: z.number(),
  data: z.string(),
  file: z.string(),
  importedAt: z.number(),
});

export const listSignals = (db: Reader): StoredSignals[] =>
  db
    .prepare(
      'SELECT dealer_id AS dealerId, as_of AS asOf, data, file, imported_at AS importedAt FROM dealer_signals ORDER BY dealer_id',
    )
    .all()
    .map((row) => rowSchema.parse(row));
