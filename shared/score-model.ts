import { z } from 'zod';

/** The scoring model as the Formulas page and the settings show it. Figures as in `domain.md` 5.3; money in cents. */

const weightSet = z.record(z.string(), z.number());
const ramp = z.object({ top: z.number(), span: z.number() });

export const scoreModelSchema = z.object({
  version: z.string(),
  settings: z.object({
    /** By name: the pillars of `avi` and `ati`, the signals of each pillar, and `cis`; each set sums to 1. */
    weights: z.record(z.string(), weightSet),
    coverage: z.object({ minimum: z.number(), full: z.number() }),
    /** Falling cut-offs: the score from which the better word applies. */
    bands: z.object({ avi: z.array(z.number()), ati: z.array(z.number()), cis: z.array(z.number()) }),
    listing: z.object({
      photoTarget: z.number(),
      descriptionWords: z.number(),
      distinctNumbers: z.number(),
      reviewMagnitude: z.number(),
    }),
    trust: z.record(z.string(), z.number()),
    market: z.object({
      minComparables: z.number(),
      comparableMaxAgeDays: z.number(),
      mileageBand: z.number(),
      ratioMin: z.number(),
      ratioMax: z.number(),
      msrpBasis: ramp,
      priceBasis: ramp,
      equalRatio: z.number(),
      equalPrice: z.number(),
      supplyWindowDays: z.number(),
      supplyMinHistoryDays: z.number(),
      supply: ramp,
      age: ramp,
      assumedCurrency: z.string(),
    }),
    signals: z.object({ maxAgeDays: z.number() }),
  }),
});
export type ScoreModel = z.infer<typeof scoreModelSchema>;

export const dealerSignalsViewSchema = z.object({
  dealerId: z.string(),
  /** ISO 8601 UTC. */
  asOf: z.string(),
  file: z.string(),
  importedAt: z.string(),
  /** Too old to count: taken as unknown. */
  stale: z.boolean(),
});
export type DealerSignalsView = z.infer<typeof dealerSignalsViewSchema>;
