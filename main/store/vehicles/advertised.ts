import { z } from 'zod';
import type { Advertised, LadderStep } from '../../../shared/prices.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { Db, Reader } from '../open.ts';
import { priceFileReader, toCents, type PriceFile } from './price-files.ts';

const rowSchema = z.object({
  listing: z.number(),
  n: z.number(),
  fileId: z.number(),
  row: z.number().nullable(),
  currency: z.string().nullable(),
  prices: z.string().nullable(),
  hash: z.string(),
  follows: z.string().nullable(),
});
type Row = z.infer<typeof rowSchema>;

const FIELDS = 'n, file_id AS fileId, row, currency, prices, hash, follows';
const ALL = `
  SELECT source_id AS listing, ${FIELDS} FROM advertised_past WHERE vin = ?1
  UNION ALL
  SELECT listing_id + (1 << 40) AS listing, ${FIELDS} FROM advertised
    WHERE listing_id IN (SELECT id FROM listings WHERE vin = ?1)
  ORDER BY listing, n`;

/** Everything that was ever advertised of a vehicle: source by source, oldest first, those removed before the others. */
export function advertisedOf(db: Reader, vin: string): Advertised[] {
  const fileOf = priceFileReader(db);
  const rows = db
    .prepare(ALL)
    .all(vin)
    .map((row) => rowSchema.parse(row));
  return rows.map((row, index) => {
    const [before, next] = [rows[index - 1], rows[index + 1]];
    const { source, file, digest, asOf, columns } = fileOf(row.fileId);
    return {
      source,
      n: row.n,
      from: toIso(asOf),
      to: next?.listing === row.listing ? toIso(fileOf(next.fileId).asOf) : null,
      prices: row.prices === null ? null : stepsOf(columns, row.prices),
      currency: row.currency,
      file,
      digest,
      row: row.row,
      hash: row.hash,
      previous: before?.listing === row.listing ? before.hash : (row.follows ?? ''),
      ...(row.follows === null ? null : { isFirstKept: true as const }),
    };
  });
}

const stepsOf = (columns: PriceFile['columns'], text: string): LadderStep[] => {
  const cents = toCents(text, columns);
  return columns.map((column, index) => ({ ...column, amount: toUnits(cents[index] ?? null) }));
};

/** Today's prices of a listing, those with an amount, as its feed last gave them; [] where nothing is recorded or listed. */
export function ladderReader(db: Reader): (listingId: number) => readonly LadderStep[] {
  const fileOf = priceFileReader(db);
  const select = db.prepare(
    'SELECT file_id AS fileId, prices FROM advertised WHERE listing_id = ? ORDER BY n DESC LIMIT 1',
  );
  return (listingId) => {
    const row = select.get(listingId) as unknown as Pick<Row, 'fileId' | 'prices'> | undefined;
    if (row === undefined || row.prices === null) return [];
    return stepsOf(fileOf(row.fileId).columns, row.prices).filter(({ amount }) => amount !== null);
  };
}

/** Before the listings of a source go: their ids may be given again, so what was advertised is kept by VIN, or goes too. */
export function moveAdvertised(db: Db, sourceId: number, isKept: boolean): void {
  const ofSource = 'listing_id IN (SELECT id FROM listings WHERE source_id = ?1)';
  if (isKept) {
    db.prepare(
      `INSERT INTO advertised_past (vin, source_id, n, file_id, row, currency, prices, hash, follows)
         SELECT l.vin, l.source_id, a.n, a.file_id, a.row, a.currency, a.prices, a.hash, a.follows
         FROM advertised a JOIN listings l ON l.id = a.listing_id WHERE l.source_id = ?1`,
    ).run(sourceId);
  }
  db.prepare(`DELETE FROM advertised WHERE ${ofSource}`).run(sourceId);
}
