import { z } from 'zod';
import { moneyEventSchema, presenceEventSchema, statusEventSchema } from './events.ts';

/** Events as rows of the list of changes. */
const changed = {
  kind: z.literal('event'),
  /** As its source lists it now; null = it lists none, or not this vehicle. */
  stockNumber: z.string().nullable().optional(),
};
const moneyRowSchema = moneyEventSchema.extend({
  ...changed,
  /** As-of of the file from which the feed left `new` blank, as it was when the row was read; null = it shows a value. */
  blankSince: z.string().nullable().optional(),
  /** Of a first value: the vehicle was not known before. */
  arrival: z.boolean().optional(),
});
export type MoneyRow = z.infer<typeof moneyRowSchema>;
export const changeEventSchema = z.discriminatedUnion('type', [
  moneyRowSchema,
  statusEventSchema.extend(changed),
  presenceEventSchema.extend(changed),
]);
