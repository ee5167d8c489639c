import { z } from 'zod';
import { CONDITIONS } from './listing.ts';

/**
 * Events as they travel: the seed's payloads (`vin, old, new, deltaPct, ts`) plus additive fields that older
 * readers ignore. Amounts in currency units with at most 2 decimals.
 */
export const EVENT_TYPES = ['msrp:change', 'price:change'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** At most two decimals: cents survive the trip as integers. */
const amount = z
  .number()
  .nonnegative()
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'at most 2 decimals');

const moneyChange = {
  vin: z.string().min(1).max(64),
  old: amount.nullable().optional(),
  new: amount,
  deltaPct: z.number().nullable().optional(),
  ts: z.iso.datetime({ offset: true }),
  id: z.uuid().optional(),
  dealerId: z.string().max(200).optional(),
  source: z.string().max(200).optional(),
  runId: z.string().max(64).optional(),
};

export const msrpChangeSchema = z.object(moneyChange);
/** The selling price never travels as an MSRP; its payload has the same fields. */
export const priceChangeSchema = z.object(moneyChange);
export type MoneyChange = z.infer<typeof msrpChangeSchema>;

export const factsSchema = z.object({
  year: z.number().int().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  trim: z.string().nullable(),
  condition: z.enum(CONDITIONS).nullable(),
  dealerName: z.string().nullable(),
});

/** One journal row as screens, `lotwatch events` and the gateway see it. */
export const journalEventSchema = z.object({
  /** Journal row number of this console: the order of everything. Has holes. */
  seq: z.number().int().positive(),
  id: z.uuid(),
  type: z.enum(EVENT_TYPES),
  vin: z.string(),
  dealerId: z.string(),
  source: z.string(),
  runId: z.string(),
  /** When it became true at the source (its as-of), ISO 8601 UTC. */
  ts: z.string(),
  /** When this console recorded it, ISO 8601 UTC. */
  at: z.string(),
  old: z.number().nullable(),
  new: z.number(),
  /** new - old; null for a first sighting. */
  delta: z.number().nullable(),
  deltaPct: z.number().nullable(),
  currency: z.string().nullable(),
  sample: z.boolean(),
  facts: factsSchema,
});
export type JournalEvent = z.infer<typeof journalEventSchema>;

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

/** Integer cents to currency units on the wire: 4599050 -> 45990.5. */
export const toUnits = (cents: number): number => cents / 100;
