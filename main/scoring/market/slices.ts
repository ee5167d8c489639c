import { endPlace, firstPlace, OwnCars } from './band.ts';
import type { Band } from './band.ts';
import { bandOf } from './ranked-column.ts';
import type { RankedColumn } from './ranked-column.ts';
import { lowerBound, upperBound } from './search.ts';
import type { Selection, Slice } from './slice.ts';
import { countBelow, onesBefore } from './wavelet.ts';

/** A large column without the own dealer's cars and the own row: both are skipped by counting, none is copied. */
export class WholeSlice implements Slice {
  readonly size: number;
  readonly #column: RankedColumn;
  readonly #start: number;
  readonly #end: number;
  readonly #ownRank: number;

  /** @param ownRank rank of the own VIN at another dealer, or -1. */
  constructor(column: RankedColumn, dealer: number, ownRank: number) {
    this.#column = column;
    this.#start = lowerBound(column.dealers, dealer, 0, column.size);
    this.#end = upperBound(column.dealers, dealer, this.#start, column.size);
    this.#ownRank = ownRank;
    this.size = column.size - (this.#end - this.#start) - (ownRank >= 0 ? 1 : 0);
  }

  /** Own cars among the ranks below `rank`. */
  #ownBelow(rank: number): number {
    return lowerBound(this.#column.byDealer, rank, this.#start, this.#end) - this.#start;
  }

  kth(j: number): number {
    let wanted = j;
    if (this.#ownRank >= 0 && this.#ownRank - this.#ownBelow(this.#ownRank) <= j) wanted += 1;
    // Own ranks ascend, so rank minus its number among them is the count of others before it, and ascends too.
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#column.byDealer[middle] ?? 0) - (middle - this.#start) <= wanted) low = middle + 1;
      else high = middle;
    }
    return this.#column.values[wanted + (low - this.#start)] ?? Number.NaN;
  }

  #before(rank: number): number {
    return rank - this.#ownBelow(rank) - (this.#ownRank >= 0 && this.#ownRank < rank ? 1 : 0);
  }

  below(x: number): number {
    return this.#before(lowerBound(this.#column.values, x, 0, this.#column.size));
  }

  atMost(x: number): number {
    return this.#before(upperBound(this.#column.values, x, 0, this.#column.size));
  }
}

/** The same within a mileage window. */
export class BandSlice implements Slice {
  readonly size: number;
  readonly #column: RankedColumn;
  readonly #band: Band;
  readonly #left: number;
  readonly #right: number;
  readonly #own: OwnCars;
  readonly #ownRank: number;

  constructor(column: RankedColumn, selection: Selection, ownRank: number) {
    const band = bandOf(column);
    this.#column = column;
    this.#band = band;
    this.#left = firstPlace(band, selection.lowMiles);
    this.#right = Math.max(this.#left, endPlace(band, selection.highMiles));
    const start = lowerBound(column.dealers, selection.dealer, 0, column.size);
    const end = upperBound(column.dealers, selection.dealer, start, column.size);
    const span = { start, end, low: selection.lowMiles, high: selection.highMiles };
    this.#own = new OwnCars(band, selection.dealer, column.byDealer, column.mileage, span);
    const miles = column.mileage[ownRank] ?? -1;
    this.#ownRank = miles >= selection.lowMiles && miles <= selection.highMiles ? ownRank : -1;
    this.size = this.#before(column.size);
  }

  #before(rank: number): number {
    const all = countBelow(this.#band.wavelet, this.#left, this.#right, rank);
    return all - this.#own.count(0, rank) - (this.#ownRank >= 0 && this.#ownRank < rank ? 1 : 0);
  }

  kth(j: number): number {
    const { wavelet } = this.#band;
    let l = this.#left;
    let r = this.#right;
    let rank = 0;
    let wanted = j;
    for (let level = 0; level < wavelet.bits; level += 1) {
      const half = 1 << (wavelet.bits - 1 - level);
      const oneL = onesBefore(wavelet, level, l);
      const oneR = onesBefore(wavelet, level, r);
      let zeros = r - l - (oneR - oneL) - this.#own.count(rank, rank + half);
      if (this.#ownRank >= rank && this.#ownRank < rank + half) zeros -= 1;
      if (wanted < zeros) {
        l -= oneL;
        r -= oneR;
      } else {
        wanted -= zeros;
        rank += half;
        l = (wavelet.zeros[level] ?? 0) + oneL;
        r = (wavelet.zeros[level] ?? 0) + oneR;
      }
    }
    return this.#column.values[rank] ?? Number.NaN;
  }

  below(x: number): number {
    return this.#before(lowerBound(this.#column.values, x, 0, this.#column.size));
  }

  atMost(x: number): number {
    return this.#before(upperBound(this.#column.values, x, 0, this.#column.size));
  }
}
