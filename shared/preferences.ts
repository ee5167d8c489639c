import { z } from 'zod';
import { DONE_LAST_MAX } from './done-last.ts';
import { CHANGE_FIELDS } from './event-kinds.ts';
import { SCORE_REASONS } from './events.ts';
import { lotViewSchema, viewIdSchema } from './lot-list/view.ts';
import { DEFAULT_GUARD, guardSettingsSchema } from './guard.ts';

const doneLastSchema = z.object({ key: z.string().min(1).max(300), name: z.string().max(300) });
/** `key` finds it again; `name` is how it was called then, for what is not there at the moment. */
export type DoneLast = z.infer<typeof doneLastSchema>;

/** What a person set on this console, part by part. */
const parts = {
  /** Follows the system unless a person chose. */
  colorScheme: z.enum(['auto', 'light', 'dark']),
  /** The live screen's filter, kept so that a restart shows what was shown. */
  live: z.object({
    types: z.array(z.enum(CHANGE_FIELDS)),
    /** Show only moves of at least `minPercent` or `minAmount`; off shows every move. */
    thresholdOn: z.boolean(),
    minPercent: z.number().min(0).max(100),
    minAmount: z.number().min(0).max(1_000_000),
    dealerId: z.string().nullable(),
    /** Rows in two-line height. Absent, like all below, in what earlier versions stored. */
    comfortable: z.boolean().default(false),
    make: z.string().trim().min(1).max(120).nullable().default(null),
    model: z.string().trim().min(1).max(120).nullable().default(null),
    /** Leaves out the first MSRP and price of vehicles that were not known before. */
    hideNew: z.boolean().default(false),
  }),
  /**
   * Up to where the list of changes had been seen when Live last was in front of someone: the newest row then, and when
   * that was. Null = never.
   */
  looked: z.object({ seq: z.number().int().min(0), at: z.iso.datetime() }).nullable(),
  /** The filter of the list of scores; the dealer is that of `live`. */
  scores: z.object({
    /** Only events of these reasons; none = all. */
    reasons: z.array(z.enum(SCORE_REASONS)),
    /** Only events in which a score moved by at least so many points; 0 = all, first scores too. */
    minMove: z.number().int().min(0).max(100),
  }),
  /** The inventory list as it was left. A damaged view is as if nothing had been changed. */
  vehicles: z.object({
    viewId: viewIdSchema.nullable(),
    /** What was changed of that view and not saved. */
    working: lotViewSchema.nullable().catch(null),
    preview: z.boolean(),
  }),
  /** Whoever sits here: acknowledgements carry it. */
  displayName: z.string().trim().max(80),
  /** Whether single letters act on the list that has the focus. */
  singleKeys: z.boolean(),
  /** What was done from the palette, newest first. */
  doneLast: z.array(doneLastSchema).max(DONE_LAST_MAX),
  /** The wall: whether it may name competitors, whom customers would read there, and whose it is; empty = the dealer's. */
  wall: z.object({ competitors: z.boolean(), name: z.string().max(120).default('') }),
  /** Equal moves of one run become a group from this many listings on (rules 9). */
  groupAtLeast: z.number().int().min(2).max(10_000),
  /** What is held back for review. */
  guard: guardSettingsSchema,
  /** Events that other programs publish on Redis, without a console: shown as theirs, or not taken at all. */
  otherPrograms: z.enum(['show', 'refuse']),
  /** Records of what was advertised that ended longer ago are deleted; null = none ever is. */
  evidenceYears: z.number().int().min(1).max(100).nullable(),
};

/** All of it, kept in the database, so it outlives windows, browsers and restarts. Defaults are for what earlier versions lack. */
export const preferencesSchema = z.object({
  ...parts,
  looked: parts.looked.default(null),
  scores: parts.scores.default({ reasons: [], minMove: 0 }),
  vehicles: parts.vehicles.default({ viewId: null, working: null, preview: false }),
  displayName: parts.displayName.default(''),
  singleKeys: parts.singleKeys.default(true),
  doneLast: parts.doneLast.default([]),
  wall: parts.wall.default({ competitors: false, name: '' }),
  guard: parts.guard.default(DEFAULT_GUARD),
  otherPrograms: parts.otherPrograms.default('show'),
  evidenceYears: parts.evidenceYears.default(null),
});
/** Some parts of it. Without defaults: a part that is not named stays as it is stored. */
export const preferencesChangeSchema = z.object(parts).partial();
export type Preferences = z.infer<typeof preferencesSchema>;

/** Thresholds of `domain.md` 4: real MSRP moves were 1.0-2.1 %. */
export const DEFAULT_PREFERENCES: Preferences = {
  colorScheme: 'auto',
  live: {
    types: [...CHANGE_FIELDS],
    thresholdOn: false,
    minPercent: 1,
    minAmount: 500,
    dealerId: null,
    comfortable: false,
    make: null,
    model: null,
    hideNew: false,
  },
  looked: null,
  scores: { reasons: [], minMove: 0 },
  vehicles: { viewId: null, working: null, preview: false },
  displayName: '',
  singleKeys: true,
  doneLast: [],
  wall: { competitors: false, name: '' },
  groupAtLeast: 5,
  guard: DEFAULT_GUARD,
  otherPrograms: 'show',
  evidenceYears: null,
};
