import { z } from 'zod';
import { LOT_COLUMN_KEYS } from './columns.ts';
import { lotCursorSchema, lotQuerySchema, lotSelectionSchema } from './query.ts';
import { lotFreshnessSchema, lotRowSchema, lotSumsSchema } from './row.ts';
import { saveViewSchema, viewIdSchema, viewListSchema } from './view.ts';

const vin = z.string().min(1).max(64);

/** All that fit at this moment but those left out. */
export const selectedTargetSchema = z.object({
  kind: z.literal('selection'),
  selection: lotSelectionSchema,
  without: z.array(vin).max(10_000).default([]),
});

/** Vehicles by VIN, or as a filter has them. */
export const lotTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vins'), vins: z.array(vin).min(1).max(10_000) }),
  selectedTargetSchema,
]);
export type LotTarget = z.infer<typeof lotTargetSchema>;

/** The calls of the inventory list, as the contract has them. */
export const lotCalls = {
  /** A page behind the cursor (null = the first). `next` null = there are no more. */
  'lot.page': {
    input: z.object({
      query: lotQuerySchema,
      cursor: lotCursorSchema.nullable().default(null),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({
      rows: z.array(lotRowSchema),
      next: z.string().nullable(),
      ...lotFreshnessSchema.shape,
    }),
  },
  /**
   * These rows as they are now, in the order that the query gives them now; those that no longer fit are not in
   * `order`, those that are no longer stored in neither.
   */
  'lot.rows': {
    input: z.object({ ids: z.array(z.number().int().positive()).min(1).max(1_000), query: lotQuerySchema }),
    output: z.object({
      rows: z.array(lotRowSchema),
      order: z.array(z.number().int()),
      ...lotFreshnessSchema.shape,
    }),
  },
  'lot.sums': {
    input: z.object({ selection: lotSelectionSchema }),
    output: z.object({ sums: lotSumsSchema, ...lotFreshnessSchema.shape }),
  },
  /** Only how many fit: of views, chips and what a filter leaves out. In the order asked. */
  'lot.counts': {
    input: z.object({ selections: z.array(lotSelectionSchema).min(1).max(40) }),
    output: z.object({ counts: z.array(z.number().int()), ...lotFreshnessSchema.shape }),
  },
  /** The values of a column among what fits, the most frequent first; null = unknown. `text`: only those that contain it. */
  'lot.values': {
    input: z.object({
      column: z.enum(LOT_COLUMN_KEYS),
      selection: lotSelectionSchema,
      text: z.string().max(200).default(''),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({
      /** `value` is what a filter takes, `label` what people read. */
      values: z.array(
        z.object({ value: z.string().nullable(), label: z.string().nullable(), count: z.number().int() }),
      ),
      more: z.boolean(),
    }),
  },
  /** The VINs of what fits, in its order, each once. */
  'lot.vins': {
    input: z.object({ query: lotQuerySchema, limit: z.number().int().min(1).max(1_000_000) }),
    output: z.object({ vins: z.array(z.string()), more: z.boolean() }),
  },
  /** Watches vehicles, or watches them no longer; `changed` = how many that was news for. */
  'marks.watch': {
    input: z.object({ target: lotTargetSchema, watch: z.boolean() }),
    output: z.object({ changed: z.number().int() }),
  },
  /** Writes a note to vehicles in the place of the one they had; null removes it. */
  'marks.note': {
    input: z.object({ target: lotTargetSchema, note: z.string().trim().min(1).max(2_000).nullable() }),
    output: z.object({ changed: z.number().int() }),
  },
  'views.list': { input: z.object({}), output: viewListSchema },
  /** A new view, or another content or name of one there is. */
  'views.save': { input: saveViewSchema, output: z.object({ id: viewIdSchema, ...viewListSchema.shape }) },
  /** A built-in one goes back to what it was. */
  'views.remove': { input: z.object({ id: viewIdSchema }), output: viewListSchema },
} as const;
