import { z } from 'zod';

/** The weight sets of `score-v1` and the rule they all keep: each sums to 1. */
export const DEFAULT_WEIGHTS = {
  avi: { seo: 0.35, aeo: 0.35, geo: 0.2, ugc: 0.1 },
  seo: { url: 0.2, fields: 0.35, photos: 0.25, dealer: 0.2 },
  aeo: { description: 0.3, facts: 0.2, attributes: 0.3, dealer: 0.2 },
  geo: { location: 0.5, dealer: 0.5 },
  ugc: { rating: 0.5, volume: 0.3, response: 0.2 },
  ati: { precision: 0.3, consistency: 0.25, recency: 0.2, authenticity: 0.15, alignment: 0.1 },
  precision: { vin: 0.4, year: 0.2, sanity: 0.4 },
  consistency: { parity: 0.6, unique: 0.2, msrp: 0.2 },
  recency: { feed: 0.6, listing: 0.4 },
  authenticity: { reviews: 0.5, photos: 0.3, text: 0.2 },
  alignment: { names: 0.6, action: 0.4 },
  cis: { price: 0.4, rank: 0.2, supply: 0.15, age: 0.15, listing: 0.1 },
} as const;
export type WeightSetName = keyof typeof DEFAULT_WEIGHTS;
export type Weights = {
  readonly [Name in WeightSetName]: { readonly [Key in keyof (typeof DEFAULT_WEIGHTS)[Name]]: number };
};

/** A published model once summed to .95: every score was 5 % low, unnoticed. */
const SUM_TOLERANCE = 1e-9;

const weightSet = <Name extends WeightSetName>(name: Name) => {
  type Key = Extract<keyof (typeof DEFAULT_WEIGHTS)[Name], string>;
  const defaults: Record<string, number> = DEFAULT_WEIGHTS[name];
  const keys = Object.keys(defaults) as Key[];
  const shape = Object.fromEntries(
    keys.map((key) => [
      key,
      z
        .number()
        .min(0)
        .max(1)
        .default(defaults[key] ?? 0),
    ]),
  ) as Record<Key, z.ZodDefault<z.ZodNumber>>;
  return z.strictObject(shape).superRefine((set, context) => {
    const weights: Record<string, number> = set as Record<Key, number>;
    const sum = keys.reduce((total, key) => total + (weights[key] ?? 0), 0);
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) return;
    const parts = keys.map((key) => `${key} ${weights[key]}`).join(', ');
    context.addIssue({
      code: 'custom',
      message: `weight set "${name}" totals ${Number(sum.toFixed(10))}, must total 1 (${parts})`,
    });
  });
};

export const weightSchemas = {
  avi: weightSet('avi').prefault({}),
  seo: weightSet('seo').prefault({}),
  aeo: weightSet('aeo').prefault({}),
  geo: weightSet('geo').prefault({}),
  ugc: weightSet('ugc').prefault({}),
  ati: weightSet('ati').prefault({}),
  precision: weightSet('precision').prefault({}),
  consistency: weightSet('consistency').prefault({}),
  recency: weightSet('recency').prefault({}),
  authenticity: weightSet('authenticity').prefault({}),
  alignment: weightSet('alignment').prefault({}),
  cis: weightSet('cis').prefault({}),
};
