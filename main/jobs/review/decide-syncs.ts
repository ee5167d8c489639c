import { setRejected, type HeldSyncRow } from '../../store/review/held-syncs.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';
import { insertObservation, REJECTED, UNUSABLE } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';

/**
 * Rejects a held sync: nothing of it is ever stored, and exactly this file is not read again. Its copy stays until a
 * newer sync comes, should the person change their mind. Call inside a transaction. Accepting one is a sync of its own.
 */
export function rejectSync(db: Db, held: HeldSyncRow, verdict: number, now: number): void {
  const { id, sourceId, source, check, reason, file, mtime, asOf, runId } = held;
  setRejected(db, id, true);
  insertObservation(db, sourceId, { file, mtime, asOf }, REJECTED, runId);
  decisionWriter(db, now, verdict).sync({ outcome: 'reject', source, check, reason, file });
}

/** It waits for a person again. Call inside a transaction. */
export function holdSyncAgain(db: Db, held: HeldSyncRow, verdict: number, now: number): void {
  const { id, sourceId, source, check, reason, file, mtime, asOf, runId } = held;
  setRejected(db, id, false);
  insertObservation(db, sourceId, { file, mtime, asOf }, UNUSABLE, runId);
  decisionWriter(db, now, verdict).sync({ outcome: 'undone', source, check, reason, file });
}
