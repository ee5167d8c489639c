import { z } from 'zod';

/**
 * - `local`: no Redis is configured, this console is alone.
 * - `connecting`: configured, not reached yet since the start or since it was switched on.
 * - `redis`: connected; events of other consoles arrive.
 * - `fallback-local`: configured and not reachable; the console goes on alone and tries again.
 */
const BUS_STATUSES = ['local', 'connecting', 'redis', 'fallback-local'] as const;
export type BusStatus = (typeof BUS_STATUSES)[number];

export const busStateSchema = z.object({
  status: z.enum(BUS_STATUSES),
  /** ISO time of the change to this status. */
  since: z.string(),
  /** Why, for people; never with a password. Null where the status says it all. */
  reason: z.string().nullable(),
});
export type BusState = z.infer<typeof busStateSchema>;
