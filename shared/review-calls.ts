import { z } from 'zod';
import {
  decidedSchema,
  decideInputSchema,
  reviewListSchema,
  verdictPlanSchema,
  verdictSchema,
} from './review.ts';

const pageShape = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };

/** The calls of the review screen, as the contract has them. */
export const reviewCalls = {
  /**
   * Carried out after UNDO_MS: accepted values emit their events then, accepted syncs are run from the file that was
   * kept. What is decided leaves the lists.
   */
  'review.decide': { input: decideInputSchema, output: verdictSchema },
  /** What that would do; changes nothing. */
  'review.plan': { input: decideInputSchema, output: verdictPlanSchema },
  /** Takes a verdict back while it waits; afterwards a rejection, or what an `always` switched off. */
  'review.undo': { input: z.object({ verdict: z.number().int().positive() }), output: verdictSchema },
  /** What was decided, newest first. */
  'review.history': {
    input: z.object(pageShape),
    output: z.object({ decided: z.array(decidedSchema), total: z.number().int() }),
  },
  'review.list': { input: z.object({}), output: reviewListSchema },
} as const;
