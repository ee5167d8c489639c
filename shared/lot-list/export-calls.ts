import { z } from 'zod';
import { lotTargetSchema } from './calls.ts';
import { LOT_COLUMN_KEYS } from './columns.ts';
import { EXPORT_FORMATS, exportOutcomeSchema } from './export.ts';
import { lotQuerySchema } from './query.ts';

const exportId = z.string().min(1).max(64);

/** What is to be in the file. */
export const lotExportSchema = z.object({
  /** The view: its rows, in its order. */
  query: lotQuerySchema,
  /** Chosen vehicles instead, in the order of the view; null = all of it. */
  target: lotTargetSchema.nullable(),
  /** In their order. */
  columns: z.array(z.enum(LOT_COLUMN_KEYS)).min(1).max(LOT_COLUMN_KEYS.length),
  format: z.enum(EXPORT_FORMATS),
});
export type LotExport = z.infer<typeof lotExportSchema>;

/** The calls of exports, as the contract has them. */
export const exportCalls = {
  /** Asks where to, where there is a dialog for it: null = the person closed it. `title` names the file. */
  'exports.start': {
    input: lotExportSchema.extend({ title: z.string().trim().min(1).max(80) }),
    output: z.object({ exportId: exportId.nullable() }),
  },
  /** Answers when it has ended; only of those that this console started lately. */
  'exports.outcome': { input: z.object({ exportId }), output: exportOutcomeSchema },
  'exports.cancel': { input: z.object({ exportId }), output: z.object({}) },
} as const;
