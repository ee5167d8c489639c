import { z } from 'zod';
import { KNOWN_CONDITIONS, ROLES } from '../listing.ts';
import { WEEKDAYS } from './weekdays.ts';

/** An alert rule as a rule file and the editor write it: when it fires, for which vehicles, and how people are notified. */

/**
 * What a change is of. Money in currency units, scores in points; the last four have no size: a price below every
 * earlier one of the vehicle; it left the lot (the feed says sold, or dropped it for good); not known before; listed again.
 */
const CHANGES = ['msrp', 'price', 'avi', 'ati', 'cis', 'new-low', 'sold', 'new', 'returned'] as const;
export type ChangeMeasure = (typeof CHANGES)[number];

export const SCORE_NAMES = ['avi', 'ati', 'cis'] as const;

/** What can stand above or below a line: percent, whole days, currency units, points, place by price (1 = the cheapest). */
const LINES = ['ptm', 'days', 'discount', 'price', 'avi', 'ati', 'cis', 'rank'] as const;
export type LineMeasure = (typeof LINES)[number];

/** What is true of a vehicle, or is not. */
const LEVELS = [
  'no-photos',
  'price-above-msrp',
  'msrp-missing',
  'price-missing',
  'held',
  'vin-odd',
  'conflict',
] as const;
export type LevelState = (typeof LEVELS)[number];

const percent = z.number().min(0).max(1_000);
const inARow = z.number().int().min(1).max(50).default(1);

const changesSchema = z.strictObject({
  kind: z.literal('changes'),
  measure: z.enum(CHANGES),
  direction: z.enum(['up', 'down', 'both']).default('both'),
  /** Any one that is reached suffices; none = every change. Percent of the old value, currency units, points of a score. */
  atLeast: z
    .strictObject({
      pct: percent.optional(),
      amount: z.number().min(0).max(10_000_000).optional(),
      points: z.number().min(0).max(100).optional(),
    })
    .default({}),
});

const crossesSchema = z.strictObject({
  kind: z.literal('crosses'),
  measure: z.enum(LINES),
  direction: z.enum(['above', 'below']),
  line: z.number().finite(),
  /** How far back over the line it must come before it can cross again, in the measure's unit. */
  margin: z.number().min(0).max(10_000_000).default(0),
  /** Beyond the line in so many observations of its source, one after the other. */
  inARow,
});

const isSchema = z.strictObject({ kind: z.literal('is'), state: z.enum(LEVELS), inARow });

const sourceSchema = z.discriminatedUnion('state', [
  z.strictObject({
    kind: z.literal('source'),
    state: z.literal('older-than'),
    hours: z.number().positive().max(8_760),
  }),
  z.strictObject({ kind: z.literal('source'), state: z.literal('failed') }),
  z.strictObject({ kind: z.literal('source'), state: z.literal('held') }),
  /** The newest file has at least so many percent fewer rows than the one before. */
  z.strictObject({
    kind: z.literal('source'),
    state: z.literal('rows-fell'),
    pct: z.number().positive().max(100),
  }),
]);

const logSchema = z.strictObject({
  kind: z.literal('log'),
  state: z.enum(['redis-lost', 'outbox-older']),
  minutes: z.number().min(0).max(10_080),
});

const whenSchema = z.discriminatedUnion('kind', [
  changesSchema,
  crossesSchema,
  isSchema,
  sourceSchema,
  logSchema,
]);
export type RuleWhen = z.infer<typeof whenSchema>;
export type ChangesWhen = z.infer<typeof changesSchema>;
export type CrossesWhen = z.infer<typeof crossesSchema>;
export type IsWhen = z.infer<typeof isSchema>;
export type SourceWhen = z.infer<typeof sourceSchema>;
export type LogWhen = z.infer<typeof logSchema>;

const names = z.array(z.string().trim().min(1).max(200)).max(500).default([]);

/** All of what is set must fit; an empty list sets nothing. Text in any case. */
const whereSchema = z.strictObject({
  role: z.enum([...ROLES, 'any']).default('own'),
  /** Ids or names. */
  dealers: names,
  makes: names,
  models: names,
  conditions: z.array(z.enum(KNOWN_CONDITIONS)).max(3).default([]),
  /** Only vehicles on the watch list. */
  watched: z.boolean().default(false),
  /** Name or id of a saved view of Vehicles; only vehicles in it. */
  view: z.string().trim().min(1).max(80).nullable().default(null),
});
export type RuleWhere = z.infer<typeof whereSchema>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time as 20:00');
const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

/** Quiet from one time of day to the other, on the days on which it begins; over midnight where `to` is the earlier. */
const quietSchema = z
  .strictObject({
    from: clock,
    to: clock,
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1, 'name at least one day')
      .default([...WEEKDAYS]),
    zone: z.string().max(80).refine(isZone, 'there is no such time zone; write it like America/Chicago'),
  })
  .refine(
    ({ from, to }) => from !== to,
    'quiet hours must not begin and end at the same time: leave them out for none, or mute the rule',
  );
export type QuietHours = z.infer<typeof quietSchema>;

const howSchema = z.strictObject({
  /** Ids of channels; none = only the list of alerts. */
  channels: z.array(z.string().trim().min(1).max(60)).max(20).default(['desktop']),
  /** Passes quiet hours, and a mute of everything. */
  urgent: z.boolean().default(false),
  /** After a vehicle fired, this rule is silent about it for so many hours. */
  coolDownHours: z.number().min(0).max(8_760).default(0),
  quiet: quietSchema.nullable().default(null),
  /** So many like moves of one sync, or vehicles of one evaluation, are one alert. */
  groupFrom: z.number().int().min(2).max(100_000).default(5),
  /** What a new rule does about what is true already. */
  first: z.enum(['from-now-on', 'also-now']).default('from-now-on'),
});
export type RuleHow = z.infer<typeof howSchema>;

const EVERYWHERE: RuleWhere = whereSchema.parse({});
const BY_DEFAULT: RuleHow = howSchema.parse({});

export const ruleSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  when: whenSchema,
  where: whereSchema.default(EVERYWHERE),
  how: howSchema.default(BY_DEFAULT),
});
/** Complete: defaults stand where nothing was said. */
export type Rule = z.infer<typeof ruleSchema>;
/** As people write it. */
export type RuleInput = z.input<typeof ruleSchema>;
