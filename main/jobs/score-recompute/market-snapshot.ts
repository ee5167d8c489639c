import { isOffMarket } from '../../../shared/status.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { MarketBuilder, type Market } from '../../scoring/comparables.ts';
import type { Channel } from '../../scoring/input.ts';
import type { MarketListing } from '../../scoring/market/listing.ts';
import type { ScoreSettings } from '../../scoring/model.ts';
import type { Reader } from '../../store/open.ts';
import { snapshotPages, type ScorableSource, type SnapshotListing } from '../../store/scores/scorable.ts';
import type { Dirty } from '../../store/scores/dirty.ts';
import { DirtyModels } from './scope.ts';
import { ownerOf, SharedValues } from './shared-values.ts';

/** What the scores of one vehicle need to know of all others. */
export type MarketSnapshot = {
  readonly market: Market;
  readonly photos: SharedValues;
  readonly texts: SharedValues;
  /** Own listings of a VIN in several sources, the one that counts first; other VINs have no entry. */
  readonly channels: ReadonlyMap<string, readonly OwnListing[]>;
  readonly dirtyModels: DirtyModels;
  /** Vehicles of ours that a sync dirty in a source whose listing of them is not the one that is scored. */
  readonly dirtyElsewhere: readonly Dirty[];
  /** Own listings on the lot. */
  readonly own: number;
};

export type OwnListing = Channel & { readonly listingId: number };

/**
 * Reads every listing once, own and competitors', and gathers market, shared photos and texts, and VINs that stand in
 * several sources.
 * @throws LotwatchError `cancelled`.
 */
export function takeMarketSnapshot(
  db: Reader,
  options: {
    readonly asOf: number;
    readonly settings: ScoreSettings;
    readonly sources: ReadonlyMap<number, ScorableSource>;
    readonly dirty: readonly Dirty[];
    readonly isCancelled: () => boolean;
    readonly onRows: (rows: number) => void;
  },
): MarketSnapshot {
  const { asOf, settings, sources } = options;
  const builder = new MarketBuilder({ asOf, settings, historyStart: historyStart(sources) });
  const photos = new SharedValues();
  const texts = new SharedValues();
  const dirtyIds = new Set(options.dirty.map((entry) => entry.listingId));
  const dirtyModels = new DirtyModels();
  const channels = new ChannelList(sources);
  let rows = 0;
  let own = 0;
  for (const page of snapshotPages(db)) {
    if (options.isCancelled()) {
      throw new LotwatchError(
        'cancelled',
        'Cancelled before any vehicle was scored; all keep their old scores',
      );
    }
    for (const listing of page) {
      const source = sources.get(listing.sourceId);
      if (source === undefined) continue;
      if (dirtyIds.has(listing.id)) dirtyModels.add(listing);
      builder.add(toMarket(listing, source));
      if (listing.goneAt !== null) continue;
      const owner = ownerOf(listing.vin);
      if (listing.photos !== null) for (const photo of listing.photos.split('\n')) photos.add(photo, owner);
      if (listing.description !== null) texts.add(listing.description.trim(), owner);
      if (listing.own === 1) {
        own += 1;
        channels.add(listing, source);
      }
    }
    rows += page.length;
    options.onRows(rows);
  }
  const repeated = channels.repeated();
  const dirtyElsewhere = scoredInstead(repeated, options.dirty);
  return {
    market: builder.build(),
    photos,
    texts,
    channels: repeated,
    dirtyModels,
    dirtyElsewhere,
    own,
  };
}

/** The scored listing of each VIN of which another listing was dirty: its price is held against theirs. */
function scoredInstead(
  channels: ReadonlyMap<string, readonly OwnListing[]>,
  dirty: readonly Dirty[],
): Dirty[] {
  const byId = new Map(dirty.map((entry) => [entry.listingId, entry]));
  const due: Dirty[] = [];
  for (const [scored, ...others] of channels.values()) {
    const other = others.map(({ listingId }) => byId.get(listingId)).find((entry) => entry !== undefined);
    if (scored === undefined || other === undefined || byId.has(scored.listingId)) continue;
    due.push({ listingId: scored.listingId, reason: 'channel_change', asOf: other.asOf });
  }
  return due;
}

/** When the newest copy of its feed that held it was made. */
export function lastSeenAt(listing: SnapshotListing, source: ScorableSource): number {
  if (listing.absentFrom === null) return source.lastAsOf ?? listing.firstSeen;
  return source.observations.get(listing.absentFrom - 1) ?? listing.firstSeen;
}

const toMarket = (listing: SnapshotListing, source: ScorableSource): MarketListing => ({
  vin: listing.vin,
  dealerId: listing.dealerId,
  condition: listing.condition,
  year: listing.year,
  make: listing.make,
  model: listing.model,
  trim: listing.trim,
  mileage: listing.mileage,
  msrp: listing.msrp,
  price: listing.price,
  currency: listing.currency,
  photos: source.mapped['photos'] === undefined ? null : countLines(listing.photos),
  lastSeenAt: lastSeenAt(listing, source),
  sold: isOffMarket(listing.status),
  goneAt: listing.goneAt,
});

function countLines(text: string | null): number {
  if (text === null) return 0;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** Vehicles that vanish are only known from the first observation of any source on. */
function historyStart(sources: ReadonlyMap<number, ScorableSource>): number | null {
  const starts = [...sources.values()].flatMap((source) => [...source.observations.values()]);
  return starts.length === 0 ? null : starts.reduce((first, at) => Math.min(first, at));
}

/** Own listings by VIN, kept only where several sources could hold one. */
class ChannelList {
  readonly #isOfUse: boolean;
  readonly #byVin = new Map<string, OwnListing[]>();

  constructor(sources: ReadonlyMap<number, ScorableSource>) {
    this.#isOfUse = sources.size > 1;
  }

  add(listing: SnapshotListing, source: ScorableSource): void {
    if (!this.#isOfUse) return;
    const entry = { source: source.slug, price: listing.price, listingId: listing.id };
    const list = this.#byVin.get(listing.vin);
    if (list === undefined) this.#byVin.set(listing.vin, [entry]);
    else list.push(entry);
  }

  repeated(): Map<string, readonly OwnListing[]> {
    return new Map([...this.#byVin].filter(([, list]) => list.length > 1));
  }
}
