import { z } from 'zod';
import { CHANGE_FIELDS } from './event-kinds.ts';
import { type ChangeFilter, type LotFilter, type ScoreFilter } from './list-filter.ts';
import { SCORE_REASONS } from './score-reasons.ts';

/** The filters as a screen sends them; what they mean stands with their types. */
const search = z.string().max(200);
const name = z.string().trim().min(1).max(120).nullable().default(null);
const dealerId = z.string().min(1).max(200).nullable();

export const changeFilterSchema = z.object({
  fields: z.array(z.enum(CHANGE_FIELDS)).max(CHANGE_FIELDS.length),
  atLeast: z.object({ percent: z.number().min(0), amount: z.number().min(0) }).nullable(),
  make: name,
  model: name,
  hideNew: z.boolean().default(false),
  dealerId,
  search,
}) satisfies z.ZodType<ChangeFilter>;

export const scoreFilterSchema = z.object({
  reasons: z.array(z.enum(SCORE_REASONS)).max(SCORE_REASONS.length),
  minMove: z.number().int().min(0).max(100),
  dealerId,
  search,
}) satisfies z.ZodType<ScoreFilter>;

export const lotFilterSchema = z.object({ dealerId }) satisfies z.ZodType<LotFilter>;
