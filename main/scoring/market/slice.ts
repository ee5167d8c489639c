/** The figures of the comparables a vehicle has, ascending, whatever way they are kept. */
export interface Slice {
  readonly size: number;
  /** The j-th smallest, 0 <= j < size. */
  kth(j: number): number;
  /** How many are < x. */
  below(x: number): number;
  /** How many are <= x. */
  atMost(x: number): number;
}

/** Median; NaN for none. */
export function medianOf(slice: Slice): number {
  const n = slice.size;
  if (n === 0) return Number.NaN;
  const upper = slice.kth(n >> 1);
  return n % 2 === 1 ? upper : (slice.kth((n >> 1) - 1) + upper) / 2;
}

/** Which comparables a query leaves out or keeps. */
export type Selection = {
  /** The vehicle's own dealer: its cars never compare. */
  dealer: number;
  /** The vehicle's own row, where another dealer lists the same VIN; -1 = none. */
  row: number;
  /** Mileage window, both ends in; unused unless `banded`. */
  banded: boolean;
  lowMiles: number;
  highMiles: number;
};
