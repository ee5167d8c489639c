import type { Db } from '../../store/open.ts';
import {
  kindsOf,
  peerReader,
  priceWithholder,
  spreadReader,
  usedListingReader,
  type Kind,
  type UsedListing,
} from '../../store/review/used-peers.ts';
import { isDigitEdit } from '../../sync/digits.ts';
import type { GuardLimits } from '../../sync/guard.ts';
import { isSpreadFar, viewOfPeers, type Peer } from '../../sync/peers.ts';
import type { ListingWriter } from './listing-writer.ts';

/**
 * What the guard of single rows cannot see: a used car's first price, and a large move of one, beside its peers, those in
 * the same file among them. Call once all rows are written, within the run's transaction, before its moves are reported.
 * Peers are read only for kinds whose prices lie far apart, which is nearly never.
 */
export function judgeByPeers(
  db: Db,
  writer: ListingWriter,
  limits: GuardLimits,
  observation: number,
): void {
  const read = { peers: peerReader(db), listing: usedListingReader(db) };
  judgeJumps(writer, limits, read);
  if (limits.off.has('price:peers')) return;
  const withhold = priceWithholder(db);
  const spread = spreadReader(db);
  const isSuspicious = (kind: Kind): boolean => {
    const found = spread(kind);
    return found !== null && isSpreadFar(found.lowest, found.highest, limits.peersFactor);
  };
  const far = [...firstPrices(db, writer, read, isSuspicious)].filter(
    ({ car, like }) => viewOfPeers(car, like, limits.peersFactor) === 'far off',
  );
  // All are checked before any is removed, so that the result does not depend on their order.
  for (const { car } of far) {
    const listing = read.listing(car.id);
    if (listing === null) continue;
    withhold(car.id, observation);
    writer.withholdPrice(car.id, { vin: listing.vin, currency: car.currency, price: car.price });
  }
}

type Readers = {
  readonly peers: (kind: Kind) => Peer[];
  readonly listing: (id: number) => UsedListing | null;
};
type Candidate = { readonly car: Peer; readonly like: readonly Peer[] };

/** Used cars whose first price came in this run, with what is listed of their kind, where that lies far apart. */
function* firstPrices(
  db: Db,
  writer: ListingWriter,
  { peers, listing }: Readers,
  isSuspicious: (kind: Kind) => boolean,
): Generator<Candidate> {
  const ids = writer.newIds;
  for (const kind of ids === null ? [] : kindsOf(db, ids)) {
    if (ids === null || !isSuspicious(kind)) continue;
    const like = peers(kind);
    for (const car of like)
      if (car.id >= ids.from && car.id < ids.below && car.year === kind.year) yield { car, like };
  }
  for (const id of writer.firstPriced()) {
    const found = listing(id);
    if (found === null || !isSuspicious(found)) continue;
    const like = peers(found);
    const car = like.find((peer) => peer.id === id);
    if (car !== undefined) yield { car, like };
  }
}

/** A large but plausible move that waits for a second observation waits for a person where its peers speak against it. */
function judgeJumps(writer: ListingWriter, limits: GuardLimits, { peers, listing }: Readers): void {
  for (const { listingId, known, found } of [...writer.held.newJumps()]) {
    const car = listing(listingId);
    if (car === null) continue;
    const like = peers(car);
    const viewOf = (price: number) => viewOfPeers({ ...car, price }, like, limits.peersFactor);
    const [before, now] = [viewOf(known), viewOf(found)];
    if (now === 'far off' && before !== 'far off' && !limits.off.has('price:peers')) {
      writer.held.quarantine(listingId, 'price:peers');
    } else if (
      (now === 'off' || now === 'far off') &&
      before === 'in line' &&
      isDigitEdit(known, found) &&
      !limits.off.has('price:digits')
    ) {
      writer.held.quarantine(listingId, 'price:digits');
    }
  }
}
