import { atiPlan, atiSignals, ATI_SLOTS } from './ati.ts';
import { aviPlanFor, aviPlans, aviSignals, AVI_SLOTS } from './avi.ts';
import { cisPlan, cisSignals, CIS_SLOTS, positionOf } from './cis.ts';
import type { Positioned } from './cis.ts';
import { combine } from './combine.ts';
import type { Combined, Plan } from './combine.ts';
import type { Market } from './comparables.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';

/** The signals of one vehicle, index by index; NaN = cannot be known. */
export type SignalValues = {
  readonly avi: Float64Array;
  readonly ati: Float64Array;
  readonly cis: Float64Array;
};

export const newSignalValues = (): SignalValues => ({
  avi: new Float64Array(AVI_SLOTS),
  ati: new Float64Array(ATI_SLOTS),
  cis: new Float64Array(CIS_SLOTS),
});

/** Where a price stands among those it was compared with. */
export type Standing = {
  /** Price over the market's median; null = too few comparables, or no price. */
  readonly priceToMarket: number | null;
  /** Where they are too few, how many there are; null = there is nothing to compare by. */
  readonly comparables: number | null;
  /** Place by price among them, 1 = the cheapest; null = too few, or no price. */
  readonly rank: number | null;
};

export type VehicleScores = { readonly avi: Combined; readonly ati: Combined; readonly cis: Combined };

/** The workings behind one vehicle's scores, for the explanation; `values` are those of the last vehicle scored. */
export type Workings = {
  readonly scores: VehicleScores;
  readonly position: Positioned;
  readonly plans: { readonly avi: Plan; readonly ati: Plan; readonly cis: Plan };
  readonly values: SignalValues;
};

/**
 * Scores vehicles against one market at its `asOf`. One path for bulk and explanation: the explanation reads the
 * very values that the score was made of.
 */
export class Scorer {
  readonly settings: ScoreSettings;
  readonly asOf: number;
  readonly market: Market;
  readonly #avi: ReturnType<typeof aviPlans>;
  readonly #ati: Plan;
  readonly #cis: Plan;
  readonly #values = newSignalValues();
  #position: Positioned = 'No vehicle';

  constructor(market: Market) {
    this.market = market;
    this.settings = market.settings;
    this.asOf = market.asOf;
    this.#avi = aviPlans(this.settings);
    this.#ati = atiPlan(this.settings);
    this.#cis = cisPlan(this.settings);
  }

  score(input: ScoreInput): VehicleScores {
    const { asOf, settings } = this;
    const values = this.#values;
    aviSignals(input, asOf, settings, values.avi);
    atiSignals(input, asOf, settings, values.ati);
    const position = positionOf(input, this.market);
    this.#position = position;
    cisSignals(input, asOf, settings, position, values.cis);
    return this.combine(values);
  }

  /** Of the vehicle scored last. @param input it */
  standing(input: ScoreInput): Standing {
    const position = this.#position;
    if (typeof position !== 'string')
      return {
        priceToMarket: position.priceToMarket,
        comparables: position.comparables,
        rank: position.cheaper + 1,
      };
    const isNamed = input.year !== null && input.make !== null && input.model !== null;
    const found = isNamed ? (this.market.find(input)?.size ?? 0) : null;
    return { priceToMarket: null, comparables: found, rank: null };
  }

  /** Of the vehicle scored last; overwritten by the next one. */
  get values(): SignalValues {
    return this.#values;
  }

  /** The scores of a vehicle with these signals. */
  combine(values: SignalValues): VehicleScores {
    const limits = this.settings.coverage;
    return {
      avi: combine(aviPlanFor(this.#avi, values.avi), values.avi, limits),
      ati: combine(this.#ati, values.ati, limits),
      cis: combine(this.#cis, values.cis, limits),
    };
  }

  /** The same with what stands behind it. Its arrays are reused by the next vehicle. */
  workings(input: ScoreInput): Workings {
    const scores = this.score(input);
    const { avi, ati, cis } = this.#values;
    return {
      scores,
      position: positionOf(input, this.market),
      plans: { avi: aviPlanFor(this.#avi, avi), ati: this.#ati, cis: this.#cis },
      values: { avi, ati, cis },
    };
  }
}
