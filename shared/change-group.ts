import { z } from 'zod';
import { MONEY_EVENT_TYPES } from './events.ts';

/** Identical moves of one run, shown as one row (rules 9). Opens with `changes.group`. */
export const changeGroupSchema = z.object({
  kind: z.literal('group'),
  groupId: z.string(),
  /** Of its last member: the group stands there in the list. */
  seq: z.number().int().positive(),
  type: z.enum(MONEY_EVENT_TYPES),
  runId: z.string(),
  source: z.string(),
  ts: z.string(),
  at: z.string(),
  count: z.number().int().positive(),
  /** How many of its members fit the filter it was asked for with; null = there was none. */
  matching: z.number().int().positive().nullable(),
  /** The common move, in currency units. */
  delta: z.number(),
  deltaPctMin: z.number(),
  deltaPctMax: z.number(),
  currency: z.string().nullable(),
  /** "Toyota Sienna" where all members share it, else null. */
  label: z.string().nullable(),
  models: z.number().int().positive(),
  dealers: z.number().int().positive(),
  /** The dealer where all share one. */
  dealerId: z.string().nullable(),
  dealerName: z.string().nullable(),
  sample: z.boolean(),
});
