import { z } from 'zod';
import { busStateSchema } from './bus-state.ts';

/** What is known of the bus, for the diagnostics screen and the gateway. Nothing in it holds a password. */

/** A message from outside that was refused, shortened. */
const rejectedPayloadSchema = z.object({
  /** ISO time. */
  at: z.string(),
  channel: z.string(),
  /** Which field, what is wrong with it. */
  reason: z.string(),
  /** Its beginning. */
  payload: z.string(),
});
export type RejectedPayload = z.infer<typeof rejectedPayloadSchema>;

/** A gap in the shared log; the state was rebuilt from its snapshot. */
export const busGapSchema = z.object({
  at: z.string(),
  kind: z.enum(['trimmed', 'reset', 'went-back']),
  /** Exactly as many changes are missing; null = cannot be known. */
  missed: z.number().int().nullable(),
  reason: z.string(),
});
export type BusGap = z.infer<typeof busGapSchema>;

/** Changes of other consoles that were caught up with after a closure or an outage ("while you were away"). */
export const busCatchUpSchema = z.object({
  changes: z.number().int(),
  /** ISO times: last in touch, and back. */
  from: z.string(),
  to: z.string(),
});
export type BusCatchUp = z.infer<typeof busCatchUpSchema>;

export const busReportSchema = z.object({
  state: busStateSchema,
  /** Changes of state, newest first, the current one among them; the latest 50. */
  history: z.array(busStateSchema),
  /** Without user name and password; null = none is configured. */
  redisUrl: z.string().nullable(),
  namespace: z.string().nullable(),
  /** Of the last answered ping. */
  latencyMs: z.number().nullable(),
  /** How far the last applied entry was behind its writing (ts of the log entry id), ms. */
  lagMs: z.number().nullable(),
  /** Since this console started. */
  reconnects: z.number().int(),
  lastError: z.object({ at: z.string(), message: z.string() }).nullable(),
  /** Events, since this console started. */
  published: z.number().int(),
  received: z.number().int(),
  rejected: z.number().int(),
  /** Events committed here and not yet accepted by Redis. */
  outbox: z.number().int(),
  /** The last 50, newest first. */
  rejectedPayloads: z.array(rejectedPayloadSchema),
  /** The last 50, newest first. */
  gaps: z.array(busGapSchema),
  catchUp: busCatchUpSchema.nullable(),
});
export type BusReport = z.infer<typeof busReportSchema>;

/** What "Test connection" found: whether it works, and if not what to do. Settles within 5 s in every state of a server. */
export const busTestSchema = z.object({
  ok: z.boolean(),
  message: z.string(),
  latencyMs: z.number().nullable(),
  /** "7.0.15"; null where it is unknown. */
  serverVersion: z.string().nullable(),
});
export type BusTest = z.infer<typeof busTestSchema>;
