import { standingNoticeSchema } from './notice.ts';
import { z } from 'zod';
import { exportStateSchema } from './lot-list/export.ts';
import { lotFreshnessSchema } from './lot-list/row.ts';
import { MONEY_EVENT_TYPES } from './events.ts';
import { busStateSchema } from './bus-state.ts';
import { busCatchUpSchema, busGapSchema } from './diagnostics.ts';
import { scoreTripleSchema } from './events.ts';
import { guardCheckSchema } from './guard.ts';
import { KNOWN_CONDITIONS, ROLES } from './listing.ts';
import { PRICE_PARTS } from './price-words.ts';
import { reviewCountsSchema, verdictSchema } from './review.ts';
import { AUTH_KINDS, scheduleSchema } from './schedule.ts';

/** The state of the lot: sources, runs, figures, bus. What is around the events. */

export const sourceSettingsSchema = z.object({
  /** Canonical field -> columns, joined with a space. */
  mapping: z.record(z.string().max(60), z.array(z.string().min(1).max(200)).min(1).max(10)),
  /** Canonical field -> constant. */
  constants: z.record(z.string().max(60), z.string().min(1).max(200)),
  /** Columns that fill nothing, whatever they are called. */
  ignored: z.array(z.string().min(1).max(200)).max(1_000).optional(),
  dealer: z.string().trim().min(1).max(120).nullable(),
  /** Of rows whose feed says nothing of it; null = year and mileage decide. */
  condition: z.enum(KNOWN_CONDITIONS).nullable(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters, such as USD')
    .nullable(),
  /** Dealers of this source that are ours; empty = all. The others are competitors (rules 3). */
  ownDealers: z.array(z.string().min(1).max(200)).max(500),
  /** Where in a JSON or XML file the vehicles are ("data.results"); absent = found by itself. */
  rowsPath: z.string().trim().min(1).max(300).nullable().optional(),
  /** What a person says is in the price; absent = nobody has said. */
  priceIncludes: z.array(z.enum(PRICE_PARTS)).max(PRICE_PARTS.length).optional(),
});
export type SourceSettings = z.infer<typeof sourceSettingsSchema>;

export const DEFAULT_SOURCE_SETTINGS: SourceSettings = {
  mapping: {},
  constants: {},
  dealer: null,
  condition: null,
  currency: null,
  ownDealers: [],
};

export const sourceSchema = z.object({
  /** Its name on screen and on the wire. */
  slug: z.string(),
  kind: z.enum(['file', 'folder', 'http', 'sample']),
  /** File or folder on this machine, or an address; null for the sample. Shown here, never sent elsewhere. */
  location: z.string().nullable(),
  role: z.enum(ROLES),
  settings: sourceSettingsSchema,
  schedule: scheduleSchema,
  /** When the schedule reads it next; null = it has none. */
  nextRunAt: z.string().nullable(),
  /** How an address lets us in; the secret itself is never shown. */
  auth: z.enum(AUTH_KINDS),
  /** Checks of the guard that a person switched off for it. */
  guardOff: z.array(guardCheckSchema),
  /** Vehicles on the lot now, those gone not counted. */
  vehicles: z.number().int(),
  dealers: z.array(z.object({ id: z.string(), name: z.string().nullable(), vehicles: z.number().int() })),
  /** What its last file left open. */
  notices: z.array(standingNoticeSchema),
  /** ISO times; null = never. */
  lastSyncAt: z.string().nullable(),
  lastAsOf: z.string().nullable(),
  /** When it was last checked, changed or not (an address that answers "unchanged" is looked at, not synced). */
  checkedAt: z.string().nullable(),
  /** The last run's failure; null after a good one. */
  error: z.object({ message: z.string(), since: z.string() }).nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

/** `held`: read, found suspicious as a whole, and nothing stored until a person has looked. */
export const RUN_STATES = [
  'queued',
  'running',
  'done',
  'held',
  'failed',
  'cancelled',
  'interrupted',
] as const;

/** What a sync reports; the same figures as `lotwatch sync --json`. */
export const syncResultSchema = z.object({
  runId: z.string(),
  source: z.string(),
  file: z.string(),
  asOf: z.string(),
  dealerIds: z.array(z.string()),
  /** Rows in the file, rejected and duplicate ones included. */
  rows: z.number().int(),
  /** Distinct VINs of the input. */
  vehicles: z.number().int(),
  baseline: z.boolean(),
  /** VINs not known before; 0 in a baseline. */
  added: z.number().int(),
  /** Known VINs that were absent before and are back. */
  returned: z.number().int(),
  /** VINs absent for the second observation, but for those that were sold before. */
  removed: z.number().int(),
  /** VINs that the feed now says are sold: off the lot at once. */
  sold: z.number().int().default(0),
  /** Of those added and removed, ours; the others are competitors'. */
  ownAdded: z.number().int(),
  ownRemoved: z.number().int(),
  /** Known values that changed; first sightings are not in them. */
  msrpChanges: z.number().int(),
  priceChanges: z.number().int(),
  /** Events of ours about availability. */
  statusChanges: z.number().int().default(0),
  rejectedRows: z.number().int(),
  warnings: z.number().int(),
  /** What was not found, not understood, left out or assumed in the file, each with its count. */
  notices: z.array(standingNoticeSchema).default([]),
  duplicates: z.number().int(),
  events: z.number().int(),
  /** Money values this sync held back: implausible ones, and ones that wait for a second equal observation. */
  quarantined: z.number().int().default(0),
  pending: z.number().int().default(0),
  /** Why nothing of it was stored, where the guard held it whole. */
  held: z.object({ check: guardCheckSchema, reason: z.string() }).nullable().default(null),
  /** What a sync would do; nothing was stored. */
  dryRun: z.boolean().default(false),
  /** The same bytes as the last time, understood the same way: nothing was parsed. */
  unchanged: z.boolean(),
  durationMs: z.number(),
});
export type SyncResult = z.infer<typeof syncResultSchema>;

/** What came of reading a source once: no result where no file was new. */
export const syncedSchema = z.object({
  results: z.array(syncResultSchema),
  /** New files that were left for later because they may still be being written. */
  young: z.array(z.string()),
  /** Why files could not be used, each named in its message. */
  failed: z.array(z.string()),
});
export type Synced = z.infer<typeof syncedSchema>;

/** What a recompute reports; the same figures as `lotwatch recompute --json`. */
export const recomputeResultSchema = z.object({
  jobId: z.string(),
  /** Whose scores: a dealer, a VIN, "all vehicles" … */
  scope: z.string(),
  asOf: z.string(),
  scored: z.number().int(),
  /** Vehicles scored before of which an integer moved. */
  changed: z.number().int(),
  /** Vehicles of which none of the three scores is known. */
  nullScores: z.number().int(),
  events: z.number().int(),
  durationMs: z.number(),
});
export type RecomputeResult = z.infer<typeof recomputeResultSchema>;

/** What came of reading a signals file. */
export const signalsReportSchema = z.object({
  dealers: z.array(z.string()),
  /** Dealers whose signals are too old to count. */
  stale: z.array(z.string()),
  /** Columns that mean nothing here. */
  ignored: z.array(z.string()),
});
export type SignalsReport = z.infer<typeof signalsReportSchema>;

export const TASKS = ['msrp_sync', 'ai_score_recompute'] as const;

export const runSchema = z.object({
  runId: z.string(),
  task: z.enum(TASKS),
  /** The source of a sync; whose scores a recompute is for. */
  source: z.string(),
  state: z.enum(RUN_STATES),
  /** ISO times. */
  queuedAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  progress: z.object({
    rows: z.number().int(),
    bytes: z.number().int(),
    totalBytes: z.number().int().nullable(),
    /** Where it is known beforehand. */
    totalRows: z.number().int().nullable(),
    /** What it is doing, in a word or two: "reading", "storing". */
    phase: z.string(),
  }),
  /** Of a sync that is done. */
  result: syncResultSchema.nullable(),
  /** Of a recompute that is done. */
  recompute: recomputeResultSchema.nullable(),
  error: z.string().nullable(),
  /** Of its events, those that went out on the Pub/Sub channels (the shared log has all); null = none was shared. */
  published: z.number().int().nullable(),
});
export type Run = z.infer<typeof runSchema>;

/** The result of a run that was asked for, also where there was nothing to do and no run was stored. */
export const runOutcomeSchema = z.object({
  task: z.enum(TASKS),
  /** The source of a sync; whose scores a recompute was for. */
  source: z.string(),
  state: z.enum(['done', 'failed', 'cancelled']),
  synced: syncedSchema.nullable(),
  recompute: recomputeResultSchema.nullable(),
  /** Why it failed or ended early. */
  message: z.string().nullable(),
  /** When a sync of this source last found a file that was not the one before, ISO; null = never. */
  lastNewsAt: z.string().nullable(),
});
export type RunOutcome = z.infer<typeof runOutcomeSchema>;

export const inspectionSchema = z.object({
  kind: z.enum(['file', 'folder']),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), asOf: z.string() })),
  format: z.string(),
  columns: z.array(z.string()),
  /** Canonical field -> the column or constant that fills it. */
  mapped: z.record(z.string(), z.string()),
  /** The first rows as they would be stored, by canonical field; fields without a value left out. */
  samples: z.array(z.record(z.string(), z.string())),
  notes: z.array(z.string()),
  /** Every column as it stands in the file, with what it is taken for. */
  suggestions: z.array(
    z.object({
      column: z.string(),
      /** Canonical field, or null = not used. */
      field: z.string().nullable(),
      /** 0-1: a person said so 1; the header is a usual name of the field; the values look like it; neither. */
      confidence: z.number().min(0).max(1),
      /** Why, in a few words: "header", "values", "chosen". */
      why: z.enum(['chosen', 'header', 'values', 'none']),
      /** First values as written, shortened. */
      samples: z.array(z.string()),
    }),
  ),
  /** The first rows as they stand in the file, cell by cell in the order of `columns`, shortened. */
  rows: z.array(z.array(z.string())),
  /** Canonical fields without which no sync is possible or no change can be found, and that nothing fills. */
  missing: z.array(z.string()),
});
export type Inspection = z.infer<typeof inspectionSchema>;

/** Medians of our vehicles as a day of their data left them. */
export const scoreDaySchema = z.object({ day: z.iso.date(), ...scoreTripleSchema.shape });
export type ScoreDay = z.infer<typeof scoreDaySchema>;

/** The strip above the live list. "Today" is this console's local day, by when a change was recorded. */
const figuresSchema = z.object({
  vehicles: z.number().int(),
  addedToday: z.number().int(),
  removedToday: z.number().int(),
  /** Of those removed, what the feed says is sold. */
  soldToday: z.number().int(),
  msrpChangesToday: z.number().int(),
  priceChangesToday: z.number().int(),
  biggestDrop: z
    .object({
      seq: z.number().int(),
      vin: z.string(),
      type: z.enum(MONEY_EVENT_TYPES),
      delta: z.number(),
      deltaPct: z.number(),
      currency: z.string().nullable(),
    })
    .nullable(),
  lastSyncAt: z.string().nullable(),
  /** Medians over our vehicles, and those of the day before; null = never scored. */
  medians: z.object({ current: scoreTripleSchema, before: scoreTripleSchema.nullable() }).nullable(),
});
export type Figures = z.infer<typeof figuresSchema>;

export const lotStateSchema = z.object({
  figures: figuresSchema,
  sources: z.array(sourceSchema),
  /** Queued and running ones, then the latest that ended; newest first. */
  runs: z.array(runSchema),
  bus: busStateSchema,
  /** Gaps in the shared log since this console started; newest first. */
  gaps: z.array(busGapSchema),
  catchUp: busCatchUpSchema.nullable(),
  /** What the guard holds back. */
  review: reviewCountsSchema,
  /** Decisions that wait to be carried out, and those that just were; oldest first. */
  verdicts: z.array(verdictSchema),
  /** Of the inventory list: its rows may be others whenever `revision` grows. */
  inventory: lotFreshnessSchema.omit({ asOf: true }),
  /** Tables of it that wait or are being written; the one at work first. */
  exports: z.array(exportStateSchema),
});
export type LotState = z.infer<typeof lotStateSchema>;
