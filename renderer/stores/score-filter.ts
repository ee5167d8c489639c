import type { ScoreRow } from '../../shared/contract.ts';
import type { ScoreEvent } from '../../shared/events.ts';
import type { Preferences } from '../../shared/preferences.ts';
import { SCORE_NAMES } from '../format/score.ts';
import { searchWords } from './filter.ts';

/** What the list of scores shows: the stored part, the dealer of the header's picker, the text in the search field. */
export type ScoreFilter = Preferences['scores'] & {
  readonly dealerId: string | null;
  readonly search: string;
};

/** The largest move of the three; a score that came or went counts with all its points. */
export function largestMove({ previous, ...row }: ScoreEvent): number {
  if (previous === null) return 0;
  return Math.max(...SCORE_NAMES.map((name) => Math.abs((row[name] ?? 0) - (previous[name] ?? 0))));
}

const texts = new WeakMap<ScoreEvent, string>();

function textOf(row: ScoreEvent): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { year, make, model, trim, dealerName } = row.facts;
  const made = [row.vin, year, make, model, trim, dealerName].join(' ').toLowerCase();
  texts.set(row, made);
  return made;
}

/** The filter as a function of one row; null where it lets everything pass. A summary of many passes no filter. */
export function compileScoreFilter(filter: ScoreFilter): ((row: ScoreRow) => boolean) | null {
  const words = searchWords(filter.search);
  const reasons = new Set(filter.reasons);
  const { minMove, dealerId } = filter;
  if (reasons.size === 0 && minMove === 0 && dealerId === null && words.length === 0) return null;
  return (row) =>
    row.type === 'ai-scores:update' &&
    (reasons.size === 0 || reasons.has(row.reason)) &&
    (minMove === 0 || largestMove(row) >= minMove) &&
    (dealerId === null || row.dealerId === dealerId) &&
    words.every((word) => textOf(row).includes(word));
}
