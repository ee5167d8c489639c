import { lowerBound, upperBound } from './search.ts';
import type { EntryTable, Runs } from './entry-table.ts';
import { NO_FIGURE } from './entry-table.ts';
import { buildBand } from './band.ts';
import type { Band } from './band.ts';

export type Figure = 'price' | 'ratio' | 'photos' | 'mileage';

/**
 * One figure of a large tier, sorted once and then asked by every vehicle that compares there. Rank = place in
 * the sorted order.
 */
export type RankedColumn = {
  readonly size: number;
  /** By rank. */
  readonly values: Float64Array;
  readonly rows: Int32Array;
  readonly mileage: Float64Array;
  /** Ranks sorted by dealer, then rank; and the dealer of each. */
  readonly byDealer: Int32Array;
  readonly dealers: Int32Array;
  /** Built when the first used car asks within its mileage window. */
  band: Band | null;
};

/** Rows without the figure are left out, except for `mileage`, where all count and unknown ones come first. */
export function buildRankedColumn(table: EntryTable, runs: Runs, figure: Figure): RankedColumn {
  const source = table[figure];
  const picked: number[] = [];
  for (let run = 0; run < runs.count; run += 1) {
    const end = runs.bounds[run * 2 + 1] ?? 0;
    for (let row = runs.bounds[run * 2] ?? 0; row < end; row += 1) {
      if (figure === 'mileage' || source[row] !== NO_FIGURE) picked.push(row);
    }
  }
  picked.sort((a, b) => (source[a] ?? 0) - (source[b] ?? 0) || a - b);
  const rows = Int32Array.from(picked);
  const dealerOf = (rank: number): number => table.dealer[rows[rank] ?? 0] ?? 0;
  const byDealer = Int32Array.from(rows, (_, rank) => rank).sort(
    (a, b) => dealerOf(a) - dealerOf(b) || a - b,
  );
  return {
    size: rows.length,
    values: Float64Array.from(rows, (row) => source[row] ?? 0),
    rows,
    mileage: Float64Array.from(rows, (row) => table.mileage[row] ?? NO_FIGURE),
    byDealer,
    dealers: Int32Array.from(byDealer, dealerOf),
    band: null,
  };
}

export function bandOf(column: RankedColumn): Band {
  column.band ??= buildBand(column.mileage);
  return column.band;
}

/** The rank of a table row, or -1 where it is not in the column. */
export function rankOfRow(table: EntryTable, column: RankedColumn, figure: Figure, row: number): number {
  if (row < 0) return -1;
  const value = table[figure][row] ?? NO_FIGURE;
  const end = upperBound(column.values, value, 0, column.size);
  for (let rank = lowerBound(column.values, value, 0, end); rank < end; rank += 1) {
    if (column.rows[rank] === row) return rank;
  }
  return -1;
}
