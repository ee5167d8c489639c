import type { ListingRow } from '../../../shared/listing.ts';
import type { VehicleStatus } from '../../../shared/status.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { NoticeBook } from '../../sources/notice-book.ts';
import type { ParsedRow, RecordBatch, Snapshot } from '../../sources/snapshot.ts';
import type { Absence, KnownListing } from '../../store/sync/listings.ts';
import { parseStatus } from '../../sources/parse/status.ts';
import { BATCH_RECORDS } from '../../sources/read/records.ts';
import {
  compare,
  firstSight,
  isOtherMoney,
  type CompareRules,
  type Comparison,
} from '../../sync/compare.ts';
import { guardRow, type GuardLimits } from '../../sync/guard.ts';
import type { MoveWatch } from '../../sync/guard-sync.ts';
import { claimOf, isStronger, standingClaim } from '../../sync/duplicates.ts';
import { IdSet } from '../../sync/id-set.ts';
import { NO_HASH, type RowHashes } from '../../sync/row-hashes.ts';
import type { EarlierRow } from './conflicts.ts';
import type { SyncHooks } from './input.ts';
import type { ListingWriter } from './listing-writer.ts';
import type { Pending } from './pending.ts';
import type { ProblemList } from './problem-list.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** Changed rows held in memory before they are written: what bounds a sync's memory (rules 13). */
const MAX_PENDING = 20_000;
/** Once the write lock is held anyway, holding rows back only makes garbage of them that outlives its youth. */
const MAX_PENDING_WRITING = 1_000;

const NO_PRICES: readonly null[] = [];

/** A row that was read, with what was known of its VIN before this file. */
type ReadRow = {
  readonly position: number;
  readonly parsed: ParsedRow;
  readonly known: KnownListing | null;
};

export type PassCounts = { rows: number; duplicates: number; rejected: number };

/**
 * Reads a snapshot once: unchanged rows cost a hash, the others are parsed and compared. Of the rows of
 * one VIN the strongest claim wins. Nothing is written before the end unless more than MAX_PENDING rows changed.
 */
export class SyncPass {
  readonly seen = new IdSet();
  /** Rows of listings that were absent and stand again as they stood, so that the row itself was not read. */
  readonly returned = new Map<number, number>();
  readonly counts: PassCounts = { rows: 0, duplicates: 0, rejected: 0 };
  /** What the rows say together and beside what is known. */
  readonly notices = new NoticeBook();
  /** The VIN of all rows that were read; null where they are of several. */
  sole: string | null | undefined;
  /** Listings of which only rows were read so far that cannot be used. */
  readonly #unreadable = new IdSet();
  readonly #hashes: RowHashes;
  readonly #writer: ListingWriter;
  readonly #rules: CompareRules;
  readonly #limits: GuardLimits;
  readonly #moves: MoveWatch;
  readonly #absent: ReadonlyMap<number, Absence>;
  readonly #problems: ProblemList;
  readonly #baseline: boolean;
  readonly #isOwn: (row: ListingRow) => boolean;
  readonly #maxPending: number;
  /** Listings whose rows in this batch are unchanged, by position; 0 = a changed row. */
  readonly #ids = new Uint32Array(BATCH_RECORDS);

  constructor(parts: {
    hashes: RowHashes;
    writer: ListingWriter;
    rules: CompareRules;
    limits: GuardLimits;
    moves: MoveWatch;
    absences: ReadonlyMap<number, Absence>;
    problems: ProblemList;
    baseline: boolean;
    isOwn: (row: ListingRow) => boolean;
    maxPending?: number | undefined;
  }) {
    this.#maxPending = parts.maxPending ?? MAX_PENDING;
    this.#hashes = parts.hashes;
    this.#writer = parts.writer;
    this.#rules = parts.rules;
    this.#limits = parts.limits;
    this.#moves = parts.moves;
    this.#absent = parts.absences;
    this.#problems = parts.problems;
    this.#baseline = parts.baseline;
    this.#isOwn = parts.isOwn;
  }

  read(snapshot: Snapshot, hooks: SyncHooks): void {
    for (const batch of snapshot.batches()) {
      if (hooks.isCancelled())
        throw new LotwatchError('cancelled', 'The sync was cancelled; nothing of this file was stored');
      this.#take(batch);
      hooks.onProgress({
        phase: 'reading',
        rows: this.counts.rows,
        bytes: batch.bytesRead,
        totalBytes: snapshot.bytes,
      });
    }
  }

  #take(batch: RecordBatch): void {
    this.counts.rows += batch.count;
    const missed: number[] = [];
    for (let position = 0; position < batch.count; position += 1) {
      const id = this.#hashes.find(batch.hashLow[position] ?? 0, batch.hashHigh[position] ?? 0);
      this.#ids[position] = id;
      if (id === 0) missed.push(position);
    }
    const read = this.#read(batch, missed, false);
    const again = this.#passOver(batch, new Set(read.map(({ known }) => known?.id ?? 0)));
    if (again.length > 0) {
      read.push(...this.#read(batch, again, true));
      read.sort((a, b) => a.position - b.position);
    }
    for (const { position, parsed, known } of read) {
      this.#handle(parsed, known, batch.hashLow[position] ?? 0, batch.hashHigh[position] ?? 0);
    }
  }

  /** Whether only its count of days in stock is another one, by the days that have passed; it is then passed over. */
  #standsAsItStood(position: number, parsed: ParsedRow): boolean {
    if (parsed.hash === undefined) return false;
    const id = this.#hashes.find(parsed.hash.low, parsed.hash.high);
    this.#ids[position] = id;
    return id !== 0;
  }

  /** @param all also those that say what they said, because another row of their VIN does not */
  #read(batch: RecordBatch, positions: readonly number[], all: boolean): ReadRow[] {
    if (positions.length === 0) return [];
    const rows = batch.parse(positions);
    return positions.flatMap((position, index) => {
      const parsed = rows[index];
      if (parsed === undefined)
        throw new Error(`The reader gave ${rows.length} rows for ${positions.length} records`);
      if (!all && this.#standsAsItStood(position, parsed)) return [];
      const isListed = parsed.listing !== null && !this.#baseline;
      return [{ position, parsed, known: isListed ? this.#writer.known(parsed.listing.vin) : null }];
    });
  }

  /**
   * Counts unchanged rows as seen. Returns those of a VIN that this file, in this batch or before,
   * also lists with other words: they must be read after all, because one of a VIN's rows counts.
   */
  #passOver({ count, firstRow }: RecordBatch, changedHere: ReadonlySet<number>): number[] {
    const again: number[] = [];
    for (let position = 0; position < count; position += 1) {
      const id = this.#ids[position] ?? 0;
      if (id === 0) continue;
      this.sole = null;
      if (this.#absent.has(id)) this.returned.set(id, firstRow + position);
      if (changedHere.has(id) || this.#writer.isReread(id)) again.push(position);
      else if (!this.seen.add(id)) this.counts.duplicates += 1;
    }
    return again;
  }

  #handle(parsed: ParsedRow, known: KnownListing | null, low: number, high: number): void {
    for (const warning of parsed.warnings) this.#problems.warn(warning);
    if (parsed.rejected !== null || parsed.listing === null) {
      this.counts.rejected += 1;
      if (parsed.rejected !== null) this.#problems.reject(parsed.rejected);
      // The car stands there, only unreadable: it must not count as absent.
      const id = parsed.vin === null ? null : this.#writer.idOf(parsed.vin);
      if (id !== null && this.seen.add(id)) this.#unreadable.add(id);
      return;
    }
    const isTold = parsed.warnings.length > 0 || parsed.isNoted === true;
    const hash = isTold ? NO_HASH : (parsed.hash ?? { low, high });
    const isCounted = parsed.isStockDateCounted === true;
    const row = isCounted ? settleStockDate(parsed.listing, known) : parsed.listing;
    this.#handleListing(row, parsed, known, hash);
  }

  #handleListing(
    row: ListingRow,
    { row: number, dated, prices = NO_PRICES }: ParsedRow,
    known: KnownListing | null,
    hash: { low: number; high: number },
  ): void {
    this.sole = this.sole === undefined || this.sole === row.vin ? row.vin : null;
    const holds = this.#writer.holds(known);
    const claim = claimOf(row, dated ?? null, known, holds);
    const earlier = this.#earlier(row.vin, known);
    const conflict = earlier !== null && (earlier.msrp !== row.msrp || earlier.price !== row.price);
    if (earlier !== null) this.counts.duplicates += 1;
    if (conflict) this.#noteConflict(row.vin, number);
    if (earlier !== null && !isStronger(claim, earlier.claim)) {
      if (conflict) this.#writer.markConflict(row.vin, known);
      return;
    }
    if (known !== null) this.seen.add(known.id);
    if (known !== null) this.#moves.add(known.id, known, row, holds);
    const guarded = guardRow(row, known, holds, this.#limits, this.#rules, this.#writer.past(known));
    const comparison = this.#compare(guarded?.row ?? row, guarded?.known ?? known);
    if (known !== null) this.#noteCurrencies(known, row, comparison);
    const pending: Pending = {
      order: number,
      row,
      prices,
      own: this.#isOwn(row),
      known,
      comparison,
      claim,
      conflict: conflict || (earlier?.conflict ?? false),
      // What is held must be read every time: it may be the second observation that it waits for.
      hash:
        conflict || earlier?.conflict === true || (guarded !== null && guarded.held !== 0) ? NO_HASH : hash,
      guarded,
    };
    this.#writer.put(pending);
    const limit = this.#writer.isWriting
      ? Math.min(this.#maxPending, MAX_PENDING_WRITING)
      : this.#maxPending;
    if (this.#writer.pendingSize > limit) this.#writer.flush();
  }

  /** The row of the VIN that counts so far; one that was passed over is what is known. */
  #earlier(vin: string, known: KnownListing | null): EarlierRow | null {
    const earlier = this.#writer.earlierInFile(vin, known);
    const isPassedOver = known !== null && this.seen.has(known.id) && !this.#unreadable.has(known.id);
    if (earlier !== null || !isPassedOver) return earlier;
    return { msrp: known.msrp, price: known.price, conflict: false, claim: standingClaim(known) };
  }

  #noteConflict(vin: string, row: number): void {
    this.notices.note({ code: 'conflict', field: null, column: null, value: null }, vin);
    const reason =
      'This VIN is in the file more than once with different prices; the row of the newest date counts, else the one that says what was known, else the last';
    this.#problems.warn({ row, column: null, value: vin, reason });
  }

  #noteCurrencies(known: KnownListing, row: ListingRow, { moves }: Comparison): void {
    for (const { field, cause } of moves) {
      if (cause !== 'rebase' || !isOtherMoney(field, known, row)) continue;
      this.notices.note({ code: 'other-currency', field, column: null, value: row.currency }, row.vin);
    }
  }

  #compare(row: ListingRow, known: KnownListing | null): Comparison {
    if (known === null) return firstSight(row, this.#rules.observation);
    const photos = row.photos.length === 0 ? null : row.photos.join('\n');
    return compare({ ...known, status: statusOf(known) }, row, { photos }, this.#rules);
  }
}

/** Of a listing that an earlier version stored only its row's text says it. */
const statusOf = ({ status, availability }: KnownListing): VehicleStatus | null =>
  status ?? (availability === null ? null : parseStatus(availability));

/** A date that was counted back moves by a day with the hour of the feed; the day that we have is as right. */
function settleStockDate(row: ListingRow, known: KnownListing | null): ListingRow {
  const [before, now] = [known?.dateInStock ?? null, row.dateInStock];
  if (before === null || now === null || Math.abs(now - before) > DAY_MS) return row;
  return { ...row, dateInStock: before };
}

/** What the observation says about absence, by listing id. */
export type AbsenceFindings = {
  readonly missing: number[];
  readonly gone: number[];
  readonly returned: number[];
};

/** Pure: who is missing for the first time, who is gone (second time), who is back (rules 4). */
export function findAbsences(
  hashes: RowHashes,
  seen: IdSet,
  before: ReadonlyMap<number, Absence>,
  isObservation: boolean,
): AbsenceFindings {
  const findings: AbsenceFindings = { missing: [], gone: [], returned: [] };
  for (const { id } of before.values()) if (seen.has(id)) findings.returned.push(id);
  if (!isObservation) return findings;
  for (let entry = 0; entry < hashes.size; entry += 1) {
    const id = hashes.idAt(entry);
    if (seen.has(id)) continue;
    const absence = before.get(id);
    if (absence === undefined) findings.missing.push(id);
    else if (!absence.gone) findings.gone.push(id);
  }
  return findings;
}
