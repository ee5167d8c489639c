import {
  nextListingId,
  type Absence,
  type KnownListing,
  type ListingTable,
} from '../../store/sync/listings.ts';
import type { Db } from '../../store/open.ts';
import type { AdvertisedRow, AdvertisedWriter } from '../../store/vehicles/advertised-write.ts';
import { holdReader, type ListingHolds } from '../../store/review/held-values.ts';
import { pastReader } from '../../store/vehicles/history.ts';
import { reasonOf, type DirtyReason } from '../../store/scores/dirty.ts';
import { overwrites } from '../../sync/compare.ts';
import { NO_HOLDS, type Past } from '../../sync/guard.ts';
import type { DealerCounts } from '../../sync/dealers.ts';
import { factsOf } from '../../sync/guard-sync.ts';
import { IdSet } from '../../sync/id-set.ts';
import { VinFilter } from '../../sync/vin-filter.ts';
import { NO_HASH, type RowHashesBuilder } from '../../sync/row-hashes.ts';
import type { RunningWork } from '../run/own-run.ts';
import { Conflicts, type EarlierRow } from './conflicts.ts';
import { HeldList } from './held-list.ts';
import type { Moved, Pending } from './pending.ts';
import { SoldWatch } from './sold-watch.ts';

type Settings = {
  readonly asOf: number;
  readonly baseline: boolean;
  readonly absences: ReadonlyMap<number, Absence>;
  readonly dealers: DealerCounts;
  readonly hashes: RowHashesBuilder;
  readonly advertised: AdvertisedWriter;
};

/**
 * Holds changed rows until they are flushed, one for each VIN. The first flush takes the write lock and
 * keeps it to the end of the run, so what is flushed early is committed, or lost, with the rest.
 */
export class ListingWriter {
  readonly #db: Db;
  readonly #run: RunningWork;
  readonly #table: ListingTable;
  readonly #settings: Settings;
  readonly #pending = new Map<string, Pending>();
  /** VINs this run added and already wrote; the table itself says which id they have. */
  readonly #addedVins = new VinFilter();
  /** Known listings with a pending or written row. */
  readonly #reread = new IdSet();
  readonly #updated = new IdSet();
  /** Those of them that scores now read otherwise than before. */
  readonly #scored = new IdSet();
  readonly #moved = new Map<number, Moved>();
  /** Who is sold now and was not before this run, and the other way round. */
  readonly sold = new SoldWatch();
  /** Values from before this run, of listings whose money it has overwritten already. */
  readonly #originals = new Map<number, KnownListing>();
  readonly #conflicts = new Conflicts();
  readonly #holds: (listingId: number) => ListingHolds;
  readonly #past: ReturnType<typeof pastReader>;
  /** What the guard held back or released. */
  readonly held = new HeldList();
  /** Ids from here on are this run's: it holds the write lock from before the first is given. */
  #firstId = Infinity;
  #nextId = 0;
  added = 0;
  /** Of those added, ours, by dealer. */
  readonly ownAdded = new Map<string, number>();

  /** @param run whose transaction is written in */
  constructor(db: Db, run: RunningWork, table: ListingTable, settings: Settings) {
    this.#db = db;
    this.#run = run;
    this.#table = table;
    this.#settings = settings;
    this.#holds = holdReader(db);
    this.#past = pastReader(db);
  }

  get pendingSize(): number {
    return this.#pending.size;
  }

  /** Whether this run has begun to write, and so holds the write lock. */
  get isWriting(): boolean {
    return this.#run.isWriting;
  }

  get moved(): Moved[] {
    return [...this.#moved.values()].toSorted((a, b) => a.order - b.order);
  }

  /** Ownership scores are due: what this run added, and what it found changed in anything that scores are made of. */
  *dirty(): Generator<[listingId: number, reason: DirtyReason]> {
    for (const id of this.#scored.values()) yield [id, reasonOf(this.#moved.get(id))];
    for (let id = this.#firstId; id < this.#nextId; id += 1) yield [id, reasonOf(this.#moved.get(id))];
  }

  /** Whether this run has read another row of this listing. */
  isReread(id: number): boolean {
    return this.#reread.has(id);
  }

  /** Whether the listing's stored row, and with it its hash, was replaced. */
  isUpdated(id: number): boolean {
    return this.#updated.has(id);
  }

  /** As known before this run, whatever this run has written meanwhile. */
  known(vin: string): KnownListing | null {
    const pending = this.#pending.get(vin);
    if (pending !== undefined) return pending.known;
    const found = this.#table.find(vin);
    if (found === null || found.id >= this.#firstId) return null;
    return this.#originals.get(found.id) ?? found;
  }

  /** What was held of it before this run; nearly always nothing, and then nothing is asked. */
  holds(known: KnownListing | null): ListingHolds {
    return known === null || known.held === 0 ? NO_HOLDS : this.#holds(known.id);
  }

  /** What its money was before; the guard asks only where a row is suspicious. */
  past(known: KnownListing | null): Past {
    return (field) => (known === null ? [] : this.#past(known.id, field));
  }

  /** Of the vehicles this run added; null = none. */
  get newIds(): { readonly from: number; readonly below: number } | null {
    return this.#firstId === Infinity ? null : { from: this.#firstId, below: this.#nextId };
  }

  /** Vehicles known before whose first price this run brought. */
  *firstPriced(): Generator<number> {
    for (const { listingId, isNew, moves } of this.#moved.values()) {
      if (!isNew && moves.some(({ field, cause }) => field === 'price' && cause === 'first'))
        yield listingId;
    }
  }

  /** The stored first price was removed: it is held, its move is not reported, and its row is read again next time. */
  withholdPrice(id: number, value: { vin: string; currency: string | null; price: number }): void {
    this.#settings.hashes.replace(id, NO_HASH.low, NO_HASH.high);
    this.held.withhold(id, value);
    const moved = this.#moved.get(id);
    if (moved === undefined) return;
    const moves = moved.moves.filter(({ field }) => field !== 'price');
    if (moves.length === 0 && (moved.status ?? null) === null) this.#moved.delete(id);
    else this.#moved.set(id, { ...moved, moves });
  }

  idOf(vin: string): number | null {
    return this.#table.find(vin)?.id ?? null;
  }

  /** What an earlier row of this file said of the VIN, or null where it had none; `known` as {@link known} says. */
  earlierInFile(vin: string, known: KnownListing | null): EarlierRow | null {
    const pending = this.#pending.get(vin);
    if (pending !== undefined) return { ...pending, msrp: pending.row.msrp, price: pending.row.price };
    const isWritten = known === null ? this.#addedVins.mayHave(vin) : this.#updated.has(known.id);
    const found = isWritten ? this.#table.find(vin) : null;
    if (found === null || (known === null && found.id < this.#firstId)) return null;
    return this.#conflicts.earlier(found, known, this.held.found(found.id) ?? found);
  }

  /** A row of the VIN disagrees with the one that counts: both are read again next time. */
  markConflict(vin: string, known: KnownListing | null): void {
    const pending = this.#pending.get(vin);
    if (pending !== undefined) {
      this.#pending.set(vin, { ...pending, conflict: true, hash: NO_HASH });
      return;
    }
    const id = known?.id ?? this.#idAdded(vin);
    if (id !== null) this.#conflicts.mark(id);
  }

  put(pending: Pending): void {
    this.#pending.set(pending.row.vin, pending);
    if (pending.known !== null) this.#reread.add(pending.known.id);
  }

  /** Writes what is pending; begins the run's transaction where it has not begun. */
  flush(): void {
    this.#run.begin();
    const added: Pending[] = [];
    for (const pending of this.#pending.values()) {
      if (pending.known === null) added.push(pending);
      else this.#writeKnown(pending, pending.known);
    }
    this.#pending.clear();
    // In the order of the index on VINs: neighbours there share its pages, and ids are given as they come anyway.
    added.sort((a, b) => (a.row.vin < b.row.vin ? -1 : 1));
    for (const pending of added) this.#writeNew(pending);
    for (const id of this.#conflicts.flag(this.#table, this.#settings.hashes)) this.#scored.add(id);
  }

  #state(pending: Pending) {
    const { own, conflict, comparison, guarded } = pending;
    const held = guarded?.held ?? 0;
    const { moves: _, statusMove: __, listingChanged, ...values } = comparison;
    const changedAt = listingChanged ? this.#settings.asOf : null;
    return { own, conflict, held, ...values, changedAt };
  }

  #writeNew(pending: Pending): void {
    const { row, hash } = pending;
    const again = this.#idAdded(row.vin);
    if (again !== null) {
      this.#table.update(again, row, this.#state(pending));
      this.#settings.hashes.replace(again, hash.low, hash.high);
      this.#settings.advertised.put(again, advertisedRow(pending));
      this.#note(again, pending);
      return;
    }
    if (this.#firstId === Infinity) this.#firstId = this.#nextId = nextListingId(this.#db);
    const id = this.#nextId;
    this.#nextId += 1;
    this.added += 1;
    if (pending.own) this.ownAdded.set(row.dealerId, (this.ownAdded.get(row.dealerId) ?? 0) + 1);
    const { asOf, baseline, dealers, hashes, advertised } = this.#settings;
    this.#addedVins.add(row.vin);
    this.#table.insert(id, row, this.#state(pending), { baseline, at: asOf });
    dealers.add(row.dealerId, row.dealerName);
    hashes.add(id, hash.low, hash.high);
    advertised.add(id, advertisedRow(pending));
    this.#note(id, pending);
  }

  /** The id of a vehicle this run has written as new before. */
  #idAdded(vin: string): number | null {
    if (!this.#addedVins.mayHave(vin)) return null;
    const found = this.#table.find(vin);
    return found !== null && found.id >= this.#firstId ? found.id : null;
  }

  #writeKnown(pending: Pending, known: KnownListing): void {
    const { row, hash, comparison } = pending;
    if (this.#table.update(known.id, row, this.#state(pending))) this.#scored.add(known.id);
    const { absences, dealers, hashes, advertised } = this.#settings;
    if (this.#updated.add(known.id)) {
      hashes.add(known.id, hash.low, hash.high);
      // A listing that is gone is not counted; its return counts it, at its new dealer.
      const isOnLot = known.soldAt === null && !(absences.get(known.id)?.gone ?? false);
      if (isOnLot && row.dealerId !== known.dealerId) {
        dealers.remove(known.dealerId);
        dealers.add(row.dealerId, row.dealerName);
      }
    } else {
      hashes.replace(known.id, hash.low, hash.high);
    }
    if (known.held !== (pending.guarded?.held ?? 0) || overwrites(known, comparison))
      this.#originals.set(known.id, known);
    advertised.put(known.id, advertisedRow(pending));
    this.#note(known.id, pending);
  }

  /** The row that counts decides whether it moved, or is held, at all. A baseline reports no moves. */
  #note(listingId: number, pending: Pending): void {
    this.#conflicts.written(listingId, pending);
    this.held.note(listingId, pending);
    this.sold.note(listingId, pending);
    if (this.#settings.baseline) return;
    const { row, comparison, order, own, known } = pending;
    if (comparison.moves.length === 0 && comparison.statusMove === null) {
      this.#moved.delete(listingId);
      return;
    }
    const { vin, dealerId } = row;
    this.#moved.set(listingId, {
      order,
      listingId,
      isNew: known === null,
      own,
      vin,
      dealerId,
      currency: row.currency ?? comparison.currency,
      facts: factsOf(row),
      moves: comparison.moves,
      status: comparison.statusMove,
    });
  }
}

const advertisedRow = ({ row: { vin, currency }, order, prices }: Pending): AdvertisedRow => ({
  vin,
  row: order,
  currency,
  prices,
});
