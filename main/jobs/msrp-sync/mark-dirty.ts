import { mappedColumns } from '../../scoring/facts.ts';
import type { Db } from '../../store/open.ts';
import { mappedOf } from '../../store/scores/scorable.ts';
import { markAllDirty, dirtyWriter, type DirtyReason } from '../../store/scores/dirty.ts';
import type { AbsenceFindings } from './pass.ts';

/** Notes within the sync's transaction whose scores are due, so that a crash before the recompute forgets none. */
export function noteDirty(
  db: Db,
  run: { readonly asOf: number; readonly baseline: boolean; readonly newColumns?: boolean },
  written: Iterable<readonly [listingId: number, reason: DirtyReason]>,
  findings: AbsenceFindings,
): void {
  // What a feed has no column for is not known of any of its vehicles; a blank one counts.
  if (run.baseline || run.newColumns === true) {
    markAllDirty(db, run.asOf);
    return;
  }
  const markDirty = dirtyWriter(db, run.asOf);
  // A vehicle that leaves or comes back moves those it compares with; what also moved in money says so below.
  for (const id of [...findings.gone, ...findings.returned]) markDirty(id, 'listing_change');
  for (const [id, reason] of written) markDirty(id, reason);
}

/** Whether the feed now has columns that scores ask for and it had not, or the other way round. Before the source is written. */
export function hasOtherColumns(
  db: Db,
  sourceId: number,
  mapped: Readonly<Record<string, string>>,
): boolean {
  const [before, after] = [mappedColumns(mappedOf(db, sourceId)), mappedColumns(mapped)];
  return JSON.stringify(before) !== JSON.stringify(after);
}
