import { argsort } from './argsort.ts';
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
  const picked = new Int32Array(runs.rows);
  let size = 0;
  for (let run = 0; run < runs.count; run += 1) {
    const end = runs.bounds[run * 2 + 1] ?? 0;
    for (let row = runs.bounds[run * 2] ?? 0; row < end; row += 1) {
      if (figure === 'mileage' || source[row] !== NO_FIGURE) picked[size++] = row;
    }
  }
  const order = argsort(gather(source, picked.subarray(0, size)));
  const rows = new Int32Array(size);
  const dealerOf = new Float64Array(size);
  for (let rank = 0; rank < size; rank += 1) {
    const row = picked[order[rank] ?? 0] ?? 0;
    rows[rank] = row;
    dealerOf[rank] = table.dealer[row] ?? 0;
  }
  const byDealer = argsort(dealerOf);
  const dealers = new Int32Array(size);
  for (let i = 0; i < size; i += 1) dealers[i] = dealerOf[byDealer[i] ?? 0] ?? 0;
  const [values, mileage] = [gather(source, rows), gather(table.mileage, rows)];
  return { size, values, rows, mileage, byDealer, dealers, band: null };
}

function gather(source: Float64Array, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) values[i] = source[rows[i] ?? 0] ?? 0;
  return values;
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
