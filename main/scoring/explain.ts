import type { ExplainedScore, Explanation } from '../../shared/explanation.ts';
import { toIso } from '../../shared/units.ts';
import { atiDetails } from './ati-details.ts';
import { aviDetails } from './avi-details.ts';
import type { Details } from './avi-details.ts';
import { cisDetails } from './cis-details.ts';
import type { Positioned } from './cis.ts';
import { round4 } from './combine.ts';
import type { Combined, Plan } from './combine.ts';
import type { ScoreInput } from './input.ts';
import { MODEL_VERSION } from './model.ts';
import type { Scorer } from './score.ts';
import { sharesOf } from './shares.ts';
import { percent } from './words.ts';

function explainScore(
  plan: Plan,
  values: Float64Array,
  combined: Combined,
  details: Details,
  reason: string | null,
): ExplainedScore {
  return {
    score: combined.score,
    raw: combined.raw,
    coverage: combined.coverage,
    reason,
    pillars: sharesOf(plan, values, combined).map((pillar) => ({
      name: pillar.name,
      weight: pillar.weight,
      value: pillar.value,
      signals: pillar.signals.map((signal) => ({ ...signal, detail: details[signal.name] ?? '' })),
    })),
  };
}

/** A ratio to 4 decimals, or cents as currency units. */
const marketFigure = (position: Exclude<Positioned, string>): number =>
  position.basis === 'msrp' ? round4(position.market) : position.market / 100;

/**
 * Everything behind a vehicle's three scores. The same data, settings and asOf give the same bytes: keys have one
 * order and numbers at most 4 decimals.
 */
export function explain(scorer: Scorer, input: ScoreInput): Explanation {
  const { asOf, settings } = scorer;
  const { scores, plans, values, position } = scorer.workings(input);
  const thin = (combined: Combined): string | null =>
    combined.score === null
      ? `not enough data: ${percent(combined.coverage)} of the signals are known, ${percent(settings.coverage.minimum)} are needed`
      : null;
  const none = typeof position === 'string';
  return {
    vin: input.vin,
    asOf: toIso(asOf),
    model: MODEL_VERSION,
    avi: explainScore(
      plans.avi,
      values.avi,
      scores.avi,
      aviDetails(input, asOf, settings),
      thin(scores.avi),
    ),
    ati: explainScore(
      plans.ati,
      values.ati,
      scores.ati,
      atiDetails(input, asOf, settings),
      thin(scores.ati),
    ),
    cis: {
      ...explainScore(
        plans.cis,
        values.cis,
        scores.cis,
        cisDetails(input, asOf, settings, position),
        none ? position : thin(scores.cis),
      ),
      basis: none ? null : position.basis,
      tier: none ? null : position.tier,
      comparables: none ? (scorer.market.find(input)?.size ?? 0) : position.comparables,
      market: none ? null : marketFigure(position),
      priceToMarket: none ? null : round4(position.priceToMarket),
    },
  };
}
