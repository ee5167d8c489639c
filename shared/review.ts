import { z } from 'zod';
import { factsSchema } from './events.ts';
import { guardCheckSchema } from './guard.ts';

/** What the guard held back and what people decided. Amounts in currency units, times ISO 8601 UTC. */

const amount = z.number().nullable();
const text = z.string().nullable();

/** One money value of one listing that is not accepted yet; the old baseline stays meanwhile. */
const heldValueSchema = z.object({
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

/**
 * `always`: accept, and switch this check off for the source. `basis`, of a held sync only: accept, but what prices include
 * has changed, so that their common move is a new baseline and no event.
 */
export const DECISIONS = ['accept', 'reject', 'always', 'basis'] as const;
export type Decision = (typeof DECISIONS)[number];

/**
 * What became of something held. Besides a person's decisions: `confirmed` (a pending value was seen a second time),
 * `withdrawn` (the feed says something else now), `superseded` (a newer sync took a held one's place), `undone` (a person took a rejection back: it waits again).
 */
export const OUTCOMES = [...DECISIONS, 'confirmed', 'withdrawn', 'superseded', 'undone'] as const;
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
  /** The verdict it is part of, where that can still be undone; null = it cannot, or it was not a person's decision. */
  undo: z.number().int().nullable(),
});
export type Decided = z.infer<typeof decidedSchema>;

/** Number of decisions to make: the badge. Pending values are shown beside it, they need none. */
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

/**
 * How long a verdict waits before it is carried out. Events that went into a shared log cannot be called back, so this
 * is the whole time in which an accepted value can: long enough to see what one has just done, and to press Undo.
 */
export const UNDO_MS = 10_000;

/** What a decision would do, to the last value: said before it is made, and again while it waits. */
export const verdictPlanSchema = z.object({
  /** Held values and held syncs that it is about; with `always` more than were selected. */
  values: z.number().int(),
  syncs: z.number().int(),
  sources: z.array(z.string()),
  /** With `always`: what is no longer checked, where, and how many of its held values are accepted with it. */
  checks: z.array(z.object({ source: z.string(), check: guardCheckSchema, values: z.number().int() })),
});
export type VerdictPlan = z.infer<typeof verdictPlanSchema>;

export const VERDICT_STATES = ['waiting', 'running', 'done', 'undone', 'failed'] as const;

/** A person's word on a selection. */
export const verdictSchema = z.object({
  id: z.number().int().positive(),
  decision: z.enum(DECISIONS),
  state: z.enum(VERDICT_STATES),
  at: z.string(),
  /** When it is carried out, or a little later: not while one of its sources is read. */
  dueAt: z.string(),
  plan: verdictPlanSchema,
  /** What it did: values and syncs decided (those that went meanwhile are passed over), events of accepted values. */
  decided: z.number().int(),
  events: z.number().int(),
  /** `all`: as if it had never been; `checks`: what it switched off, its values stay accepted; `none`. */
  undo: z.enum(['all', 'checks', 'none']),
  error: text,
});
export type Verdict = z.infer<typeof verdictSchema>;
