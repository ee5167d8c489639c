import { lowerBound } from './search.ts';

/** Columns of one model's listings, sorted by year, trim, value: each tier is at most three runs of rows. */
export type Entry = {
  readonly vin: string;
  readonly dealer: number;
  readonly year: number;
  /** Trim number, UNKNOWN_NAME for none. */
  readonly trim: number;
  /** Miles; NO_FIGURE where unknown. */
  readonly mileage: number;
  readonly price: number;
  /** Price over MSRP; NO_FIGURE where unknown or used. */
  readonly ratio: number;
  readonly photos: number;
};

export const NO_FIGURE = -1;

export type EntryTable = {
  readonly size: number;
  readonly vins: readonly string[];
  readonly dealer: Int32Array;
  readonly year: Int32Array;
  readonly trim: Int32Array;
  readonly mileage: Float64Array;
  readonly price: Float64Array;
  readonly ratio: Float64Array;
  readonly photos: Float64Array;
  readonly rowOf: ReadonlyMap<string, number>;
};

export function buildEntryTable(entries: readonly Entry[]): EntryTable {
  const sorted = [...entries].sort(
    (a, b) =>
      a.year - b.year ||
      a.trim - b.trim ||
      a.price - b.price ||
      (a.vin < b.vin ? -1 : a.vin > b.vin ? 1 : 0),
  );
  return {
    size: sorted.length,
    vins: sorted.map((entry) => entry.vin),
    dealer: Int32Array.from(sorted, (entry) => entry.dealer),
    year: Int32Array.from(sorted, (entry) => entry.year),
    trim: Int32Array.from(sorted, (entry) => entry.trim),
    mileage: Float64Array.from(sorted, (entry) => entry.mileage),
    price: Float64Array.from(sorted, (entry) => entry.price),
    ratio: Float64Array.from(sorted, (entry) => entry.ratio),
    photos: Float64Array.from(sorted, (entry) => entry.photos),
    rowOf: new Map(sorted.map((entry, row) => [entry.vin, row])),
  };
}

/** Runs of rows [start0, end0, start1, end1, …), at most three. */
export type Runs = { count: number; readonly bounds: Int32Array; rows: number };
export const newRuns = (): Runs => ({ count: 0, bounds: new Int32Array(6), rows: 0 });

/** T1 same year and trim, T2 a year around it, T3 same year, any trim, T4 a year around it, any trim. */
export const TIERS = [1, 2, 3, 4] as const;
export type Tier = (typeof TIERS)[number];

function addRun(runs: Runs, start: number, end: number): void {
  if (end <= start) return;
  runs.bounds[runs.count * 2] = start;
  runs.bounds[runs.count * 2 + 1] = end;
  runs.count += 1;
  runs.rows += end - start;
}

const startOfYear = (table: EntryTable, year: number): number =>
  lowerBound(table.year, year, 0, table.size);

function addTrim(runs: Runs, table: EntryTable, trim: number, from: number, to: number): void {
  const start = lowerBound(table.trim, trim, from, to);
  addRun(runs, start, lowerBound(table.trim, trim + 1, start, to));
}

/** Writes the rows of a tier; a vehicle without a trim (`trim` < 0) has no T1 and T2. */
export function tierRuns(table: EntryTable, tier: Tier, year: number, trim: number, runs: Runs): void {
  runs.count = 0;
  runs.rows = 0;
  if (table.size === 0 || (tier <= 2 && trim < 0)) return;
  if (tier === 1 || tier === 3) {
    const start = startOfYear(table, year);
    const end = lowerBound(table.year, year + 1, start, table.size);
    if (tier === 1) addTrim(runs, table, trim, start, end);
    else addRun(runs, start, end);
    return;
  }
  const first = startOfYear(table, year - 1);
  const end = lowerBound(table.year, year + 2, first, table.size);
  if (tier === 4) {
    addRun(runs, first, end);
    return;
  }
  let from = first;
  for (let y = year - 1; y <= year + 1; y += 1) {
    const to = lowerBound(table.year, y + 1, from, end);
    addTrim(runs, table, trim, from, to);
    from = to;
  }
}
