import { z } from 'zod';
import { LOT_COLUMN_KEYS, columnSpec, type ColumnKind, type LotColumn } from './columns.ts';

/** One condition on one column; a row must fit all of a query's. Text is compared without case. */

const column = z.enum(LOT_COLUMN_KEYS);
const text = z.string().max(300);
const bound = z.number().finite().nullable().default(null);

export const columnFilterSchema = z.discriminatedUnion('op', [
  /** Any of these. Null = unknown. `yes` and `no` for yes-no columns, ids or names for dealers, flags for flags. */
  z.object({ column, op: z.literal('is'), values: z.array(text.nullable()).min(1).max(500) }),
  /** None of these; so what is unknown fits, unless null is among them. */
  z.object({ column, op: z.literal('is-not'), values: z.array(text.nullable()).min(1).max(500) }),
  z.object({ column, op: z.literal('contains'), text: text.min(1) }),
  /** Bounds in the unit that is shown: currency units, percent, days. `min` and `max` fit themselves, `over` and `under` do not. */
  z.object({ column, op: z.literal('range'), min: bound, max: bound, over: bound, under: bound }),
  /** Dates: from this moment on, up to before that one. ISO 8601. */
  z.object({
    column,
    op: z.literal('between'),
    from: z.iso.datetime({ offset: true }).nullable().default(null),
    to: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  /** Dates: whole days ago, both included. */
  z.object({ column, op: z.literal('age'), min: bound, max: bound }),
  z.object({ column, op: z.literal('known'), known: z.boolean() }),
]);
export type ColumnFilter = z.infer<typeof columnFilterSchema>;

const OPS: Readonly<Record<ColumnKind, readonly ColumnFilter['op'][]>> = {
  text: ['is', 'is-not', 'contains', 'known'],
  words: ['is', 'is-not', 'contains', 'known'],
  money: ['range', 'known'],
  number: ['range', 'is', 'is-not', 'known'],
  percent: ['range', 'known'],
  score: ['range', 'known'],
  date: ['between', 'age', 'known'],
  flags: ['is', 'is-not', 'known'],
  'yes-no': ['is'],
};

/** What a column can be asked. */
export const opsOf = (key: LotColumn): readonly ColumnFilter['op'][] => OPS[columnSpec(key).kind];
