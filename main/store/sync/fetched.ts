import type { Failure } from '../../../shared/result.ts';
import { transaction, type Db } from '../open.ts';
import { claimRun, endRun } from './runs.ts';
import { failSource, type HttpState, type StoredSource } from './sources.ts';

/** An address was looked at and all is well: with what the server said of its copy, or null where that is the old one. */
export function markChecked(db: Db, sourceId: number, http: HttpState | null, now: number): void {
  db.prepare(
    `UPDATE sources SET checked_at = ?, http = coalesce(?, http), error = NULL, error_since = NULL WHERE id = ?`,
  ).run(now, http === null ? null : JSON.stringify(http), sourceId);
}

/**
 * Notes a download that failed or was cancelled as a run of the source; its vehicles stay as they are.
 * @throws LotwatchError `busy` while another process syncs the source.
 */
export function failFetch(
  db: Db,
  fetch: {
    readonly source: StoredSource;
    readonly runId: string;
    readonly error: Failure;
    readonly now: number;
  },
): void {
  const { source, runId, error, now } = fetch;
  claimRun(db, { runId, source, file: null, now });
  transaction(db, () => {
    const isCancelled = error.code === 'cancelled';
    endRun(db, runId, { state: isCancelled ? 'cancelled' : 'failed', error: error.message }, now);
    if (!isCancelled) failSource(db, source.id, error.message, now);
  });
}
