import { writeMoved } from '../../store/journal/day-figures.ts';
import { absenceWriter, type Absence } from '../../store/sync/listings.ts';
import type { Db } from '../../store/open.ts';
import type { DealerCounts } from '../../sync/dealers.ts';
import type { AbsenceFindings } from './pass.ts';

/** Writes who is missing, gone and back, and returns how many of those gone were ours, by dealer. */
export function writeAbsences(
  db: Db,
  findings: AbsenceFindings,
  before: ReadonlyMap<number, Absence>,
  at: { observation: number; asOf: number; dealers: DealerCounts },
): ReadonlyMap<string, number> {
  const write = absenceWriter(db);
  const ownGone = new Map<string, number>();
  for (const id of findings.missing) write.missing(id, at.observation);
  for (const id of findings.gone) {
    const { dealerId, own } = write.gone(id, at.asOf);
    at.dealers.remove(dealerId);
    if (own) ownGone.set(dealerId, (ownGone.get(dealerId) ?? 0) + 1);
  }
  for (const id of findings.returned) {
    const { dealerId } = write.returned(id);
    if (before.get(id)?.gone ?? false) at.dealers.add(dealerId, null);
  }
  return ownGone;
}

/** For the figures of the day: how many of ours came and went, by dealer. */
export function writeCameAndWent(
  db: Db,
  sourceId: number,
  came: ReadonlyMap<string, number>,
  went: ReadonlyMap<string, number>,
  now: number,
): void {
  const dealers = new Set([...came.keys(), ...went.keys()]);
  const moved = new Map(
    [...dealers].map((id) => [id, { added: came.get(id) ?? 0, removed: went.get(id) ?? 0 }]),
  );
  writeMoved(db, sourceId, moved, now);
}

export const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
