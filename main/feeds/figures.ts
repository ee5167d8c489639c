import type { Figures, Source } from '../../shared/lot.ts';
import { ownDealersOf, ownership } from '../../shared/ownership.ts';
import { addMoved, movedSince, NOT_MOVED, readDrop } from '../store/journal/day-figures.ts';
import { readMedians } from '../store/scores/medians.ts';
import type { Db } from '../store/open.ts';

/**
 * The strip of figures: of our vehicles in the sources there are, all of them or one dealer's. What other consoles and
 * programs publish, and what a removed source did, is in the list and in none of these.
 */
export function readFigures(
  db: Db,
  sources: readonly Source[],
  dealerId: string | null,
  now: number,
): Figures {
  const isAsked = (id: string): boolean => dealerId === null || id === dealerId;
  const ours = sources
    .map((source) => ({ source, dealers: ownDealersOf(source).filter(({ id }) => isAsked(id)) }))
    .filter(({ source, dealers }) => (dealerId === null ? source.role === 'own' : dealers.length > 0));
  const moved = sumMoved(db, sources, isAsked, startOfDay(now));
  const synced = ours.map(({ source }) => source.lastSyncAt).filter((at) => at !== null);
  return {
    vehicles: ours.flatMap(({ dealers }) => dealers).reduce((sum, { vehicles }) => sum + vehicles, 0),
    addedToday: moved.added,
    removedToday: moved.removed,
    soldToday: moved.sold,
    msrpChangesToday: moved.msrp,
    priceChangesToday: moved.price,
    biggestDrop: moved.drop === null ? null : readDrop(db, moved.drop),
    medians: readMedians(db, dealerId),
    lastSyncAt: synced.toSorted().at(-1) ?? null,
  };
}

/** What a source did as long as its dealer was ours and still is. */
function sumMoved(db: Db, sources: readonly Source[], isAsked: (id: string) => boolean, from: number) {
  const bySlug = new Map(sources.map((source) => [source.slug, source]));
  return movedSince(db, from)
    .filter(({ source: slug, dealerId }) => {
      const source = bySlug.get(slug);
      if (source === undefined || !isAsked(dealerId)) return false;
      const name = source.dealers.find(({ id }) => id === dealerId)?.name ?? null;
      return ownership(source)(dealerId, name);
    })
    .map(({ moved }) => moved)
    .reduce(addMoved, NOT_MOVED);
}

/** Local midnight of the day `now` falls in, unix ms. */
export function startOfDay(now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}
