import type { Db } from '../../store/open.ts';
import { touchEverything, touchWriter, type TouchReason } from '../../store/scores/touched.ts';
import type { AbsenceFindings } from './pass.ts';

/** Notes within the sync's transaction whose scores are due, so that a crash before the recompute forgets none. */
export function noteTouched(
  db: Db,
  run: { readonly asOf: number; readonly baseline: boolean },
  written: Iterable<readonly [listingId: number, reason: TouchReason]>,
  findings: AbsenceFindings,
): void {
  if (run.baseline) {
    touchEverything(db, run.asOf);
    return;
  }
  const touch = touchWriter(db, run.asOf);
  // A vehicle that leaves or comes back moves those it compares with; what also moved in money says so below.
  for (const id of [...findings.gone, ...findings.returned]) touch(id, 'listing_change');
  for (const [id, reason] of written) touch(id, reason);
}
