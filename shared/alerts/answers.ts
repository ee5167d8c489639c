import { z } from 'zod';

/** What a rehearsal and "why was I not told?" answer. Times ISO 8601 UTC. */

const rehearsedSchema = z.object({
  at: z.string(),
  text: z.string(),
  count: z.number().int(),
  /** At once, or later: when, and why. */
  sentAt: z.string(),
  deferred: z.string().nullable(),
});

export const rehearsalSchema = z.object({
  days: z.number(),
  /** Oldest first. */
  alerts: z.array(rehearsedSchema),
  /** Alerts in all; `alerts` holds the newest of them. */
  fired: z.number().int(),
  vehicles: z.number().int(),
  deferred: z.number().int(),
  heldByCoolDown: z.number().int(),
  /** Changes that were looked at. */
  events: z.number().int(),
  /** Vehicles or sources of which it is so now; null = a change, which is over. */
  nowTrue: z.number().int().nullable(),
  /** What of the past is not kept, so that it cannot be rehearsed; null = everything is. */
  incomplete: z.string().nullable(),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** Where a rule stopped, or that it did not: in the order in which they are passed. */
export const GATES = [
  'off',
  'paused',
  'other-vehicles',
  'other-change',
  'below-threshold',
  'not-beyond',
  'first-run',
  'counting',
  'cool-down',
  'not-evaluated',
  'fired',
  'muted',
  'quiet-hours',
  'sent',
  'not-delivered',
] as const;
export type GateName = (typeof GATES)[number];

const passedSchema = z.object({ gate: z.enum(GATES), at: z.string(), words: z.string() });

export const whySchema = z.object({
  vin: z.string(),
  vehicle: z.string().nullable(),
  rules: z.array(
    z.object({
      ruleId: z.string(),
      rule: z.string(),
      /** Oldest first; the last one says where it stands. */
      gates: z.array(passedSchema),
    }),
  ),
});
export type Why = z.infer<typeof whySchema>;
