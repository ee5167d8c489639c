import { UNKNOWN_NAME } from './names.ts';
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
  readonly mileage: Float64Array;
  readonly price: Float64Array;
  readonly ratio: Float64Array;
  readonly photos: Float64Array;
  /** Year and trim as one ascending number, and where its rows start; ends with one past the last. */
  readonly blocks: Float64Array;
  readonly starts: Int32Array;
};

/** Years apart outrank any trim; trims count from UNKNOWN_NAME. */
const blockOf = (year: number, trim: number): number => year * 2 ** 24 + trim + 1;

/** Sorts `entries` in place. */
export function buildEntryTable(entries: Entry[]): EntryTable {
  entries.sort(
    (a, b) =>
      a.year - b.year ||
      a.trim - b.trim ||
      a.price - b.price ||
      (a.vin < b.vin ? -1 : a.vin > b.vin ? 1 : 0),
  );
  const size = entries.length;
  const vins: string[] = [];
  const dealer = new Int32Array(size);
  const year = new Int32Array(size);
  const mileage = new Float64Array(size);
  const price = new Float64Array(size);
  const ratio = new Float64Array(size);
  const photos = new Float64Array(size);
  const blocks: number[] = [];
  const starts: number[] = [];
  for (let row = 0; row < size; row += 1) {
    const entry = entries[row];
    if (entry === undefined) continue;
    vins.push(entry.vin);
    dealer[row] = entry.dealer;
    year[row] = entry.year;
    mileage[row] = entry.mileage;
    price[row] = entry.price;
    ratio[row] = entry.ratio;
    photos[row] = entry.photos;
    const block = blockOf(entry.year, entry.trim);
    if (blocks[blocks.length - 1] !== block) {
      blocks.push(block);
      starts.push(row);
    }
  }
  starts.push(size);
  return {
    ...{ size, vins, dealer, year, mileage, price, ratio, photos },
    blocks: Float64Array.from(blocks),
    starts: Int32Array.from(starts),
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

/** First row of this year and trim or a later one. */
function startOf(table: EntryTable, year: number, trim: number): number {
  const block = lowerBound(table.blocks, blockOf(year, trim), 0, table.blocks.length);
  return table.starts[block] ?? table.size;
}

/** Writes the rows of a tier; a vehicle without a trim (`trim` < 0) has no T1 and T2. */
export function tierRuns(table: EntryTable, tier: Tier, year: number, trim: number, runs: Runs): void {
  runs.count = 0;
  runs.rows = 0;
  if (table.size === 0 || (tier <= 2 && trim < 0)) return;
  const around = tier === 2 || tier === 4 ? 1 : 0;
  if (tier > 2) {
    const any = UNKNOWN_NAME;
    addRun(runs, startOf(table, year - around, any), startOf(table, year + around + 1, any));
    return;
  }
  for (let y = year - around; y <= year + around; y += 1) {
    addRun(runs, startOf(table, y, trim), startOf(table, y, trim + 1));
  }
}
