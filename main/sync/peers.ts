import { factorOf } from './digits.ts';

/** What a used car's like are listed at, and whether a price can be one of them. Pure; integer cents. */

/** Fewer say nothing about a price, as with comparables. */
const AT_LEAST = 3;
/** A car with half as much again on the clock, and 10,000 more, is clearly more worn. */
const WORN = { factor: 1.5, margin: 10_000 };
/** A car this near its like is in line with them; one half or double is not. */
const NEAR_FACTOR = 1.5;
const OFF_FACTOR = 2;

export type Peer = {
  readonly id: number;
  readonly year: number;
  readonly price: number;
  readonly mileage: number | null;
  readonly currency: string | null;
};

/** Fewer than three like it, or a price that they bear out. */
export type PeerView = 'unknown' | 'in line' | 'off' | 'far off';

/**
 * How a price lies among cars of the same make and model, of the same year, or of a year around where that has too few.
 * Too dear is judged beside those that are no more worn, too cheap beside those that are no fresher: a car with 250,000
 * miles may cost a tenth of its like. Of an even number the median that speaks for the price counts.
 */
export function viewOfPeers(car: Peer, like: readonly Peer[], farFactor: number): PeerView {
  if (car.currency === null && areOfSeveralMoneys(like)) return 'unknown';
  const others = like.filter((peer) => peer.id !== car.id && isSameMoney(car, peer));
  const isDear = (among: readonly Peer[]): boolean =>
    among.filter((p) => p.price < car.price).length * 2 >= among.length;
  const side = isDear(others) ? isNoMoreWorn : isNoFresher;
  const fit = others.filter((peer) => side(car.mileage, peer.mileage));
  const sameYear = fit.filter((peer) => peer.year === car.year);
  const peers = sameYear.length >= AT_LEAST ? sameYear : fit;
  if (peers.length < AT_LEAST) return 'unknown';
  const [low, high] = medians(peers.map(({ price }) => price));
  const factor = car.price > high ? car.price / high : car.price < low ? low / car.price : 1;
  if (factor >= farFactor) return 'far off';
  return factor >= OFF_FACTOR ? 'off' : factor <= NEAR_FACTOR ? 'in line' : 'unknown';
}

/** The cheap test before it: none of a kind can be far off where its dearest is not that far from its cheapest. */
export const isSpreadFar = (lowest: number, highest: number, farFactor: number): boolean =>
  factorOf(lowest, highest) >= farFactor;

/** Where cars are priced in several currencies, amounts that name none may be in any of them. */
const areOfSeveralMoneys = (like: readonly Peer[]): boolean =>
  new Set(like.flatMap(({ currency }) => currency ?? [])).size > 1;

const isSameMoney = (a: Peer, b: Peer): boolean => a.currency === b.currency;

const isNoMoreWorn = (mine: number | null, its: number | null): boolean =>
  mine === null || its === null || its <= mine * WORN.factor + WORN.margin;
const isNoFresher = (mine: number | null, its: number | null): boolean =>
  mine === null || its === null || its * WORN.factor + WORN.margin >= mine;

function medians(prices: readonly number[]): readonly [low: number, high: number] {
  const sorted = prices.toSorted((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? 0;
  return [at(Math.floor((sorted.length - 1) / 2)), at(Math.floor(sorted.length / 2))];
}
