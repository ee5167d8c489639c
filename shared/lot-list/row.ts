import { z } from 'zod';
import { CONDITIONS, ROLES } from '../listing.ts';
import { LOT_FLAGS, LOT_STATUSES } from './columns.ts';

/** A vehicle as the list shows it: one row a listing (source and VIN). Amounts in currency units, times ISO 8601 UTC. */

const text = z.string().nullable();
const figure = z.number().nullable();

export const lotRowSchema = z.object({
  /** Of the listing; for `lot.rows`. */
  id: z.number().int().positive(),
  vin: z.string(),
  stockNumber: text,
  dealerId: z.string(),
  dealerName: text,
  source: z.string(),
  /** Other sources of ours that list the vehicle now; each is a row of its own. */
  alsoIn: z.array(z.string()),
  role: z.enum(ROLES),
  condition: z.enum(CONDITIONS).nullable(),
  year: figure,
  make: text,
  model: text,
  trim: text,
  mileage: figure,
  currency: text,
  /** Last known, also where the flag `msrp-missing` or `price-missing` stands beside it. */
  msrp: figure,
  price: figure,
  /** Percent of MSRP, one decimal; null while one of the two is missing from the feed. */
  discount: figure,
  /** The last move of a known MSRP or price. */
  change: z
    .object({ field: z.enum(['msrp', 'price']), old: z.number(), new: z.number(), at: z.string() })
    .nullable(),
  onLotSince: text,
  /** Whole days on the lot; null = it was there before the first file, and the feed does not say. */
  days: z.number().int().nullable(),
  /** Price to market in percent, one decimal, and what it was compared with, as of the last scoring. */
  ptm: figure,
  comparables: z.number().int().nullable(),
  avi: figure,
  ati: figure,
  cis: figure,
  coverage: z.object({ avi: figure, ati: figure, cis: figure }),
  photos: z.number().int(),
  flags: z.array(z.enum(LOT_FLAGS)),
  status: z.enum(LOT_STATUSES),
  /** When it was sold or last missing; null = on the lot. */
  leftAt: text,
  firstSeen: z.string(),
  note: text,
  /** Since when; null = it is not watched. */
  watchedAt: text,
});
export type LotRow = z.infer<typeof lotRowSchema>;

/** Over all rows that fit. Where there is nothing to take a median of, null. */
export const lotSumsSchema = z.object({
  count: z.number().int(),
  /** Of these, rows of a vehicle that has one already: several sources list it. */
  again: z.number().int(),
  /** Amounts never mix currencies; the one with the most vehicles first. Null = the feed names none. */
  prices: z.array(
    z.object({ currency: text, count: z.number().int(), median: z.number(), total: z.number() }),
  ),
  medianDays: figure,
  /** Percent. */
  medianPtm: figure,
  /** Of the sources that have a row here, the one whose file is the oldest. */
  oldestSource: z.object({ source: z.string(), asOf: z.string() }).nullable(),
});
export type LotSums = z.infer<typeof lotSumsSchema>;

/** How current an answer is. */
export const lotFreshnessSchema = z.object({
  /** The moment that ages and days are counted to. */
  asOf: z.string(),
  /** Grows whenever a row may have changed; also in the `lot` feed. */
  revision: z.number().int(),
  /** Changed vehicles that are not in the list yet, as after a large first sync; they follow by themselves. */
  behind: z.number().int(),
});
export type LotFreshness = z.infer<typeof lotFreshnessSchema>;
