import type { Db } from '../open.ts';
import type { HttpState } from './sources.ts';

/** An address was looked at and all is well: with what the server said of its copy, or null where that is the old one. */
export function markChecked(db: Db, sourceId: number, http: HttpState | null, now: number): void {
  db.prepare(
    `UPDATE sources SET checked_at = ?, http = coalesce(?, http), error = NULL, error_since = NULL WHERE id = ?`,
  ).run(now, http === null ? null : JSON.stringify(http), sourceId);
}
