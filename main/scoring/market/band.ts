import { argsort } from './argsort.ts';
import { lowerBound, upperBound } from './search.ts';
import { buildWavelet, countBelow } from './wavelet.ts';
import type { Wavelet } from './wavelet.ts';

/** Ranks in order of mileage, so that any mileage window is a run of places. */
export type Band = {
  readonly miles: Float64Array;
  readonly wavelet: Wavelet;
  /** The same over single dealers with many cars here, by dealer number. */
  readonly dealers: Map<number, Band>;
};

/** @param mileage by rank; below 0 = unknown, never within a window. */
export function buildBand(mileage: Float64Array): Band {
  const order = argsort(mileage);
  let unknown = 0;
  while (unknown < order.length && (mileage[order[unknown] ?? 0] ?? 0) < 0) unknown += 1;
  const ranks = order.subarray(unknown);
  const miles = new Float64Array(ranks.length);
  for (let place = 0; place < ranks.length; place += 1) miles[place] = mileage[ranks[place] ?? 0] ?? 0;
  return { miles, wavelet: buildWavelet(ranks, mileage.length), dealers: new Map() };
}

export const firstPlace = (band: Band, low: number): number =>
  lowerBound(band.miles, low, 0, band.miles.length);
export const endPlace = (band: Band, high: number): number =>
  upperBound(band.miles, high, 0, band.miles.length);

/** Below this many a dealer's own cars are looked at one by one. */
const FEW = 64;

/** A dealer's own cars in a column: ranks ascending in byDealer[start, end). */
export class OwnCars {
  readonly #byDealer: Int32Array;
  readonly #mileage: Float64Array;
  readonly #start: number;
  readonly #end: number;
  readonly #low: number;
  readonly #high: number;
  readonly #band: Band | null;

  constructor(
    band: Band,
    dealer: number,
    byDealer: Int32Array,
    mileage: Float64Array,
    span: { start: number; end: number; low: number; high: number },
  ) {
    this.#byDealer = byDealer;
    this.#mileage = mileage;
    this.#start = span.start;
    this.#end = span.end;
    this.#low = span.low;
    this.#high = span.high;
    this.#band = span.end - span.start <= FEW ? null : this.#ownBand(band, dealer);
  }

  #ownBand(band: Band, dealer: number): Band {
    let own = band.dealers.get(dealer);
    if (own === undefined) {
      const ranks = this.#byDealer.subarray(this.#start, this.#end);
      own = buildBand(Float64Array.from(ranks, (rank) => this.#mileage[rank] ?? -1));
      band.dealers.set(dealer, own);
    }
    return own;
  }

  /** How many of them lie in the mileage window with a rank in [from, to). */
  count(from: number, to: number): number {
    if (this.#start === this.#end) return 0;
    const a = lowerBound(this.#byDealer, from, this.#start, this.#end);
    const b = lowerBound(this.#byDealer, to, a, this.#end);
    if (this.#band !== null) {
      const left = firstPlace(this.#band, this.#low);
      const right = endPlace(this.#band, this.#high);
      const { wavelet } = this.#band;
      return (
        countBelow(wavelet, left, right, b - this.#start) -
        countBelow(wavelet, left, right, a - this.#start)
      );
    }
    let count = 0;
    for (let i = a; i < b; i += 1) {
      const miles = this.#mileage[this.#byDealer[i] ?? 0] ?? -1;
      if (miles >= this.#low && miles <= this.#high) count += 1;
    }
    return count;
  }
}
