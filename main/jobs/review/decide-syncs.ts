import { findHeldSync, type HeldSyncRow } from '../../store/review/held-syncs.ts';
import { insertObservation, REJECTED } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import { settleHeld } from '../msrp-sync/hold.ts';
import { changeSources } from '../run/own-run.ts';
import { dropKept } from './kept-files.ts';

/** Those of these that are still held. Accepting one is a sync of its own: see the runner. */
export const findOpen = (db: Db, ids: readonly number[]): HeldSyncRow[] =>
  ids.flatMap((id) => findHeldSync(db, { id }) ?? []);

/** Says no to held syncs: nothing of them is ever stored, and exactly these files are not read again. Returns how many. */
export function rejectSyncs(db: Db, ids: readonly number[], now: number): number {
  const rejected = changeSources(db, now, (assertFree) => {
    const open = findOpen(db, ids);
    for (const { source, sourceId, file, mtime, asOf, runId } of open) {
      assertFree({ id: sourceId, slug: source });
      settleHeld(db, sourceId, 'reject', now, null);
      insertObservation(db, sourceId, { file, mtime, asOf }, REJECTED, runId);
    }
    return open.map(({ kept }) => kept);
  });
  dropKept(db, rejected);
  return rejected.length;
}
