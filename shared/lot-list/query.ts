import { z } from 'zod';
import { ROLES } from '../listing.ts';
import { LOT_COLUMN_KEYS, columnSpec } from './columns.ts';
import { columnFilterSchema, opsOf } from './filter.ts';

/** Which vehicles, in which order. */

export const lotSortSchema = z.object({
  column: z.enum(LOT_COLUMN_KEYS).refine((key) => columnSpec(key).sortable, 'cannot be sorted by'),
  descending: z.boolean().default(false),
});
export type LotSort = z.infer<typeof lotSortSchema>;

const PRESENCES = ['on-lot', 'left', 'any'] as const;
export type Presence = (typeof PRESENCES)[number];

export const columnFiltersSchema = z
  .array(
    columnFilterSchema.refine(
      ({ column, op }) => opsOf(column).includes(op),
      'this column has no such condition',
    ),
  )
  .max(40);

/** What decides whether a vehicle is in the list. */
export const lotSelectionSchema = z.object({
  role: z.enum([...ROLES, 'any']).default('own'),
  /** Sold and gone vehicles are rows only where they are asked for. */
  presence: z.enum(PRESENCES).default('on-lot'),
  /**
   * Words that must all be found in VIN, stock number, year, make, model, trim or dealer, in any order. A vehicle whose
   * VIN or stock number it is comes first.
   */
  search: z.string().max(200).default(''),
  filters: columnFiltersSchema.default([]),
});
export type LotSelection = z.infer<typeof lotSelectionSchema>;

export const lotQuerySchema = lotSelectionSchema.extend({
  /** What is unknown comes last, whichever way; ties by VIN. */
  sort: z.array(lotSortSchema).max(5).default([]),
});
export type LotQuery = z.infer<typeof lotQuerySchema>;

/** Of a page: behind which row it begins. Only good for the query it came from. */
export const lotCursorSchema = z.string().min(1).max(8_000);
