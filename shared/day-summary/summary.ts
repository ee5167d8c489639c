import { z } from 'zod';
import { reviewCountsSchema } from '../review.ts';

/** What happened on the lot since a moment: the day in a page. Amounts in currency units, times ISO 8601 UTC. */

/** As many of a kind are listed; the totals count all. */
export const SUMMARY_LISTED = 15;

const text = z.string().nullable();
const vehicle = {
  vin: z.string(),
  /** "2026 Toyota Sienna LE" */
  vehicle: text,
  dealer: text,
};
const price = { price: z.number().nullable(), currency: text };
/** Changes of a known MSRP or price, and of these up and down. */
const changes = { changes: z.number().int(), up: z.number().int(), down: z.number().int() };

export const daySummarySchema = z.object({
  since: z.string(),
  until: z.string(),
  /** Whose; null = all dealers. */
  dealer: z.object({ id: z.string(), name: text }).nullable(),
  totals: z.object({
    /** On the lot now. */
    vehicles: z.number().int(),
    added: z.number().int(),
    sold: z.number().int(),
    /** Those that left without the feed saying that they were sold. */
    gone: z.number().int(),
    msrpChanges: z.number().int(),
    priceChanges: z.number().int(),
    /** Vehicles of which a score fell, from before the period to its end. */
    scoresFell: z.number().int(),
  }),
  /** Make and model, the one with the most changes first; null = the feed names none. */
  models: z.array(z.object({ name: text, ...changes })),
  moreModels: z.number().int(),
  dealers: z.array(z.object({ id: z.string(), name: text, ...changes })),
  moreDealers: z.number().int(),
  /** From the first value in the period to the last, the largest first; equal moves of many vehicles are one. */
  moves: z.array(
    z.object({
      ...vehicle,
      field: z.enum(['msrp', 'price']),
      /** How many moved alike; of more than one, `vehicle` and `dealer` are what they have in common, and old and new null. */
      vehicles: z.number().int(),
      old: z.number().nullable(),
      new: z.number().nullable(),
      delta: z.number(),
      currency: text,
    }),
  ),
  moreMoves: z.number().int(),
  added: z.array(z.object({ ...vehicle, ...price, at: z.string() })),
  left: z.array(
    z.object({
      ...vehicle,
      ...price,
      at: z.string(),
      why: z.enum(['sold', 'gone']),
      /** Whole days on the lot; null = not known. */
      days: z.number().int().nullable(),
    }),
  ),
  /** The deepest falls, a row a vehicle. */
  scores: z.array(
    z.object({ ...vehicle, score: z.enum(['avi', 'ati', 'cis']), from: z.number(), to: z.number() }),
  ),
  review: reviewCountsSchema,
  /** Sources whose last run failed. */
  failing: z.array(z.object({ source: z.string(), message: z.string(), since: z.string() })),
  /** Of the sources that have a file, the one whose file is the oldest. */
  oldestSource: z.object({ source: z.string(), asOf: z.string() }).nullable(),
});
export type DaySummary = z.infer<typeof daySummarySchema>;
