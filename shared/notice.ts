import { z } from 'zod';

/** What a feed left open, by kind. Words for people: `notice-words.ts`. */
export const NOTICE_CODES = [
  /** No column gives the field; `value` says what is taken instead, null = the field stays unknown. */
  'no-column',
  /** Rows whose field is blank were given `value`. */
  'assumed',
  /** A text of the column that is not understood. */
  'unknown-word',
  /** Another column than the usual one was chosen, by what the columns hold; `value` says why. */
  'chosen-column',
  /** A column that looks like the field and is not used. */
  'unused-column',
  /** Records of the file outside the list that was read; `column` says where they are. */
  'not-read',
  /** Lines above the line of column names. */
  'skipped-lines',
  /** Lines that part the file; `value` is what the rows below count as, null = the line is not understood. */
  'section',
  /** Text in the VIN column that names no vehicle; its rows were rejected. */
  'no-identity',
  /** Rows of one VIN that disagree. */
  'conflict',
  /** Bytes or cells that are damaged and were left out. */
  'damaged',
  /** Amounts in a currency other than the one known before: a new baseline, no change. */
  'other-currency',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** One thing that was not found, not understood or assumed in a file, with how often. */
const noticeSchema = z.object({
  code: z.enum(NOTICE_CODES),
  /** Canonical field, null where it is about the file. */
  field: z.string().nullable(),
  /** Column as the file names it, or where in a JSON or XML file. */
  column: z.string().nullable(),
  /** The text of the file, or what was assumed. */
  value: z.string().nullable(),
  /** Rows, records or lines concerned. */
  count: z.number().int(),
  /** Up to three examples as written: VINs, values or rows. */
  sample: z.array(z.string()),
});
export type Notice = z.infer<typeof noticeSchema>;

/** A notice as it stays with its source while the source's files keep giving it. */
export const standingNoticeSchema = noticeSchema.extend({
  /** As-of date (ISO) of the first of the syncs in a row that gave it; the sync's own date where it is new. */
  since: z.string(),
});
export type StandingNotice = z.infer<typeof standingNoticeSchema>;
