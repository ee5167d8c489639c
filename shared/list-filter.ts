import { CHANGE_FIELDS, type ChangeField } from './event-kinds.ts';
import type { ScoreReason } from './score-reasons.ts';

/**
 * What a screen wants to see of a feed. The core filters: only it has all rows, so a filtered list is complete, reads
 * back like any other, and counts what it leaves out of a group. Without zod, which no screen may load (rules 31).
 */

type Common = {
  /** Exactly this dealer; null = every one, those of other consoles and programs too. */
  dealerId: string | null;
  /** Words that must all be found in VIN, year, make, model, trim or dealer's name, in any order; a change's in the stock number, too. */
  search: string;
};

export type ChangeFilter = Common & {
  fields: ChangeField[];
  /** Only moves that reach one of both, percent or currency units; null = every change, first sightings too. */
  atLeast: { percent: number; amount: number } | null;
  /** Exactly these, whatever their case; null = every one. */
  make: string | null;
  model: string | null;
  /** Leaves out the first MSRP and price of vehicles that were not known before. */
  hideNew: boolean;
};
export const EVERY_CHANGE: ChangeFilter = {
  fields: [...CHANGE_FIELDS],
  atLeast: null,
  make: null,
  model: null,
  hideNew: false,
  dealerId: null,
  search: '',
};

export type ScoreFilter = Common & {
  /** None = all. */
  reasons: ScoreReason[];
  /** Only events in which one of the scores moved by so many points; 0 = all, first scores too. */
  minMove: number;
};
export const EVERY_SCORE: ScoreFilter = { reasons: [], minMove: 0, dealerId: null, search: '' };

/** Whose figures. */
export type LotFilter = Pick<Common, 'dealerId'>;
export const WHOLE_LOT: LotFilter = { dealerId: null };

/** Lower-case words of a search field. */
export const searchWords = (text: string): readonly string[] =>
  text.toLowerCase().split(/\s+/).filter(Boolean);

/** Whether nothing is left out. */
export const isEveryChange = (filter: ChangeFilter): boolean =>
  CHANGE_FIELDS.every((field) => filter.fields.includes(field)) &&
  filter.atLeast === null &&
  filter.make === null &&
  filter.model === null &&
  !filter.hideNew &&
  filter.dealerId === null &&
  searchWords(filter.search).length === 0;

export const isEveryScore = ({ reasons, minMove, dealerId: dealer, search: text }: ScoreFilter): boolean =>
  reasons.length === 0 && minMove === 0 && dealer === null && searchWords(text).length === 0;
