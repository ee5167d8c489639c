import type { MoneyField } from '../../../shared/listing.ts';
import type { Db } from '../open.ts';

export type ModelVehicles = {
  readonly dealerId: string;
  readonly isNewCar: boolean;
  readonly make: string | null;
  readonly model: string | null;
  readonly vehicles: number;
};

/**
 * Our vehicles on the lot that were known before and whose MSRP (of new ones) or price the feed gives, by dealer, kind and
 * model. Walks the source.
 * @param newFrom listings from this id on came with the file at hand
 */
export const countModels = (
  db: Db,
  sourceId: number,
  field: MoneyField,
  newFrom: number,
): ModelVehicles[] =>
  db
    .prepare(
      `SELECT dealer_id AS dealerId, condition = 'new' AS isNewCar, make, model, count(*) AS vehicles FROM listings
       WHERE source_id = ? AND own = 1 AND id < ? AND absent_from IS NULL AND ${field} IS NOT NULL
         AND ${field}_blank_since IS NULL ${field === 'msrp' ? "AND condition = 'new'" : ''}
       GROUP BY 1, 2, 3, 4`,
    )
    .all(sourceId, Math.min(newFrom, Number.MAX_SAFE_INTEGER))
    .map((row) => ({
      dealerId: String(row['dealerId']),
      isNewCar: row['isNewCar'] === 1,
      make: row['make'] === null ? null : String(row['make']),
      model: row['model'] === null ? null : String(row['model']),
      vehicles: Number(row['vehicles']),
    }));
