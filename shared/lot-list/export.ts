import { z } from 'zod';

/** The inventory list as a file: what a screen asks for and what it is told of it. */

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One that waits or is being written. */
export const exportStateSchema = z.object({
  exportId: z.string(),
  /** Of the file, without its folder. */
  name: z.string(),
  /** Rows written so far, and how many there will be about; null = not counted yet. */
  rows: z.number().int(),
  totalRows: z.number().int().nullable(),
});
export type ExportState = z.infer<typeof exportStateSchema>;

export const exportOutcomeSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('done'),
    rows: z.number().int(),
    /** Chosen vehicles that are no longer stored, and so not in the file. */
    missing: z.number().int(),
    /** Changed vehicles that were not in the list yet when it was written. */
    behind: z.number().int(),
    place: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('file'), path: z.string() }),
      /** To be fetched from the gateway of the page that asked. */
      z.object({ kind: z.literal('download'), address: z.string(), name: z.string() }),
    ]),
  }),
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('failed'), message: z.string() }),
]);
export type ExportOutcome = z.infer<typeof exportOutcomeSchema>;
