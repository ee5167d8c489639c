import { writeMoved } from '../../store/journal/day-figures.ts';
import { absenceWriter, type Absence, type Ownership } from '../../store/sync/listings.ts';
import type { Db } from '../../store/open.ts';
import type { DealerCounts } from '../../sync/dealers.ts';
import type { AbsenceFindings } from './pass.ts';

type At = { readonly observation: number; readonly asOf: number; readonly dealers: DealerCounts };

/** Vehicles that left the lot: how many, and how many of ours by dealer, and which listings these are. */
export type Left = {
  readonly count: number;
  readonly own: ReadonlyMap<string, number>;
  readonly ownIds: readonly number[];
};
export const NOTHING_LEFT: Left = { count: 0, own: new Map(), ownIds: [] };

class LeftCounter {
  count = 0;
  readonly own = new Map<string, number>();
  readonly ownIds: number[] = [];

  add(id: number, { dealerId, own }: Ownership): void {
    this.count += 1;
    if (!own) return;
    this.own.set(dealerId, (this.own.get(dealerId) ?? 0) + 1);
    this.ownIds.push(id);
  }
}

/**
 * Writes who is missing, gone and back, and returns who is gone and was on the lot until now, as what was sold had left,
 * and which of ours are on the lot again.
 */
export function writeAbsences(
  db: Db,
  findings: AbsenceFindings,
  before: ReadonlyMap<number, Absence>,
  at: At,
): { readonly left: Left; readonly backIds: readonly number[] } {
  const write = absenceWriter(db);
  const left = new LeftCounter();
  const backIds: number[] = [];
  for (const id of findings.missing) write.missing(id, at.observation);
  for (const id of findings.gone) {
    const listing = write.gone(id, at.asOf);
    if (listing.isSold) continue;
    at.dealers.remove(listing.dealerId);
    left.add(id, listing);
  }
  for (const id of findings.returned) {
    const { dealerId, own, isSold } = write.returned(id);
    if (!(before.get(id)?.gone ?? false) || isSold) continue;
    at.dealers.add(dealerId, null);
    if (own) backIds.push(id);
  }
  return { left, backIds };
}

/** Writes what leaves because it was listed under no VIN at all: it is in no figure, as it was no vehicle. */
export function writeMistaken(
  db: Db,
  ids: readonly number[],
  before: ReadonlyMap<number, Absence>,
  at: At,
): void {
  const write = absenceWriter(db);
  for (const id of ids) {
    const { dealerId, isSold } = write.mistaken(id, at.observation, at.asOf);
    if (!isSold && !(before.get(id)?.gone ?? false)) at.dealers.remove(dealerId);
  }
}

/** Writes who is sold, which is at once, or is not any more, and returns who left the lot by it. Before {@link writeAbsences}. */
export function writeSold(
  db: Db,
  changes: Iterable<readonly [listingId: number, isSold: boolean]>,
  before: ReadonlyMap<number, Absence>,
  at: Pick<At, 'asOf' | 'dealers'>,
): Left {
  const write = absenceWriter(db);
  const left = new LeftCounter();
  for (const [id, isSold] of changes) {
    const listing = write.sold(id, isSold ? at.asOf : null);
    // What was gone is counted, or not, where it comes back.
    if (before.get(id)?.gone ?? false) continue;
    if (!isSold) at.dealers.add(listing.dealerId, null);
    else {
      at.dealers.remove(listing.dealerId);
      left.add(id, listing);
    }
  }
  return left;
}

type ByDealer = ReadonlyMap<string, number>;

/** For the figures of the day: how many of ours came and went, by dealer. */
export function writeCameAndWent(
  db: Db,
  sourceId: number,
  came: ByDealer,
  went: { readonly gone: ByDealer; readonly sold: ByDealer },
  now: number,
): void {
  const dealers = new Set([...came.keys(), ...went.gone.keys(), ...went.sold.keys()]);
  const moved = new Map(
    [...dealers].map((id) => {
      const sold = went.sold.get(id) ?? 0;
      return [id, { added: came.get(id) ?? 0, removed: (went.gone.get(id) ?? 0) + sold, sold }];
    }),
  );
  writeMoved(db, sourceId, moved, now);
}

export const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
