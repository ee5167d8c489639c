import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyInput, anyMarket } from './arbitraries.ts';
import { combine, planOf, toScore } from './combine.ts';
import type { Plan } from './combine.ts';
import { MarketBuilder } from './comparables.ts';
import type { MarketListing } from './comparables.ts';
import { explain } from './explain.ts';
import { AS_OF, DAY, vehicle } from './fixtures.ts';
import { DEFAULT_SCORE_SETTINGS as settings } from './model.ts';
import { Scorer } from './score.ts';
import { sharesOf } from './shares.ts';

const INDEXES = ['avi', 'ati', 'cis'] as const;

function scorerFor(listings: readonly MarketListing[]): Scorer {
  const builder = new MarketBuilder({ asOf: AS_OF, settings, historyStart: AS_OF - 30 * DAY });
  for (const listing of listings) builder.add(listing);
  return new Scorer(builder.build());
}

describe('any vehicle in any market', () => {
  test('bulk equals explained, bit for bit, whatever was scored in between', () => {
    fc.assert(
      fc.property(anyMarket(80), fc.array(anyInput, { minLength: 1, maxLength: 8 }), (listings, inputs) => {
        const scorer = scorerFor(listings);
        const bulk = inputs.map((input) => scorer.score(input));
        inputs.forEach((input, i) => {
          const explanation = explain(scorer, input);
          for (const index of INDEXES) {
            const { score, raw, coverage } = explanation[index];
            expect({ score, raw, coverage }).toEqual(bulk[i]?.[index]);
          }
          expect(JSON.stringify(explain(scorerFor(listings), input))).toBe(JSON.stringify(explanation));
        });
      }),
    );
  });

  test('points add up to raw, lost points to the rest, and every signal says what it is', () => {
    fc.assert(
      fc.property(anyMarket(80), anyInput, (listings, input) => {
        const explanation = explain(scorerFor(listings), input);
        for (const index of INDEXES) {
          const { raw, score, coverage, pillars } = explanation[index];
          const signals = pillars.flatMap((pillar) => pillar.signals);
          const sum = (of: (s: (typeof signals)[number]) => number) =>
            signals.reduce((total, s) => total + Math.round(of(s) * 10_000), 0);
          expect(sum((s) => s.points)).toBe(Math.round((raw ?? 0) * 10_000));
          expect(sum((s) => s.lost)).toBe(raw === null ? 0 : 1_000_000 - Math.round(raw * 10_000));
          for (const signal of signals) {
            expect(signal.detail).toMatch(/^[^.]/);
            expect(signal.detail).not.toMatch(/NaN|undefined|null|Infinity/);
            expect(signal.points).toBeGreaterThanOrEqual(0);
            expect(signal.lost).toBeGreaterThanOrEqual(0);
            expect(signal.value !== null || signal.points + signal.lost === 0).toBe(true);
          }
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1);
          expect(score === null).toBe(explanation[index].reason !== null);
          expect(score === null || (Number.isInteger(score) && score >= 0 && score <= 100)).toBe(true);
          const known = pillars.filter((pillar) => pillar.value !== null);
          const weight = known.reduce((total, pillar) => total + pillar.weight, 0);
          for (const pillar of known) {
            const mostOf = pillar.signals.filter((s) => s.value !== null).reduce((w, s) => w + s.weight, 0);
            for (const s of pillar.signals) {
              // Values are shown to .0001, which 100 points turn into .01.
              const points = 100 * (pillar.weight / weight) * (s.weight / mostOf) * (s.value ?? 0);
              expect(Math.abs(s.points - points)).toBeLessThan(0.006);
            }
          }
          for (const pillar of pillars) {
            expect(pillar.signals.reduce((total, s) => total + s.weight, 0)).toBeCloseTo(1, 9);
          }
        }
      }),
    );
  });
});

/** Plans of any shape, with weights that sum to 1, and values for them. */
const weightsOf = (n: number) =>
  fc.array(fc.integer({ min: 1, max: 100 }), { minLength: n, maxLength: n }).map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  });
const anyPlan: fc.Arbitrary<Plan> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 })
  .chain((sizes) => fc.tuple(weightsOf(sizes.length), fc.tuple(...sizes.map(weightsOf))))
  .map(([pillarWeights, signalWeights]) => {
    let slot = 0;
    return planOf(
      signalWeights.map((weights, p) => ({
        name: `p${p}`,
        weight: pillarWeights[p] ?? 0,
        signals: weights.map((weight, s) => ({ name: `p${p}.s${s}`, weight, slot: slot++ })),
      })),
    );
  });
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const planWithValues = anyPlan.chain((plan) =>
  fc.tuple(
    fc.constant(plan),
    fc.array(fc.option(unit, { nil: Number.NaN, freq: 4 }), {
      minLength: plan.slots.length,
      maxLength: plan.slots.length,
    }),
  ),
);

describe('combining', () => {
  test('raising a signal never lowers the score', () => {
    fc.assert(
      fc.property(planWithValues, fc.nat(), unit, ([plan, values], pick, to) => {
        const at = pick % values.length;
        const from = values[at] ?? Number.NaN;
        fc.pre(!Number.isNaN(from) && to >= from);
        const before = combine(plan, Float64Array.from(values), settings.coverage);
        const after = combine(plan, Float64Array.from(values.with(at, to)), settings.coverage);
        expect(after.raw ?? 0).toBeGreaterThanOrEqual(before.raw ?? 0);
        expect(after.score ?? 0).toBeGreaterThanOrEqual(before.score ?? 0);
        expect(after.coverage).toBe(before.coverage);
      }),
    );
  });

  test('making a signal unknown lowers the coverage by its weight, and touches the score only by renormalising', () => {
    fc.assert(
      fc.property(planWithValues, fc.nat(), ([plan, values], pick) => {
        const at = pick % values.length;
        fc.pre(!Number.isNaN(values[at]));
        const before = combine(plan, Float64Array.from(values), settings.coverage);
        const after = combine(plan, Float64Array.from(values.with(at, Number.NaN)), settings.coverage);
        const pillar = plan.ends.findIndex((end) => at < end);
        const weight = (plan.pillarWeights[pillar] ?? 0) * (plan.weights[at] ?? 0);
        expect(after.coverage).toBeCloseTo(before.coverage - weight, 3);
        expect(after.coverage).toBeLessThanOrEqual(before.coverage);
      }),
    );
  });

  test('points of any plan add up', () => {
    fc.assert(
      fc.property(planWithValues, ([plan, values]) => {
        const array = Float64Array.from(values);
        const combined = combine(plan, array, settings.coverage);
        const points = sharesOf(plan, array, combined).flatMap((p) => p.signals.map((s) => s.points));
        const sum = points.reduce((total, x) => total + Math.round(x * 10_000), 0);
        expect(sum).toBe(Math.round((combined.raw ?? 0) * 10_000));
      }),
    );
  });

  test('rounds half up, and a binary 71.49999999999999 as the 71.5 it stands for', () => {
    const raws = [0, 0.4999, 0.5, 71.49999999999999, 71.4999, 99.5, 100, 100.0000001];
    expect(raws.map(toScore)).toEqual([0, 0, 1, 72, 71, 100, 100, 100]);
  });
});

test('better listings do not score worse', () => {
  const scorer = scorerFor([]);
  const base = vehicle({
    facts: { ...vehicle().facts, photos: 3, words: 10, numbers: 1, attributes: 1, url: 1 },
  });
  const before = scorer.score(base).avi.raw ?? 0;
  for (const better of [
    { photos: 4 },
    { words: 11 },
    { numbers: 2 },
    { attributes: 3 },
    { url: 2 as const },
  ]) {
    const after = scorer.score({ ...base, facts: { ...base.facts, ...better } }).avi.raw ?? 0;
    expect(after).toBeGreaterThan(before);
  }
});
