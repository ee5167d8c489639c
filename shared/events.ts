import { z } from 'zod';
import { KNOWN_CONDITIONS } from './listing.ts';
import { VEHICLE_STATUSES } from './status.ts';
import { SCORE_REASONS, type ScoreReason } from './score-reasons.ts';

/**
 * Events as they travel: the seed's payloads (`vin, old, new, deltaPct, ts`) plus additive fields that older
 * readers ignore. Amounts in currency units with at most 2 decimals.
 */
export const MONEY_EVENT_TYPES = ['msrp:change', 'price:change'] as const;
export type MoneyEventType = (typeof MONEY_EVENT_TYPES)[number];

export { SCORE_REASONS, type ScoreReason };

/** Beyond any vehicle in any currency, and far within what is exact in cents. */
export const MAX_AMOUNT = 1e12;

/** At most two decimals: cents survive the trip as integers. */
export const amountSchema = z
  .number()
  .nonnegative()
  .max(MAX_AMOUNT)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'at most 2 decimals');

const moneyChange = {
  vin: z.string().min(1).max(64),
  old: amountSchema.nullable().optional(),
  new: amountSchema,
  deltaPct: z.number().nullable().optional(),
  ts: z.iso.datetime({ offset: true }),
  id: z.uuid().optional(),
  dealerId: z.string().max(200).optional(),
  source: z.string().max(200).optional(),
  runId: z.string().max(64).optional(),
};

export const msrpChangeSchema = z.object(moneyChange);
export type MoneyChange = z.infer<typeof msrpChangeSchema>;

export const factsSchema = z.object({
  year: z.number().int().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  trim: z.string().nullable(),
  condition: z.enum(KNOWN_CONDITIONS).nullable(),
  dealerName: z.string().nullable(),
});

const status = z.enum(VEHICLE_STATUSES);

/** Ours, on a channel of its own: what became of a vehicle. `old` null = not known before. */
export const vehicleStatusSchema = z.object({
  vin: z.string().min(1).max(64),
  dealerId: z.string().max(200).optional(),
  old: status.nullable().optional(),
  new: status,
  ts: z.iso.datetime({ offset: true }),
  id: z.uuid().optional(),
  source: z.string().max(200).optional(),
  runId: z.string().max(64).optional(),
});

/** 0-100, or null where too little is known (rules 19: null travels as null). */
const score = z.number().int().min(0).max(100).nullable();

export const scoreUpdateSchema = z.object({
  vin: z.string().min(1).max(64),
  dealerId: z.string().max(200).optional(),
  reason: z.string().min(1).max(60),
  avi: score,
  ati: score,
  cis: score,
  ts: z.iso.datetime({ offset: true }),
  id: z.uuid().optional(),
  source: z.string().max(200).optional(),
  runId: z.string().max(64).optional(),
});
export type ScoreUpdate = z.infer<typeof scoreUpdateSchema>;

const journalled = z.object({
  /** Journal row number of this console: the order of everything. Has holes. */
  seq: z.number().int().positive(),
  id: z.uuid(),
  vin: z.string(),
  dealerId: z.string(),
  source: z.string(),
  runId: z.string(),
  /** When it became true at the source (its as-of), ISO 8601 UTC. */
  ts: z.string(),
  /** When this console recorded it, ISO 8601 UTC. */
  at: z.string(),
  sample: z.boolean(),
  /** Who made it, where that is not this console: another one, or a program that is none. */
  from: z.enum(['console', 'program']).optional(),
  facts: factsSchema,
});
/** What all events have. */
export type EventHead = z.infer<typeof journalled>;

export const moneyEventSchema = z.object({
  ...journalled.shape,
  type: z.enum(MONEY_EVENT_TYPES),
  old: z.number().nullable(),
  new: z.number(),
  /** new - old; null for a first sighting. */
  delta: z.number().nullable(),
  deltaPct: z.number().nullable(),
  currency: z.string().nullable(),
});
export type MoneyEvent = z.infer<typeof moneyEventSchema>;

export const statusEventBodySchema = z.object({ old: status.nullable(), new: status });
export const statusEventSchema = z.object({
  ...journalled.shape,
  type: z.literal('vehicle:status'),
  ...statusEventBodySchema.shape,
});
export type StatusEvent = z.infer<typeof statusEventSchema>;

/**
 * What became of a vehicle that no other event tells of: it came without a value that is one, left by absence (rules 4), or
 * came back. Of this console alone: it never travels.
 */
export const PRESENCES = ['new', 'gone', 'back'] as const;
export const presenceEventBodySchema = z.object({
  state: z.enum(PRESENCES),
  /** Last known; null = none is. */
  price: z.number().nullable(),
  currency: z.string().nullable(),
  /** Of one that is gone: as-of of the first file without it. */
  missingSince: z.string().nullable(),
  /** Its price is held back for review. */
  held: z.boolean(),
});
export const presenceEventSchema = z.object({
  ...journalled.shape,
  type: z.literal('vehicle:presence'),
  ...presenceEventBodySchema.shape,
});
export type PresenceEvent = z.infer<typeof presenceEventSchema>;

/** The three scores side by side. */
export const scoreTripleSchema = z.object({ avi: score, ati: score, cis: score });
export type ScoreTriple = z.infer<typeof scoreTripleSchema>;

export const scoreEventBodySchema = z.object({
  ...scoreTripleSchema.shape,
  reason: z.enum(SCORE_REASONS),
  /** The words of another program, where `reason` is `other`. */
  said: z.string().optional(),
  /** Before; null = scored for the first time. */
  previous: scoreTripleSchema.nullable(),
  /** Share of the model's weight that is known, 0..1. */
  coverage: z.object({ avi: z.number(), ati: z.number(), cis: z.number() }),
});
export const scoreEventSchema = z.object({
  ...journalled.shape,
  type: z.literal('ai-scores:update'),
  ...scoreEventBodySchema.shape,
});
export type ScoreEvent = z.infer<typeof scoreEventSchema>;

/** The first scores of a baseline: one event for the run, not one a vehicle (rules 19). Its `vin` is empty. */
export const scoreBaselineBodySchema = z.object({ scored: z.number().int() });
export const scoreBaselineSchema = z.object({
  ...journalled.shape,
  type: z.literal('ai-scores:baseline'),
  ...scoreBaselineBodySchema.shape,
});
export type ScoreBaseline = z.infer<typeof scoreBaselineSchema>;

/** One journal row as screens, `lotwatch events` and the gateway see it. Its types are the kinds of {@link ./event-kinds.ts}. */
export const journalEventSchema = z.discriminatedUnion('type', [
  moneyEventSchema,
  statusEventSchema,
  presenceEventSchema,
  scoreEventSchema,
  scoreBaselineSchema,
]);
export type JournalEvent = z.infer<typeof journalEventSchema>;
export type EventType = JournalEvent['type'];
/** The event of a kind; several kinds may share a shape. */
export type EventOf<Type extends EventType, Event = JournalEvent> = Event extends { type: infer Types }
  ? Type extends Types
    ? Event
    : never
  : never;

/**
 * Change in percent with 2 decimals, rounded half away from zero on integer cents (rules 8):
 * 40,000 -> 40,250 is +0.63. Null where there is no old value to divide by.
 */
export function deltaPct(oldCents: number | null, newCents: number): number | null {
  if (oldCents === null || oldCents <= 0) return null;
  const change = newCents - oldCents;
  const hundredths = Math.floor((Math.abs(change) * 10_000) / oldCents + 0.5);
  return (Math.sign(change) * hundredths) / 100 + 0;
}
