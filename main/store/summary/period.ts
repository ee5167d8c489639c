import type { Reader } from '../open.ts';

/** "2026 Toyota RAV4 XLE"; null where nothing of it is known. */
export const wordsOf = (parts: readonly unknown[]): string | null =>
  parts.filter((part) => part !== null && part !== '').join(' ') || null;

/** What a part of the summary is asked; times unix ms. */
export type Period = {
  readonly since: number;
  readonly until: number;
  /** Null = of all dealers of ours. */
  readonly dealerId: string | null;
  /** What other consoles publish is in the journal, and not of this lot. */
  readonly origin: string;
  /** No row of the journal before this one is of the period. */
  readonly firstSeq: number;
};

/**
 * The first row of the journal recorded at `since` (unix ms) or later. Rows are recorded in the order of their numbers, so
 * it is found in a few looks, however long the journal is; after a clock that was set back the rows themselves say.
 */
export function firstSeqSince(db: Reader, since: number): number {
  const bounds = db.prepare('SELECT min(seq) AS low, max(seq) AS high FROM journal').get();
  let low = Number(bounds?.['low'] ?? 0);
  let high = Number(bounds?.['high'] ?? 0) + 1;
  const next = db.prepare('SELECT seq, recorded_at AS at FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1');
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = next.get(middle);
    if (row === undefined || Number(row['at']) >= since) high = middle;
    else low = Number(row['seq']) + 1;
  }
  return low;
}
