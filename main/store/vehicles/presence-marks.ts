import type { PresenceMark } from '../../../shared/vehicle.ts';
import { toIso } from '../../../shared/units.ts';
import { readPresence } from '../journal/journal-read.ts';
import type { Reader } from '../open.ts';
import { statusHistory } from './history.ts';

type Listing = {
  readonly id: number;
  readonly vin: string;
  readonly source: string;
  /** Unix ms; null = it is neither. */
  readonly gone_at: number | null;
  readonly sold_at: number | null;
};

/**
 * When a listing was sold, left and came back, in the order it happened: by what its feed said, by what the journal has of
 * its absences, and by how it stands now, which earlier versions and competitors have alone.
 */
export function presenceMarks(db: Reader, listing: Listing): PresenceMark[] {
  const { id, vin, source, gone_at: goneAt, sold_at: soldAt } = listing;
  const marks: { at: number; kind: PresenceMark['kind'] }[] = [];
  for (const { old, new: now, asOf } of statusHistory(db, id)) {
    if (now === 'sold') marks.push({ at: asOf, kind: 'sold' });
    else if (old === 'sold') marks.push({ at: asOf, kind: 'back' });
  }
  for (const { state, ts } of readPresence(db, vin, source))
    if (state !== 'new') marks.push({ at: Date.parse(ts), kind: state });
  const has = (kind: PresenceMark['kind'], at: number): boolean =>
    marks.some((mark) => mark.kind === kind && mark.at === at);
  if (soldAt !== null && !has('sold', soldAt)) marks.push({ at: soldAt, kind: 'sold' });
  if (goneAt !== null && soldAt === null && !has('gone', goneAt)) marks.push({ at: goneAt, kind: 'gone' });
  return marks.toSorted((a, b) => a.at - b.at).map(({ at, kind }) => ({ asOf: toIso(at), kind }));
}
