import { z } from 'zod';

/** The answer to "why is this 72?", as screens, `lotwatch explain` and the gateway see it. Points add up. */
const explainedSignalSchema = z.object({
  /** "seo.photos": the names of `domain.md` 5.3. */
  name: z.string(),
  /** Within its pillar; the weights of a pillar sum to 1. */
  weight: z.number(),
  /** [0, 1] to 4 decimals; null = cannot be known. */
  value: z.number().nullable(),
  /** Of the 100, after renormalisation over what is known; 0 for an unknown signal. */
  points: z.number(),
  lost: z.number(),
  /** A short sentence: "14 of 20 photos", "no description column". */
  detail: z.string(),
});
export type ExplainedSignal = z.infer<typeof explainedSignalSchema>;

const explainedPillarSchema = z.object({
  name: z.string(),
  weight: z.number(),
  value: z.number().nullable(),
  signals: z.array(explainedSignalSchema),
});

const explainedScore = {
  /** Integer 0..100; null where too little is known. */
  score: z.number().int().nullable(),
  /** To 4 decimals; the points of all signals add up to it. */
  raw: z.number().nullable(),
  /** Share of the weight that is known, 0..1. */
  coverage: z.number(),
  /** Why there is no score; null where there is one. */
  reason: z.string().nullable(),
  pillars: z.array(explainedPillarSchema),
};
const explainedScoreSchema = z.object(explainedScore);
export type ExplainedScore = z.infer<typeof explainedScoreSchema>;

const explainedCisSchema = z.object({
  ...explainedScore,
  /** Price over MSRP, or price alone; null without a market. */
  basis: z.enum(['msrp', 'price']).nullable(),
  /** 1 same year and trim, 2 a year around, 3 same year any trim, 4 a year around any trim. */
  tier: z.number().int().min(1).max(4).nullable(),
  /** How many compare on the basis. */
  comparables: z.number().int(),
  /** Median of the comparables: a ratio on the MSRP basis, else currency units. */
  market: z.number().nullable(),
  /** Own figure over the market's. */
  priceToMarket: z.number().nullable(),
});

export const explanationSchema = z.object({
  vin: z.string(),
  /** ISO 8601 UTC. */
  asOf: z.string(),
  model: z.string(),
  avi: explainedScoreSchema,
  ati: explainedScoreSchema,
  cis: explainedCisSchema,
});
export type Explanation = z.infer<typeof explanationSchema>;

const named = {
  score: z.enum(['avi', 'ati', 'cis']),
  signal: z.string(),
  detail: z.string(),
  hint: z.string(),
};

/** What to fix first: signals by the points they would bring, and apart the unknown ones. */
export const fixListSchema = z.object({
  fixes: z.array(z.object({ ...named, gain: z.number() })),
  unknown: z.array(z.object(named)),
});
export type FixList = z.infer<typeof fixListSchema>;
