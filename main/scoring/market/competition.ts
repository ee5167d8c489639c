import { NO_FIGURE, newRuns, TIERS, tierRuns } from './entry-table.ts';
import type { EntryTable, Runs, Tier } from './entry-table.ts';
import { ColumnCache } from './column-cache.ts';
import { buildRankedColumn, rankOfRow } from './ranked-column.ts';
import type { Figure } from './ranked-column.ts';
import type { Selection, Slice } from './slice.ts';
import { WalkedSlice } from './walked-slice.ts';
import { BandSlice, WholeSlice } from './slices.ts';

/** Up to this many rows a tier is simply walked; above, it is sorted once and kept. */
const WALK_LIMIT = 48;

/** Who asks: numbers from the market's name tables. */
export type Asker = {
  readonly vin: string;
  readonly dealer: number;
  readonly year: number;
  readonly trim: number;
  /** Miles, or NO_FIGURE where the mileage window does not apply. */
  readonly mileage: number;
};

/**
 * The listings of one make, model, class and currency, and what compares with a vehicle among them. Answers are
 * exact; sorted tiers are made when first asked for and bounded by the listings (a row is in at most eight).
 * After `find` the answer stands in the fields until the next `find`.
 */
export class ModelMarket {
  readonly listed: EntryTable;
  readonly #gone: EntryTable;
  readonly #minimum: number;
  readonly #mileageBand: number;
  readonly #walkLimit: number;
  /** Row of a VIN among those listed; for one that is gone, -1 - its row. A VIN is in one of the two. */
  readonly #rowOf = new Map<string, number>();
  readonly #columns = new ColumnCache();
  readonly #goneColumns = new ColumnCache();

  readonly #runs: Runs = newRuns();
  readonly #rows: Int32Array;
  #walked = 0; // rows in #rows, or -1 where the tier is too large to walk
  readonly #walkedSlice: WalkedSlice;
  readonly #selection: Selection = { dealer: 0, row: -1, banded: false, lowMiles: 0, highMiles: 0 };
  #ownGone = -1;
  #prices: Slice | null = null; // of the tier found, where it is too large to walk
  #year = 0;
  #trim = 0;

  /** Null = no tier has enough comparables. */
  tier: Tier | null = null;
  /** Comparables with a price; without a tier the most that any tier has. */
  size = 0;
  banded = false;
  /** Those that vanished from the lots within the window. */
  gone = 0;

  constructor(
    listed: EntryTable,
    gone: EntryTable,
    limits: { minComparables: number; mileageBand: number },
    walkLimit: number = WALK_LIMIT,
  ) {
    this.listed = listed;
    this.#gone = gone;
    this.#minimum = limits.minComparables;
    this.#mileageBand = limits.mileageBand;
    this.#walkLimit = walkLimit;
    this.#rows = new Int32Array(walkLimit);
    this.#walkedSlice = new WalkedSlice(walkLimit);
    for (let row = 0; row < gone.size; row += 1) this.#rowOf.set(gone.vins[row] ?? '', -1 - row);
    for (let row = 0; row < listed.size; row += 1) this.#rowOf.set(listed.vins[row] ?? '', row);
  }

  find(asker: Asker): void {
    const selection = this.#selection;
    selection.dealer = asker.dealer;
    this.#findOwnRows(asker);
    selection.banded = false;
    this.#year = asker.year;
    this.#trim = asker.trim;
    this.tier = null;
    this.size = 0;
    this.gone = 0;
    this.banded = false;
    for (const tier of TIERS) {
      tierRuns(this.listed, tier, asker.year, asker.trim, this.#runs);
      const size = this.#select(tier);
      if (size < this.#minimum) {
        this.size = Math.max(this.size, size);
        continue;
      }
      this.tier = tier;
      this.size = size;
      if (asker.mileage >= 0) this.#narrow(tier, asker.mileage);
      this.gone = this.#countGone(tier, asker);
      return;
    }
  }

  /** The figures of the comparables that have them. Valid until the next call. */
  slice(figure: Figure): Slice {
    if (this.tier === null) return this.#walkedSlice.take(this.listed[figure], this.#rows, 0);
    if (this.#walked >= 0) return this.#walkedSlice.take(this.listed[figure], this.#rows, this.#walked);
    return figure === 'price' && this.#prices !== null ? this.#prices : this.#large(this.tier, figure);
  }

  /** Rows of the comparables, for the table on screen. */
  rows(): number[] {
    if (this.tier === null) return [];
    if (this.#walked >= 0) return Array.from(this.#rows.subarray(0, this.#walked));
    tierRuns(this.listed, this.tier, this.#year, this.#trim, this.#runs);
    const rows: number[] = [];
    for (let run = 0; run < this.#runs.count; run += 1) {
      const end = this.#runs.bounds[run * 2 + 1] ?? 0;
      for (let row = this.#runs.bounds[run * 2] ?? 0; row < end; row += 1) {
        if (this.#isSelected(row)) rows.push(row);
      }
    }
    return rows;
  }

  /** Where another dealer lists, or listed, the asker's own VIN. */
  #findOwnRows(asker: Asker): void {
    const row = this.#rowOf.get(asker.vin);
    this.#selection.row = -1;
    this.#ownGone = -1;
    if (row === undefined) return;
    if (row >= 0) {
      if (this.listed.dealer[row] !== asker.dealer) this.#selection.row = row;
    } else if (this.#gone.dealer[-1 - row] !== asker.dealer) {
      this.#ownGone = -1 - row;
    }
  }

  #isSelected(row: number): boolean {
    const { dealer, row: own, banded, lowMiles, highMiles } = this.#selection;
    if (this.listed.dealer[row] === dealer || row === own) return false;
    if (!banded) return true;
    const miles = this.listed.mileage[row] ?? NO_FIGURE;
    return miles >= lowMiles && miles <= highMiles;
  }

  /** Counts the comparables of a tier whose runs are set; small tiers leave their rows in #rows. */
  #select(tier: Tier): number {
    const runs = this.#runs;
    if (runs.rows > this.#walkLimit) {
      this.#walked = -1;
      this.#prices = this.#large(tier, 'price');
      return this.#prices.size;
    }
    let count = 0;
    for (let run = 0; run < runs.count; run += 1) {
      const end = runs.bounds[run * 2 + 1] ?? 0;
      for (let row = runs.bounds[run * 2] ?? 0; row < end; row += 1) {
        if (this.#isSelected(row)) this.#rows[count++] = row;
      }
    }
    this.#walked = count;
    return count;
  }

  /** Used cars: keeps those of like mileage where that leaves enough. */
  #narrow(tier: Tier, mileage: number): void {
    const selection = this.#selection;
    selection.lowMiles = Math.max(0, mileage - this.#mileageBand);
    selection.highMiles = mileage + this.#mileageBand;
    selection.banded = true;
    if (this.#walked < 0) {
      const near = this.#large(tier, 'price');
      selection.banded = near.size >= this.#minimum;
      if (selection.banded) {
        this.#prices = near;
        this.size = near.size;
      }
    } else {
      let within = 0;
      for (let i = 0; i < this.#walked; i += 1) if (this.#isSelected(this.#rows[i] ?? 0)) within += 1;
      selection.banded = within >= this.#minimum;
      if (selection.banded) {
        let kept = 0;
        for (let i = 0; i < this.#walked; i += 1) {
          const row = this.#rows[i] ?? 0;
          if (this.#isSelected(row)) this.#rows[kept++] = row;
        }
        this.#walked = kept;
        this.size = kept;
      }
    }
    this.banded = selection.banded;
  }

  #large(tier: Tier, figure: Figure): Slice {
    const columns = this.#columns.of(tier, this.#year, this.#trim);
    let column = columns[figure];
    if (column === null) {
      tierRuns(this.listed, tier, this.#year, this.#trim, this.#runs);
      column = buildRankedColumn(this.listed, this.#runs, figure);
      columns[figure] = column;
    }
    const selection = this.#selection;
    const ownRank = rankOfRow(this.listed, column, figure, selection.row);
    if (selection.banded) return new BandSlice(column, selection, ownRank);
    return new WholeSlice(column, selection.dealer, ownRank);
  }

  #countGone(tier: Tier, asker: Asker): number {
    const gone = this.#gone;
    if (gone.size === 0) return 0;
    const runs = this.#runs;
    tierRuns(gone, tier, asker.year, asker.trim, runs);
    const own = this.#ownGone;
    const { banded, lowMiles, highMiles } = this.#selection;
    if (runs.rows > this.#walkLimit) {
      const columns = this.#goneColumns.of(tier, asker.year, asker.trim);
      columns.mileage ??= buildRankedColumn(gone, runs, 'mileage');
      const column = columns.mileage;
      const slice = new WholeSlice(column, asker.dealer, rankOfRow(gone, column, 'mileage', own));
      return banded ? slice.atMost(highMiles) - slice.below(lowMiles) : slice.size;
    }
    let count = 0;
    for (let run = 0; run < runs.count; run += 1) {
      const end = runs.bounds[run * 2 + 1] ?? 0;
      for (let row = runs.bounds[run * 2] ?? 0; row < end; row += 1) {
        if (gone.dealer[row] === asker.dealer || row === own) continue;
        const miles = gone.mileage[row] ?? NO_FIGURE;
        if (!banded || (miles >= lowMiles && miles <= highMiles)) count += 1;
      }
    }
    return count;
  }
}
