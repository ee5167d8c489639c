import { clamp, planOf } from './combine.ts';
import type { Plan } from './combine.ts';
import type { Market } from './comparables.ts';
import { daysOnLot } from './input.ts';
import type { ScoreInput } from './input.ts';
import type { Tier } from './market/entry-table.ts';
import { medianOf } from './market/slice.ts';
import type { ScoreSettings } from './model.ts';

/** CIS, the Competitive Intelligence Score: where does this car stand among those a buyer would see beside it? */

export const CIS = { price: 0, rank: 1, supply: 2, age: 3, listing: 4 } as const;
export const CIS_SLOTS = 5;

/** Every signal is a pillar of its own. */
export function cisPlan(settings: ScoreSettings): Plan {
  const w = settings.weights.cis;
  const pillar = (name: keyof typeof CIS) => ({
    name,
    weight: w[name],
    signals: [{ name: `cis.${name}`, weight: 1, slot: CIS[name] }],
  });
  return planOf([pillar('price'), pillar('rank'), pillar('supply'), pillar('age'), pillar('listing')]);
}

/** What is compared: price over MSRP (options differ) or the price itself. */
export type Basis = 'msrp' | 'price';

/** A vehicle's place in its market. */
export type MarketPosition = {
  readonly basis: Basis;
  readonly tier: Tier;
  /** Comparables that have the basis; `supply` counts all with a price. */
  readonly comparables: number;
  readonly supply: number;
  /** Used: only cars of like mileage are compared. */
  readonly banded: boolean;
  /** Own figure and the market's median: a ratio, or cents. */
  readonly own: number;
  readonly market: number;
  readonly priceToMarket: number;
  readonly cheaper: number;
  readonly equal: number;
  /** Comparables gone within `window` days; null = history too short. */
  readonly gone: number | null;
  readonly window: number;
  /** Null where no comparable's feed has photos. */
  readonly medianPhotos: number | null;
};

/** A position, or the reason why there is none. */
export type Positioned = MarketPosition | string;

export function positionOf(input: ScoreInput, market: Market): Positioned {
  const limits = market.settings.market;
  const { price, msrp } = input;
  if (price === null || price <= 0) return 'No price';
  const few = (n: number): string =>
    `Needs ${limits.minComparables} comparables, found ${n}. Add a competitor`;
  if (input.year === null || input.make === null || input.model === null) return 'No make, model or year';
  if (input.condition === 'unknown') return 'Not known whether new or used';
  const model = market.find(input);
  if (model === null) return few(0);
  const { tier, size: supply } = model;
  if (tier === null) return few(supply);

  let basis: Basis = 'price';
  let own = price;
  let slice = null;
  if (input.condition === 'new' && msrp !== null && msrp > 0) {
    const ratios = model.slice('ratio');
    if (ratios.size >= limits.minComparables) {
      basis = 'msrp';
      own = price / msrp;
      slice = ratios;
    }
  }
  slice ??= model.slice('price');
  const comparables = slice.size;
  const median = medianOf(slice);
  const tolerance = basis === 'msrp' ? limits.equalRatio : limits.equalPrice;
  const cheaper = slice.below(own - tolerance);
  const equal = slice.atMost(own + tolerance) - cheaper;

  const history = market.historyDays;
  const known = history !== null && history > 0 && history >= limits.supplyMinHistoryDays;
  let medianPhotos: number | null = null;
  if (input.columns.photos) {
    const photos = model.slice('photos');
    if (photos.size > 0) medianPhotos = medianOf(photos);
  }
  return {
    basis,
    tier,
    comparables,
    supply,
    banded: model.banded,
    own,
    market: median,
    priceToMarket: own / median,
    cheaper,
    equal,
    gone: known ? model.gone : null,
    window: known ? Math.min(limits.supplyWindowDays, history) : 0,
    medianPhotos,
  };
}

/** Market days' supply: how long the comparables last at the rate they go; null = unknown, Infinity = none goes. */
export function daysSupply(position: MarketPosition): number | null {
  if (position.gone === null) return null;
  return position.gone === 0 ? Infinity : position.supply / (position.gone / position.window);
}

type Fall = { readonly top: number; readonly span: number };
/** 1 at `top - span` and less, 0 from `top` on. */
const falling = (x: number, fall: Fall): number => clamp((fall.top - x) / fall.span);

const priceValue = (ptm: number, basis: Basis, limits: ScoreSettings['market']): number =>
  falling(ptm, basis === 'msrp' ? limits.msrpBasis : limits.priceBasis);
export const ageValue = (days: number, limits: ScoreSettings['market']): number =>
  falling(days, limits.age);
const supplyValue = (days: number, limits: ScoreSettings['market']): number => falling(days, limits.supply);

/** Writes the CIS signals of a vehicle; all NaN where it has no position. */
export function cisSignals(
  input: ScoreInput,
  asOf: number,
  settings: ScoreSettings,
  position: Positioned,
  values: Float64Array,
): void {
  values.fill(Number.NaN);
  if (typeof position === 'string') return;
  const limits = settings.market;
  values[CIS.price] = priceValue(position.priceToMarket, position.basis, limits);
  values[CIS.rank] = 1 - (position.cheaper + 0.5 * position.equal) / position.comparables;
  const supply = daysSupply(position);
  if (supply !== null) values[CIS.supply] = supplyValue(supply, limits);
  const days = daysOnLot(input, asOf);
  if (days !== null) values[CIS.age] = ageValue(days, limits);
  const { medianPhotos } = position;
  if (medianPhotos !== null && medianPhotos > 0) {
    values[CIS.listing] = Math.min(1, input.facts.photos / medianPhotos);
  }
}
