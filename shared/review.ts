import { z } from 'zod';
import { factsSchema } from './events.ts';
import { guardCheckSchema } from './guard.ts';

/** What the guard held back and what people decided. Amounts in currency units, times ISO 8601 UTC. */

const amount = z.number().nullable();
const text = z.string().nullable();

/** One money value of one listing that is not believed yet; the old baseline stays meanwhile. */
export const heldValueSchema = z.object({
  id: z.number().int().positive(),
  /** `quarantined`: implausible, until a person decides; `pending`: accepted at the second equal observation. */
  kind: z.enum(['quarantined', 'pending']),
  source: z.string(),
  vin: z.string(),
  dealerId: z.string(),
  facts: factsSchema,
  field: z.enum(['msrp', 'price']),
  check: guardCheckSchema,
  /** The baseline that stays; null = no value is known yet. */
  old: amount,
  /** As-of of the file from which the feed left the old value blank; null = it shows one. */
  oldBlankSince: text,
  new: z.number(),
  /** new / old; where there is no old, price / MSRP; null = neither. */
  ratio: z.number().nullable(),
  currency: text,
  /** Vehicles of the same make, model and year with this field known, in all sources: how many, and their median. */
  peers: z.object({ count: z.number().int(), median: amount }),
  /** Why, in a sentence. */
  reason: z.string(),
  /** As-of dates of the first and the latest observation with this value, and how many had it. */
  since: z.string(),
  latest: z.string(),
  observations: z.number().int(),
});
export type HeldValue = z.infer<typeof heldValueSchema>;

/** A sync of which nothing was stored until a person has looked; its file is kept. */
export const heldSyncSchema = z.object({
  id: z.number().int().positive(),
  source: z.string(),
  runId: z.string(),
  file: z.string(),
  asOf: z.string(),
  /** When it was held. */
  at: z.string(),
  check: guardCheckSchema,
  reason: z.string(),
  rows: z.number().int(),
  vehicles: z.number().int(),
  vehiclesBefore: z.number().int(),
  /** Known vehicles in the file, and of these those that move by at least the guard's percentage. */
  matched: z.number().int(),
  moved: z.number().int(),
  added: z.number().int(),
  missing: z.number().int(),
  /** The largest moves, for a person to judge by. */
  samples: z.array(
    z.object({
      vin: z.string(),
      facts: factsSchema,
      field: z.enum(['msrp', 'price']),
      old: z.number(),
      new: z.number(),
    }),
  ),
});
export type HeldSync = z.infer<typeof heldSyncSchema>;

/** `always`: accept, and switch this check off for the source. */
export const DECISIONS = ['accept', 'reject', 'always'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * What became of something held. Besides a person's decisions: `confirmed` (a pending value was seen a second time),
 * `withdrawn` (the feed says something else now), `superseded` (a newer sync took a held one's place).
 */
export const OUTCOMES = [...DECISIONS, 'confirmed', 'withdrawn', 'superseded'] as const;
export type ReviewOutcome = (typeof OUTCOMES)[number];

export const decidedSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  kind: z.enum(['value', 'sync']),
  outcome: z.enum(OUTCOMES),
  source: z.string(),
  check: guardCheckSchema,
  reason: z.string(),
  /** Of a value. */
  vin: text,
  field: z.enum(['msrp', 'price']).nullable(),
  old: amount,
  new: amount,
  currency: text,
  /** Of a sync. */
  file: text,
});
export type Decided = z.infer<typeof decidedSchema>;

/** What waits for a person: the badge. Pending values are shown beside it, they need nobody. */
export const reviewCountsSchema = z.object({
  syncs: z.number().int(),
  quarantined: z.number().int(),
  pending: z.number().int(),
});
export type ReviewCounts = z.infer<typeof reviewCountsSchema>;

/** The most values a list or one decision holds; what is beyond is counted in `total`. */
export const REVIEW_PAGE = 500;

export const reviewListSchema = z.object({
  syncs: z.array(heldSyncSchema),
  /** Newest first, at most REVIEW_PAGE. */
  values: z.array(heldValueSchema),
  total: z.number().int(),
});
export type ReviewList = z.infer<typeof reviewListSchema>;

export const decideInputSchema = z.object({
  values: z.array(z.number().int().positive()).max(REVIEW_PAGE),
  syncs: z.array(z.number().int().positive()).max(50),
  decision: z.enum(DECISIONS),
});
export type DecideInput = z.infer<typeof decideInputSchema>;

export const decideResultSchema = z.object({
  /** How many were decided; those decided meanwhile by somebody else are not counted. */
  decided: z.number().int(),
  /** Events that the accepted values emitted. */
  events: z.number().int(),
  /** Syncs of accepted files that were started. */
  runIds: z.array(z.string()),
});
export type DecideResult = z.infer<typeof decideResultSchema>;
