import { z } from 'zod';
import { PRICE_ROLES } from './price-words.ts';

/** The prices of one row beside each other: a ladder from the MSRP down to what a buyer pays, with the names of the feed. */

/** A column that holds a price of the row. */
export const priceColumnSchema = z.object({
  /** As the feed names it. */
  name: z.string(),
  role: z.enum(PRICE_ROLES),
  /** The column that the source's MSRP or price comes from; null = beside them. */
  field: z.enum(['msrp', 'price']).nullable(),
});
export type PriceColumn = z.infer<typeof priceColumnSchema>;

/** One price of a vehicle as its feed last gave it; `amount` in currency units, null = blank or zero. */
export const ladderStepSchema = priceColumnSchema.extend({ amount: z.number().nullable() });
export type LadderStep = z.infer<typeof ladderStepSchema>;

/** Every price that a feed advertised of one vehicle at a time, and where that is written. */
const advertisedSchema = z.object({
  source: z.string(),
  /** Counts the records of one listing; each covers the one before it. */
  n: z.number().int(),
  /** As-of of the file in which this was new, and of the one that said something else; null = it still stands. */
  from: z.string(),
  to: z.string().nullable(),
  /** Null = the file does not list the vehicle: nothing is advertised. */
  prices: z.array(ladderStepSchema).nullable(),
  currency: z.string().nullable(),
  file: z.string(),
  /** SHA-256 of the file, hexadecimal. */
  digest: z.string(),
  /** Row of the file, from 1, the header not counted; null = it does not list the vehicle. */
  row: z.number().int().nullable(),
  /** SHA-256 over this record and `previous`, hexadecimal. */
  hash: z.string(),
  previous: z.string(),
  /** Only where the records before this one were deleted because Settings keeps none so old; `previous` is the hash of the last of them. */
  isFirstKept: z.literal(true).optional(),
});
export type Advertised = z.infer<typeof advertisedSchema>;

/** Everything advertised of a vehicle, as a table for a spreadsheet under a name to save it by. */
export const advertisedFileSchema = z.object({ name: z.string(), csv: z.string() });
