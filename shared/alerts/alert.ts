import { z } from 'zod';
import { ruleSchema } from './rule.ts';

/** What fired, as screens, programs and the command line see it. Times ISO 8601 UTC, money in currency units. */

export const ALERT_STATES = ['firing', 'acknowledged', 'snoozed', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** A vehicle (or a source, then without VIN) that an alert is about. */
export const alertMemberSchema = z.object({
  vin: z.string().nullable(),
  dealerId: z.string().nullable(),
  /** Year, make, model and trim, or the name of the source. */
  vehicle: z.string(),
  old: z.number().nullable(),
  new: z.number().nullable(),
  delta: z.number().nullable(),
  deltaPct: z.number().nullable(),
  /** When it was no longer so; null = it is, or nobody can tell. */
  endedAt: z.string().nullable(),
});
export type AlertMember = z.infer<typeof alertMemberSchema>;

/** What became of a message to a channel. */
export const deliverySchema = z.object({
  channel: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  /** When it was sent or given up. */
  at: z.string().nullable(),
  tries: z.number().int(),
  /** Of a waiting one that failed before. */
  nextTryAt: z.string().nullable(),
  /** Why it was not delivered. */
  reason: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const alertSchema = z.object({
  /** Of the list, newest last; for paging. */
  seq: z.number().int().positive(),
  id: z.string(),
  ruleId: z.string(),
  /** As it was called then. */
  rule: z.string(),
  urgent: z.boolean(),
  at: z.string(),
  state: z.enum(ALERT_STATES),
  /** Vehicles in it, and how many of them it is still true of. */
  count: z.number().int(),
  open: z.number().int(),
  text: z.string(),
  source: z.string().nullable(),
  /** What explains it: the failure of its source. */
  because: z.string().nullable(),
  acknowledged: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** Null in `until` = until it changes. */
  snoozed: z.object({ by: z.string(), until: z.string().nullable() }).nullable(),
  resolved: z.object({ at: z.string(), why: z.string() }).nullable(),
  /** It is sent later: quiet hours, or a mute. */
  deferred: z.object({ until: z.string(), why: z.string() }).nullable(),
  deliveries: z.array(deliverySchema),
});
export type Alert = z.infer<typeof alertSchema>;

export const storedRuleSchema = z.object({
  id: z.string(),
  rule: ruleSchema,
  /** In words: "Price falls by 3% or $500 on our vehicles". */
  words: z.string(),
  on: z.boolean(),
  mutedUntil: z.string().nullable(),
  /** Why it is not evaluated: its view is gone. */
  fault: z.string().nullable(),
  createdAt: z.string(),
  evaluatedAt: z.string().nullable(),
  /** Sources it says nothing of because they were not read for a day, and since when. */
  notEvaluated: z.array(z.object({ source: z.string(), since: z.string().nullable() })),
  /** Vehicles that fired in the last seven days. */
  firedIn7Days: z.number().int(),
});
export type StoredRule = z.infer<typeof storedRuleSchema>;
