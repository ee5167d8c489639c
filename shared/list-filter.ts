import { z } from 'zod';
import { SCORE_REASONS } from './score-reasons.ts';

/**
 * What a screen wants to see of a feed. The core filters: only it has all rows, so a filtered list is complete, reads
 * back like any other, and counts what it leaves out of a group.
 */

/** Words that must all be found in VIN, year, make, model, trim or dealer's name, in any order. */
const search = z.string().max(200);
/** Exactly this dealer; null = every one, those of other consoles and programs too. */
const dealerId = z.string().min(1).max(200).nullable();

export const MONEY_FIELDS = ['msrp', 'price'] as const;
export type MoneyField = (typeof MONEY_FIELDS)[number];

export const changeFilterSchema = z.object({
  fields: z.array(z.enum(MONEY_FIELDS)).max(MONEY_FIELDS.length),
  /** Only moves that reach one of both, percent or currency units; null = every change, first sightings too. */
  atLeast: z.object({ percent: z.number().min(0), amount: z.number().min(0) }).nullable(),
  dealerId,
  search,
});
export type ChangeFilter = z.infer<typeof changeFilterSchema>;
export const EVERY_CHANGE: ChangeFilter = {
  fields: [...MONEY_FIELDS],
  atLeast: null,
  dealerId: null,
  search: '',
};

export const scoreFilterSchema = z.object({
  /** None = all. */
  reasons: z.array(z.enum(SCORE_REASONS)).max(SCORE_REASONS.length),
  /** Only events in which one of the scores moved by so many points; 0 = all, first scores too. */
  minMove: z.number().int().min(0).max(100),
  dealerId,
  search,
});
export type ScoreFilter = z.infer<typeof scoreFilterSchema>;
export const EVERY_SCORE: ScoreFilter = { reasons: [], minMove: 0, dealerId: null, search: '' };

/** Whose figures. */
export const lotFilterSchema = z.object({ dealerId });
export type LotFilter = z.infer<typeof lotFilterSchema>;
export const WHOLE_LOT: LotFilter = { dealerId: null };

/** Lower-case words of a search field. */
export const searchWords = (text: string): readonly string[] =>
  text.toLowerCase().split(/\s+/).filter(Boolean);

/** Whether nothing is left out. */
export const isEveryChange = ({ fields, atLeast, dealerId: dealer, search: text }: ChangeFilter): boolean =>
  MONEY_FIELDS.every((field) => fields.includes(field)) &&
  atLeast === null &&
  dealer === null &&
  searchWords(text).length === 0;

export const isEveryScore = ({ reasons, minMove, dealerId: dealer, search: text }: ScoreFilter): boolean =>
  reasons.length === 0 && minMove === 0 && dealer === null && searchWords(text).length === 0;
