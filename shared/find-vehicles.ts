import { z } from 'zod';
import { lotFilterSchema } from './list-filter-schema.ts';

/** Words to find vehicles by, of whose, and how many at most. */
export const findVehiclesSchema = z.object({
  text: z.string().trim().min(1).max(100),
  limit: z.number().int().min(1).max(100),
  dealerId: lotFilterSchema.shape.dealerId.default(null),
});
