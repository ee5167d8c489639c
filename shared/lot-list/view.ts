import { z } from 'zod';
import { LOT_COLUMN_KEYS } from './columns.ts';
import { lotQuerySchema } from './query.ts';

/** What a saved view remembers: which vehicles, their order, the columns with their widths, and the height of rows. */
const ROW_HEIGHTS = ['one-line', 'two-lines'] as const;

export const lotViewSchema = lotQuerySchema.extend({
  /** Shown ones in their order; width in px, null = as wide as it likes. */
  columns: z
    .array(
      z.object({
        column: z.enum(LOT_COLUMN_KEYS),
        width: z.number().int().min(24).max(2_000).nullable().default(null),
        /** It stands at the left while the others are scrolled sideways. Absent = it does not. */
        pinned: z.literal(true).optional(),
      }),
    )
    .min(1)
    .max(LOT_COLUMN_KEYS.length),
  rowHeight: z.enum(ROW_HEIGHTS).default('one-line'),
});
export type LotView = z.infer<typeof lotViewSchema>;

const viewName = z.string().trim().min(1).max(80);
export const viewIdSchema = z.string().min(1).max(64);

const savedViewSchema = z.object({
  id: viewIdSchema,
  name: viewName,
  /** It cannot be removed; one that was changed goes back to what it was. */
  builtIn: z.boolean(),
  /** A built-in one that a person changed. */
  changed: z.boolean(),
  view: lotViewSchema,
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** `id` null = a new one. */
export const saveViewSchema = z.object({
  id: viewIdSchema.nullable(),
  name: viewName,
  view: lotViewSchema,
});
export type SaveView = z.infer<typeof saveViewSchema>;

export const viewListSchema = z.object({
  views: z.array(savedViewSchema),
  /** What stored views say that cannot be used, a sentence each, with what counts instead. */
  faults: z.array(z.string()),
});
export type ViewList = z.infer<typeof viewListSchema>;
