import { absenceWriter, type Absence } from '../../store/sync/listings.ts';
import type { Db } from '../../store/open.ts';
import type { DealerCounts } from '../../sync/dealers.ts';
import type { AbsenceFindings } from './pass.ts';

/** Writes who is missing, gone and back, and returns how many of those gone were ours. */
export function writeAbsences(
  db: Db,
  findings: AbsenceFindings,
  before: ReadonlyMap<number, Absence>,
  at: { observation: number; asOf: number; dealers: DealerCounts },
): number {
  const write = absenceWriter(db);
  let ownGone = 0;
  for (const id of findings.missing) write.missing(id, at.observation);
  for (const id of findings.gone) {
    const { dealerId, own } = write.gone(id, at.asOf);
    at.dealers.remove(dealerId);
    if (own) ownGone += 1;
  }
  for (const id of findings.returned) {
    const { dealerId } = write.returned(id);
    if (before.get(id)?.gone ?? false) at.dealers.add(dealerId, null);
  }
  return ownGone;
}
