import { z } from 'zod';
import { journalEventSchema, scoreTripleSchema, SCORE_REASONS } from './events.ts';
import { explanationSchema, fixListSchema } from './explanation.ts';
import { PRICE_PARTS } from './price-words.ts';
import { ladderStepSchema } from './prices.ts';
import { VEHICLE_STATUSES } from './status.ts';
import { CONDITIONS } from './listing.ts';

/** One vehicle as its page shows it. Amounts in currency units, times ISO 8601 UTC. */

const text = z.string().nullable();
const amount = z.number().nullable();

/** What else its feed says of the car, word for word. */
const DETAILS = {
  bodyStyle: text,
  exteriorColor: text,
  interiorColor: text,
  engine: text,
  transmission: text,
  drivetrain: text,
  fuel: text,
};

const listingViewSchema = z.object({
  source: z.string(),
  role: z.enum(['own', 'competitor']),
  dealerId: z.string(),
  dealerName: text,
  stockNumber: text,
  condition: z.enum(CONDITIONS),
  /** Demo, loaner, wholesale, in transit, on order …; null = an ordinary one. */
  stockType: text,
  year: z.number().int().nullable(),
  make: text,
  model: text,
  trim: text,
  mileage: z.number().int().nullable(),
  /** As the feed says; null = it says miles. */
  kilometres: z.number().int().nullable(),
  msrp: amount,
  price: amount,
  /** As-of of the file from which the feed left it blank: what is shown is the last known value. Null = the feed shows it. */
  msrpBlankSince: text,
  priceBlankSince: text,
  /** What the source calls these numbers: a base MSRP is another thing than one with options. */
  msrpColumn: text,
  priceColumn: text,
  /** What a person said is in the price; null = nobody has said. */
  priceIncludes: z.array(z.enum(PRICE_PARTS)).nullable(),
  /** Every price of its row with an amount, as the file says, and as-of of the file in which each was new. */
  ladder: z.array(ladderStepSchema.extend({ since: z.string() })),
  currency: text,
  /** Of the last known MSRP, which may be from before the price came in another one. */
  msrpCurrency: text,
  photos: z.number().int(),
  /** As the feed gives them; nothing is ever loaded from there. */
  photoAddresses: z.array(z.string()),
  url: text,
  ...DETAILS,
  dateInStock: text,
  firstSeen: z.string(),
  /** Whole days on the lot, as the list of vehicles counts them; null = unknown when it came. */
  days: z.number().int().nullable(),
  /** Known from the source's first sync: when it came is unknown. */
  baseline: z.boolean(),
  status: z.enum(['listed', 'absent', 'sold', 'gone']),
  /** What the feed last said of it; null = nothing that is understood. */
  availability: z.enum(VEHICLE_STATUSES).nullable(),
  conflict: z.boolean(),
  /** Values the guard holds back; what is shown as MSRP and price is the baseline that stays. */
  held: z.array(
    z.object({
      field: z.enum(['msrp', 'price']),
      kind: z.enum(['quarantined', 'pending']),
      new: z.number(),
      currency: text,
    }),
  ),
});
export type ListingView = z.infer<typeof listingViewSchema>;

/** A step of a money history; the first point is what the listing began with. */
const historyPointSchema = z.object({ asOf: z.string(), value: z.number() });

/** When it was sold, left by absence, or was on the lot again. */
const presenceMarkSchema = z.object({ asOf: z.string(), kind: z.enum(['sold', 'gone', 'back']) });
export type PresenceMark = z.infer<typeof presenceMarkSchema>;

export const vehiclePageSchema = z.object({
  vin: z.string(),
  /** The listing that is scored first; others of the VIN (other sources, transfers) behind it. */
  listings: z.array(listingViewSchema).min(1),
  msrpHistory: z.array(historyPointSchema),
  priceHistory: z.array(historyPointSchema),
  /** Of the first listing, in the order it happened. */
  marks: z.array(presenceMarkSchema),
  /** Marks of this console's people; they stay with the VIN when it leaves. */
  watchedAt: text,
  note: text,
  /** What is recorded of its prices: how much, since when, and whether the chain of hashes holds. */
  advertised: z.object({ records: z.number().int(), since: text, chainHolds: z.boolean() }),
  scores: z
    .object({
      ...scoreTripleSchema.shape,
      asOf: z.string(),
      model: z.string(),
      coverage: z.object({ avi: z.number(), ati: z.number(), cis: z.number() }),
    })
    .nullable(),
  scoreHistory: z.array(
    z.object({
      ...scoreTripleSchema.shape,
      asOf: z.string(),
      reason: z.enum(SCORE_REASONS),
      /** The price that was at the median of its comparables; null = it had none, or an earlier version kept it not. */
      market: amount,
    }),
  ),
  /** Newest first. */
  events: z.array(journalEventSchema),
});
export type VehiclePage = z.infer<typeof vehiclePageSchema>;

export const vehicleHitSchema = z.object({
  vin: z.string(),
  stockNumber: text,
  year: z.number().int().nullable(),
  make: text,
  model: text,
  trim: text,
  dealerName: text,
  price: amount,
  priceBlankSince: text,
  currency: text,
});
export type VehicleHit = z.infer<typeof vehicleHitSchema>;

/** A value that the feed no longer shows: what it was last, and as-of of the first file without it. */
const blankMoneySchema = z.object({ last: z.number(), since: z.string() });
export type BlankMoney = z.infer<typeof blankMoneySchema>;

const comparableSchema = z.object({
  vin: z.string(),
  dealerId: z.string(),
  dealerName: text,
  year: z.number().int(),
  trim: text,
  mileage: z.number().int().nullable(),
  msrp: amount,
  price: amount,
  /** Where MSRP or price is null because it went blank: it does not count, but is not forgotten. */
  msrpBlank: blankMoneySchema.nullable(),
  priceBlank: blankMoneySchema.nullable(),
  /** Price over MSRP. */
  ratio: z.number().nullable(),
  /** Days on the lot; null = unknown. */
  days: z.number().nullable(),
  photos: z.number().int().nullable(),
  /** This is the vehicle itself. */
  ours: z.boolean(),
});
export type ComparableView = z.infer<typeof comparableSchema>;

/** The answer to "why?": parts, what to fix, and the market with our own row in it, cheapest first. */
export const vehicleExplanationSchema = z.object({
  explanation: explanationSchema,
  fixes: fixListSchema,
  comparables: z.array(comparableSchema),
  /** Rows that the whole table would have, ours among them: only those around ours are given. */
  compared: z.number().int(),
});
export type VehicleExplanation = z.infer<typeof vehicleExplanationSchema>;
