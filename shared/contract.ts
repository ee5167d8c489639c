import { z } from 'zod';
import { alertCalls, alertStateSchema } from './alerts/calls.ts';
import type { CallName, FeedName } from './channels.ts';
import { changeGroupSchema } from './change-group.ts';
import { daySummarySchema } from './day-summary/summary.ts';
import { besideSchema } from './beside.ts';
import { changeEventSchema } from './change-event.ts';
import { scoreBaselineSchema, scoreEventSchema } from './events.ts';
import {
  gatewaySettingsSchema,
  networkChangeSchema,
  networkSettingsSchema,
  redisChangeSchema,
  redisSettingsSchema,
  storedGatewaySchema,
} from './connections.ts';
import { busReportSchema, busTestSchema } from './diagnostics.ts';
import { ROLES } from './listing.ts';
import {
  inspectionSchema,
  runOutcomeSchema,
  runSchema,
  sourceSchema,
  sourceSettingsSchema,
  syncResultSchema,
} from './lot.ts';
import { lotStateSchema, scoreDaySchema, signalsReportSchema } from './lot.ts';
import { dealerSignalsViewSchema, scoreModelSchema } from './score-model.ts';
import { vehicleExplanationSchema, vehicleHitSchema, vehiclePageSchema } from './vehicle.ts';
import { EVERY_CHANGE, EVERY_SCORE, WHOLE_LOT } from './list-filter.ts';
import { changeFilterSchema, lotFilterSchema, scoreFilterSchema } from './list-filter-schema.ts';
import { findVehiclesSchema } from './find-vehicles.ts';
import { advertisedFileSchema } from './prices.ts';
import { preferencesChangeSchema, preferencesSchema } from './preferences.ts';
import { guardCheckSchema } from './guard.ts';
import { reviewCalls } from './review-calls.ts';
import { lotCalls, selectedTargetSchema } from './lot-list/calls.ts';
import { exportCalls } from './lot-list/export-calls.ts';
import { accessShape, scheduleSchema } from './schedule.ts';

/** The one list of calls and feeds between core and screen. Both transports carry exactly this. */

export type ChangeGroup = z.infer<typeof changeGroupSchema>;

export type ChangeEvent = z.infer<typeof changeEventSchema>;

const changeRowSchema = z.discriminatedUnion('kind', [changeEventSchema, changeGroupSchema]);
export type ChangeRow = z.infer<typeof changeRowSchema>;

/** A row of a file that could not be used, or not as it was. */
const rowProblemSchema = z.object({
  kind: z.enum(['rejected', 'warning']),
  file: z.string(),
  /** 0 = of the file as a whole. */
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});
export type RowProblem = z.infer<typeof rowProblemSchema>;

/** What a sync would do, with the first of its problems. */
const previewSchema = syncResultSchema.extend({ problems: z.array(rowProblemSchema) });
export type Preview = z.infer<typeof previewSchema>;

const scoreRowSchema = z.discriminatedUnion('type', [scoreEventSchema, scoreBaselineSchema]);
export type ScoreRow = z.infer<typeof scoreRowSchema>;

const vin = z.string().min(1).max(64);
const slug = z.string().min(1).max(120);
const path = z.string().min(1).max(4096);
/** What is said about a source. */
const spoken = { settings: sourceSettingsSchema.partial(), ...accessShape };
/** A source that does not exist yet, or not under this name. */
const wanted = {
  path,
  name: z.string().trim().min(1).max(80).nullable(),
  role: z.enum(ROLES),
  ...spoken,
};
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };
const nothing = z.object({});

const appInfoSchema = z.object({
  version: z.string(),
  instanceId: z.string(),
  dataDir: z.string(),
  adapter: z.enum(['desktop', 'browser']),
  /** Whether `files.pick` can open a dialog here; where it cannot, the screen asks for a path. */
  canPickFiles: z.boolean(),
  /** Whether `vehicles.openListing` can hand an address to the system's browser; a browser opens it itself. */
  canOpenListings: z.boolean(),
  /** Records of prices that were deleted for their age, and when last; null = none ever was. */
  prunedEvidence: z.object({ records: z.number().int(), at: z.string() }).nullable(),
});

export const contract = {
  ...alertCalls,
  'app.info': { input: nothing, output: appInfoSchema },
  /** Shows a screen in the second window, by the fragment of its address. */
  'app.openBeside': { input: besideSchema, output: nothing },
  /** Older rows, newest first: those with seq below `before` (null = from the newest) that the filter lets pass. */
  'changes.page': {
    input: z.object({
      before: z.number().int().positive().nullable(),
      limit: z.number().int().min(1).max(500),
      filter: changeFilterSchema.default(EVERY_CHANGE),
    }),
    output: z.object({ rows: z.array(changeRowSchema), more: z.boolean() }),
  },
  /** Members that the filter lets pass, oldest first: what joins the group comes at its end. */
  'changes.group': {
    input: z.object({
      groupId: z.string().max(200),
      ...page,
      filter: changeFilterSchema.default(EVERY_CHANGE),
    }),
    output: z.object({ events: z.array(changeEventSchema), total: z.number().int() }),
  },
  'diagnostics.get': { input: nothing, output: busReportSchema },
  /** Tries a server before it is used, or the one in use (`url` null); changes nothing. */
  'diagnostics.test': {
    input: z.object({
      url: redisChangeSchema.shape.url.unwrap(),
      namespace: z.string().max(60).nullable(),
    }),
    output: busTestSchema,
  },
  'gateway.get': { input: nothing, output: gatewaySettingsSchema },
  /** Opens, closes or moves it at once; a port that cannot be opened is reported in `error`. */
  'gateway.set': { input: storedGatewaySchema.partial(), output: gatewaySettingsSchema },
  'network.get': { input: nothing, output: networkSettingsSchema },
  /** Takes effect from the next connection on. */
  'network.set': { input: networkChangeSchema, output: networkSettingsSchema },
  ...exportCalls,
  ...lotCalls,
  'redis.get': { input: nothing, output: redisSettingsSchema },
  /** Takes effect at once. Refused while REDIS_URL is set. */
  'redis.set': { input: redisChangeSchema, output: redisSettingsSchema },
  ...reviewCalls,
  /** Opens the system's dialog; null when the person closes it. */
  'files.pick': {
    input: z.object({ kind: z.enum(['file', 'folder']) }),
    output: z.object({ path: path.nullable() }),
  },
  'runs.list': {
    input: z.object({ source: slug.nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.object({ runs: z.array(runSchema) }),
  },
  /** Answers when the run has ended; only of runs that this console started lately. */
  'runs.outcome': { input: z.object({ runId: z.string().max(64) }), output: runOutcomeSchema },
  /** Rejected rows and warnings of a run, as they were met. */
  'runs.problems': {
    input: z.object({ runId: z.string().max(64), ...page }),
    output: z.object({
      problems: z.array(rowProblemSchema),
      total: z.number().int(),
    }),
  },
  /** Medians of the last 30 days of data, oldest first; `dealerId` null = of all our vehicles. */
  'scores.days': {
    input: z.object({ dealerId: z.string().min(1).max(200).nullable() }),
    output: z.object({ days: z.array(scoreDaySchema) }),
  },
  'scores.page': {
    input: z.object({
      before: z.number().int().positive().nullable(),
      limit: z.number().int().min(1).max(500),
      filter: scoreFilterSchema.default(EVERY_SCORE),
    }),
    output: z.object({ rows: z.array(scoreRowSchema), more: z.boolean() }),
  },
  /** Scores a dealer (id or name), vehicles, those of a filter when its turn comes, or everything; an equal job that waits or runs is answered instead. */
  'scores.recompute': {
    input: z.object({
      scope: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('all') }),
        z.object({ kind: z.literal('dealer'), dealer: z.string().min(1).max(200) }),
        z.object({ kind: z.literal('vins'), vins: z.array(vin).min(1).max(10_000) }),
        selectedTargetSchema,
      ]),
    }),
    output: z.object({ runId: z.string() }),
  },
  'scores.settings.get': { input: nothing, output: scoreModelSchema },
  /** Refused with the set and its sum where weights do not sum to 1. Starts a recompute of everything. */
  'scores.settings.set': { input: z.object({ settings: z.unknown() }), output: scoreModelSchema },
  /** What is stored of settings and cannot be used as it stands, a sentence each, with what counts instead. */
  'settings.faults': { input: nothing, output: z.object({ faults: z.array(z.string()) }) },
  'settings.get': { input: nothing, output: preferencesSchema },
  'settings.set': { input: preferencesChangeSchema, output: preferencesSchema },
  /** A signals file, all of it or nothing. Starts a recompute. */
  'signals.import': { input: z.object({ path }), output: signalsReportSchema },
  'signals.list': { input: nothing, output: z.object({ dealers: z.array(dealerSignalsViewSchema) }) },
  /** What a file, a folder or an address holds and how it would be understood; changes nothing. */
  'sources.inspect': {
    input: z.object({ path, ...spoken }),
    output: inspectionSchema,
  },
  /** A dry run: what the next sync of this file, folder (its newest file) or address would do. Stores nothing. */
  'sources.preview': {
    input: z.object({
      ...wanted,
      /** Where it is about the mapping of a source that exists. */
      source: slug.optional(),
    }),
    output: previewSchema,
  },
  /** Adds the file, folder or http(s) address and starts its first sync. A folder may hold several sources (rules 2). */
  'sources.add': {
    input: z.object({ ...wanted, schedule: scheduleSchema.optional() }),
    output: z.object({ sources: z.array(sourceSchema) }),
  },
  'sources.update': {
    input: z.object({
      source: slug,
      ...spoken,
      schedule: scheduleSchema.optional(),
      guardOff: z.array(guardCheckSchema).optional(),
    }),
    output: sourceSchema,
  },
  /** Forgets the source and its vehicles; its events stay in the journal. */
  'sources.remove': { input: z.object({ source: slug }), output: nothing },
  /** What happened since then; `dealerId` null = to the vehicles of all dealers. */
  'summary.day': {
    input: z.object({ since: z.iso.datetime(), dealerId: z.string().min(1).max(200).nullable() }),
    output: daySummarySchema,
  },
  /** Null = every source. Sources already running are left to run and listed among the runs. */
  'sync.start': {
    input: z.object({ source: slug.nullable() }),
    output: z.object({ runIds: z.array(z.string()) }),
  },
  'vehicles.advertised': { input: z.object({ vin }), output: advertisedFileSchema },
  'vehicles.explain': { input: z.object({ vin }), output: vehicleExplanationSchema },
  /** By part of a VIN, a stock number, or words of year, make, model and trim; own vehicles on the lot, or a dealer's. */
  'vehicles.find': {
    input: findVehiclesSchema,
    output: z.object({ vehicles: z.array(vehicleHitSchema) }),
  },
  /** Opens a vehicle's listing in the system's browser: the address its source gives, never one from a page. */
  'vehicles.openListing': { input: z.object({ vin, source: slug }), output: nothing },
  'vehicles.get': { input: z.object({ vin }), output: vehiclePageSchema },
  'sync.cancel': { input: z.object({ runId: z.string().max(64) }), output: nothing },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

/** `hides`: there are rows here and the filter leaves all of them out; false where it leaves none or not all out. */
const rowsOf = <Row extends z.ZodType>(row: Row) => ({
  snapshot: z.object({ rows: z.array(row), more: z.boolean(), hides: z.boolean() }),
  delta: z.object({ rows: z.array(row), hides: z.boolean() }),
});

/** A feed is subscribed to with a filter, and sends what that lets pass. */
export const feeds = {
  /** Counts of alerts and notices; a delta is the whole state. */
  alerts: { filter: z.object({}).default({}), snapshot: alertStateSchema, delta: alertStateSchema },
  /** Newest first. The snapshot holds the newest rows only; older ones come by `changes.page`. */
  changes: { filter: changeFilterSchema.default(EVERY_CHANGE), ...rowsOf(changeRowSchema) },
  /** Newest first, like the changes. */
  scores: { filter: scoreFilterSchema.default(EVERY_SCORE), ...rowsOf(scoreRowSchema) },
  /** Its figures are those of the dealer that the filter names; all else is the whole lot's. */
  lot: {
    filter: lotFilterSchema.default(WHOLE_LOT),
    snapshot: lotStateSchema,
    delta: lotStateSchema.partial(),
  },
} as const satisfies Record<FeedName, { filter: z.ZodType; snapshot: z.ZodType; delta: z.ZodType }>;

export type Contract = typeof contract;
export type CallInput<Name extends CallName> = z.input<Contract[Name]['input']>;
/** As the core gets it: checked, and with what was left out. */
export type CallRequest<Name extends CallName> = z.output<Contract[Name]['input']>;
export type CallOutput<Name extends CallName> = z.infer<Contract[Name]['output']>;
export type FeedFilter<Name extends FeedName> = z.infer<(typeof feeds)[Name]['filter']>;
export type FeedSnapshot<Name extends FeedName> = z.infer<(typeof feeds)[Name]['snapshot']>;
export type FeedDelta<Name extends FeedName> = z.infer<(typeof feeds)[Name]['delta']>;
