import { listingFacts, mappedColumns, type MappedColumns } from '../../scoring/facts.ts';
import { NO_CHANNELS, type ScoreInput } from '../../scoring/input.ts';
import type { DealerSignals } from '../../scoring/signals.ts';
import type { ScorableListing, ScorableSource } from '../../store/scores/scorable.ts';
import { lastSeenAt, type MarketSnapshot } from './market-snapshot.ts';

/** Turns stored listings into what the scores are a function of. */
export class InputReader {
  readonly #snapshot: MarketSnapshot;
  readonly #sources: ReadonlyMap<number, ScorableSource>;
  readonly #signals: ReadonlyMap<string, DealerSignals>;
  readonly #columns = new Map<number, MappedColumns>();

  /** @param signals by dealer id, lower case. */
  constructor(
    snapshot: MarketSnapshot,
    sources: ReadonlyMap<number, ScorableSource>,
    signals: ReadonlyMap<string, DealerSignals>,
  ) {
    this.#snapshot = snapshot;
    this.#sources = sources;
    this.#signals = signals;
  }

  /** Whether this listing is the one of its VIN that is scored; the others are its channels. */
  isPrimary(listing: ScorableListing): boolean {
    const channels = this.#snapshot.channels.get(listing.vin);
    return channels === undefined || channels[0]?.listingId === listing.id;
  }

  read(listing: ScorableListing): ScoreInput {
    const source = this.#sources.get(listing.sourceId);
    if (source === undefined) throw new Error(`Listing ${listing.id} has no source`);
    const photos = lines(listing.photos);
    const channels = this.#snapshot.channels.get(listing.vin);
    const { description, title } = listing;
    return {
      vin: listing.vin,
      dealerId: listing.dealerId,
      dealerName: listing.dealerName,
      dealerLocation: listing.dealerLocation,
      condition: listing.condition,
      year: listing.year,
      make: listing.make,
      model: listing.model,
      trim: listing.trim,
      mileage: listing.mileage,
      msrp: listing.msrp,
      price: listing.price,
      currency: listing.currency,
      columns: this.#columnsOf(source),
      facts: listingFacts({
        year: listing.year,
        make: listing.make,
        model: listing.model,
        trim: listing.trim,
        bodyStyle: listing.bodyStyle,
        exteriorColor: listing.exteriorColor,
        interiorColor: listing.interiorColor,
        engine: listing.engine,
        transmission: listing.transmission,
        drivetrain: listing.drivetrain,
        fuel: listing.fuel,
        url: listing.url,
        photos,
        options: lines(listing.options),
        title,
        description,
      }),
      uniquePhotos: photos.reduce((n, photo) => n + (this.#snapshot.photos.isUnique(photo) ? 1 : 0), 0),
      uniqueText: description !== null && this.#snapshot.texts.isUnique(description.trim()),
      vinConflict: listing.conflict === 1,
      held: listing.held,
      channels: channels?.filter((channel) => channel.listingId !== listing.id) ?? NO_CHANNELS,
      feedSeenAt: lastSeenAt(listing, source),
      listingChangedAt: listing.changedAt,
      dateInStock: listing.dateInStock,
      firstSeenAt: listing.firstSeen,
      addedAfterBaseline: listing.baseline === 0,
      signals:
        this.#signals.get(listing.dealerId.toLowerCase()) ??
        this.#signals.get((listing.dealerName ?? '').toLowerCase()) ??
        null,
    };
  }

  #columnsOf(source: ScorableSource): MappedColumns {
    const known = this.#columns.get(source.id);
    if (known !== undefined) return known;
    const columns = mappedColumns(source.mapped);
    this.#columns.set(source.id, columns);
    return columns;
  }
}

const NO_LINES: readonly string[] = [];
const lines = (text: string | null): readonly string[] => (text === null ? NO_LINES : text.split('\n'));
