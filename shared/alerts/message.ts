import { z } from 'zod';

/** What goes out on a channel: the default body of a webhook is exactly this. */

const figure = z.number().nullable();
export const messageVehicleSchema = z.object({
  vin: z.string().nullable(),
  dealerId: z.string().nullable(),
  vehicle: z.string(),
  old: figure,
  new: figure,
  delta: figure,
  deltaPct: figure,
});

/** Vehicles named in one message; `count` says how many there are. */
export const MESSAGE_VEHICLES = 50;

export const messageSchema = z.object({
  /** The same for each try, so that a receiver recognises a repeat. */
  id: z.string(),
  rule: z.string(),
  at: z.string(),
  state: z.enum(['firing', 'summary', 'test', 'notice']),
  count: z.number().int(),
  text: z.string(),
  /** The alert in the console. */
  url: z.string(),
  vehicles: z.array(messageVehicleSchema).max(MESSAGE_VEHICLES),
  urgent: z.boolean().default(false),
});
export type Message = z.infer<typeof messageSchema>;
