import { z } from 'zod';
import { ALERT_STATES, alertMemberSchema, alertSchema, storedRuleSchema } from './alert.ts';
import { rehearsalSchema, whySchema } from './answers.ts';
import { channelSchema, saveChannelSchema } from './channel.ts';
import { ruleSchema } from './rule.ts';

/** The calls of the Alerts screen, as the contract has them. */

const nothing = z.object({});
const ruleId = z.string().min(1).max(80);
const alertIds = z.array(z.string().min(1).max(64)).min(1).max(1_000);
/** Who did it, as Settings knows the person. */
const by = z.string().trim().max(80);
const counts = z.record(z.enum(ALERT_STATES), z.number().int());

export const MUTES = ['15-minutes', '1-hour', 'until-tomorrow'] as const;
export const SNOOZES = ['1-hour', 'today', 'until-it-changes'] as const;

export const alertCalls = {
  'alerts.rules': {
    input: nothing,
    output: z.object({
      rules: z.array(storedRuleSchema),
      /** Everything is muted until then; null = it is not. */
      mutedUntil: z.string().nullable(),
    }),
  },
  /** `id` null = a new one. One that asks something else than before begins anew, and its open alerts end. */
  'alerts.saveRule': {
    input: z.object({ id: ruleId.nullable(), rule: ruleSchema }),
    output: storedRuleSchema,
  },
  'alerts.removeRule': { input: z.object({ id: ruleId }), output: nothing },
  'alerts.switchRule': { input: z.object({ id: ruleId, on: z.boolean() }), output: storedRuleSchema },
  /** `id` null = all rules; `for` null = no longer. What goes on firing is sent when it ends. */
  'alerts.mute': {
    input: z.object({ id: ruleId.nullable(), for: z.enum(MUTES).nullable() }),
    output: z.object({ until: z.string().nullable() }),
  },
  /** Rules to begin with, each with what it would have done here in 30 days. */
  'alerts.starters': {
    input: nothing,
    output: z.object({ starters: z.array(z.object({ rule: ruleSchema, tried: rehearsalSchema })) }),
  },
  /** Newest first. */
  'alerts.page': {
    input: z.object({
      before: z.number().int().positive().nullable(),
      limit: z.number().int().min(1).max(500),
      /** None = all. */
      states: z.array(z.enum(ALERT_STATES)).max(4).default([]),
      ruleId: ruleId.nullable().default(null),
    }),
    output: z.object({ alerts: z.array(alertSchema), more: z.boolean(), counts }),
  },
  'alerts.members': {
    input: z.object({
      id: z.string().min(1).max(64),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({ members: z.array(alertMemberSchema) }),
  },
  /** They are silent until they end. */
  'alerts.acknowledge': {
    input: z.object({ ids: alertIds, by, reason: z.string().trim().max(500) }),
    output: nothing,
  },
  'alerts.snooze': {
    input: z.object({ ids: alertIds, by, until: z.enum(SNOOZES) }),
    output: nothing,
  },
  /** A rehearsal of a rule that need not be saved; sends nothing. */
  'alerts.try': {
    input: z.object({ rule: ruleSchema, days: z.number().int().min(1).max(365) }),
    output: rehearsalSchema,
  },
  'alerts.why': { input: z.object({ vin: z.string().min(1).max(64) }), output: whySchema },
  'alerts.channels': { input: nothing, output: z.object({ channels: z.array(channelSchema) }) },
  'alerts.saveChannel': { input: saveChannelSchema, output: channelSchema },
  'alerts.removeChannel': { input: z.object({ id: z.string().max(60) }), output: nothing },
  /** Sends a message at once; `trouble` says why it was not taken. */
  'alerts.testChannel': {
    input: z.object({ id: z.string().max(60) }),
    output: z.object({ trouble: z.string().nullable() }),
  },
} as const;

/** What a screen follows without asking: the counts, and what changed since it looked. */
export const alertStateSchema = z.object({
  counts,
  mutedUntil: z.string().nullable(),
  /** The newest alert; a list that has it is whole. */
  newest: z.number().int(),
  /** Grows with every change of alerts, rules or deliveries. */
  revision: z.number().int(),
  /** Notices that the system refused or nobody shows: the window does. Newest last. */
  notices: z.array(
    z.object({ id: z.string(), rule: z.string(), text: z.string(), urgent: z.boolean(), at: z.string() }),
  ),
});
export type AlertFeedState = z.infer<typeof alertStateSchema>;
