import type { ScoreRow } from '../../shared/contract.ts';
import { feedEvents } from '../store/journal/journal-read.ts';
import type { Db } from '../store/open.ts';

export type ScorePage = { readonly rows: ScoreRow[]; readonly more: boolean };

/** Rows of the list of scores, newest first: after < seq < before. */
export function scoreRows(db: Db, range: { after?: number; before?: number; limit: number }): ScorePage {
  const { after = 0, before = Number.MAX_SAFE_INTEGER, limit } = range;
  const rows = feedEvents(db, 'scores', { after, before, limit: limit + 1 }).filter(
    (event) => event.type === 'ai-scores:update' || event.type === 'ai-scores:baseline',
  );
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}
