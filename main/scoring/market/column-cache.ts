import type { Tier } from './entry-table.ts';
import type { Figure, RankedColumn } from './ranked-column.ts';

export type TierColumns = Record<Figure, RankedColumn | null>;

/** Sorted columns by tier, year and trim. Keys stay small integers: anything larger is slow in a Map. */
export class ColumnCache {
  readonly #years = new Map<number, Map<number, TierColumns>>();

  of(tier: Tier, year: number, trim: number): TierColumns {
    const yearKey = year * 4 + tier - 1;
    const trimKey = tier <= 2 ? trim : -1; // the tiers of any trim have one set a year
    let trims = this.#years.get(yearKey);
    if (trims === undefined) {
      trims = new Map();
      this.#years.set(yearKey, trims);
    }
    let columns = trims.get(trimKey);
    if (columns === undefined) {
      columns = { price: null, ratio: null, photos: null, mileage: null };
      trims.set(trimKey, columns);
    }
    return columns;
  }
}
