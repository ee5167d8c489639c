import { z } from 'zod';
import { DEFAULT_GUARD, type GuardSettings } from './default-guard.ts';

/** What keeps wrong numbers off the screen (`domain.md` 1.3, hazard 6): its thresholds and the checks it makes. */

/** Each can be switched off for one source by a person ("always accept"). `sync:` checks hold a sync whole. */
export const GUARD_CHECKS = [
  'msrp:range',
  'price:range',
  'msrp:ratio',
  'price:ratio',
  'msrp:jump',
  'price:jump',
  /** A slip of what it was: ten times as much, a digit lost, added or swapped. */
  'msrp:digits',
  'price:digits',
  /** A used vehicle far from all of its like. */
  'price:peers',
  'sync:moves',
  'sync:shrink',
  /** Hardly any known vehicle is in the file: another dealer's under this name. */
  'sync:other',
  /** Nearly all prices move alike, or the price is another column's: did prices move, or what they include? */
  'sync:basis',
] as const;
export type GuardCheck = (typeof GUARD_CHECKS)[number];
export const guardCheckSchema = z.enum(GUARD_CHECKS);

/** Amounts in currency units, shares in percent. */
export const guardSettingsSchema = z
  .object({
    /** A price or a new vehicle's MSRP outside these is implausible. */
    minAmount: z.number().min(0).max(1_000_000),
    maxAmount: z.number().min(1).max(100_000_000),
    /** Price over MSRP of a new vehicle outside these: one of the two is implausible. */
    minRatio: z.number().min(0).max(1),
    maxRatio: z.number().min(1).max(100),
    /** A plausible move of more than this waits for a second equal observation. */
    jumpPercent: z.number().min(1).max(1_000),
    /** So many times the known value, or so small a part of it, waits for a person. Absent in what earlier versions stored. */
    scaleFactor: z.number().min(3).max(100).default(DEFAULT_GUARD.scaleFactor),
    /** So does a used vehicle's price that is so many times its peers' median, or so small a part of it. */
    peersFactor: z.number().min(3).max(100).default(DEFAULT_GUARD.peersFactor),
    /** A sync in which more than `movedShare` % of the known vehicles move by at least `movePercent` % is held whole. */
    movePercent: z.number().min(0.1).max(100),
    movedShare: z.number().min(1).max(100),
    /** So is one that lists this much less than the one before. */
    shrinkPercent: z.number().min(1).max(100),
    /** So is one that lists at most this share of the vehicles that were on the lot. Absent in what earlier versions stored. */
    overlapPercent: z.number().min(0).max(50).default(DEFAULT_GUARD.overlapPercent),
    /** Lots smaller than this are not held whole: of three cars two may move on any Tuesday. */
    atLeast: z.number().int().min(1).max(100_000),
    /** Observations in a row without a value that was there, after which it counts as withdrawn (hazard 5). */
    withdrawnAfter: z.number().int().min(1).max(100),
  })
  .refine((guard) => guard.minAmount < guard.maxAmount, {
    path: ['minAmount'],
    error: 'must be below the largest plausible amount',
  }) satisfies z.ZodType<GuardSettings>;

export { DEFAULT_GUARD, type GuardSettings };
