import type { StatementSync } from 'node:sqlite';
import type { PriceColumn } from '../../../shared/prices.ts';
import { toIso } from '../../../shared/units.ts';
import type { Db } from '../open.ts';
import { fileHasher } from './advertised-hash.ts';
import { insertPriceFile, priceFileReader, toCents, toText, type PriceFile } from './price-files.ts';

/** A vehicle's prices as a row gives them; cents in the order of the file's columns. */
export type AdvertisedRow = {
  readonly vin: string;
  readonly row: number;
  readonly currency: string | null;
  readonly prices: readonly (number | null)[];
};

type Last = {
  readonly n: number;
  readonly fileId: number;
  readonly currency: string | null;
  readonly prices: string | null;
  readonly hash: string;
};

type LastRow = readonly [
  n: number,
  fileId: number,
  currency: string | null,
  prices: string | null,
  hash: string,
];

/** Records what one file advertises, for every listing whose prices are other ones than last recorded. */
export class AdvertisedWriter {
  readonly #db: Db;
  readonly #file: PriceFile;
  readonly #hash: ReturnType<typeof fileHasher>;
  readonly #insert: StatementSync;
  readonly #last: StatementSync;
  readonly #drop: StatementSync;
  readonly #vin: StatementSync;
  readonly #at: StatementSync;
  readonly #fileOf: (id: number) => PriceFile;
  /** Of a record's file: whether its columns are these. */
  readonly #sameColumns = new Map<number, boolean>();
  readonly #columns: string;
  #fileId: number | null = null;

  /** @param file what the run reads; stored with the first record, inside the run's transaction */
  constructor(db: Db, file: PriceFile) {
    this.#db = db;
    this.#file = file;
    this.#hash = fileHasher({ ...file, from: toIso(file.asOf) });
    this.#columns = namesOf(file.columns);
    this.#fileOf = priceFileReader(db);
    this.#insert = db.prepare(
      'INSERT INTO advertised (listing_id, n, file_id, row, currency, prices, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#last = db.prepare(
      `SELECT n, file_id, currency, prices, hash FROM advertised WHERE listing_id = ? ORDER BY n DESC LIMIT 1`,
    );
    // Asked of every vehicle that a sync finds changed: a row as a list comes in half the time of one with names.
    this.#last.setReturnArrays(true);
    this.#drop = db.prepare('DELETE FROM advertised WHERE listing_id = ? AND n = ?');
    this.#at = db.prepare(
      'SELECT file_id AS fileId, currency, prices FROM advertised WHERE listing_id = ? AND n = ?',
    );
    this.#vin = db.prepare('SELECT vin FROM listings WHERE id = ?');
  }

  /** A listing that nothing can be recorded of yet. */
  add(listingId: number, row: AdvertisedRow): void {
    this.#write(listingId, null, row.vin, row, toText(row.prices));
  }

  /** A listing that may have records, of this file too: the last row of a VIN wins. */
  put(listingId: number, row: AdvertisedRow): void {
    const last = this.#before(listingId);
    const text = toText(row.prices);
    if (last === null || !this.#isSame(last, row, text)) this.#write(listingId, last, row.vin, row, text);
  }

  /** The file no longer lists it: from here on nothing is advertised. */
  missing(listingId: number): void {
    const last = this.#before(listingId);
    if (last === null || last.prices === null) return;
    this.#write(listingId, last, this.#vinOf(listingId), null, null);
  }

  /** It is listed again in the words in which it was, so that its row was not read. */
  returned(listingId: number, row: number): void {
    const last = this.#before(listingId);
    if (last === null || last.prices !== null || last.n < 2) return;
    const listed = this.#at.get(listingId, last.n - 1);
    if (listed === undefined) return;
    const columns = this.#fileOf(Number(listed['fileId'])).columns;
    const cents = toCents(String(listed['prices'] ?? ''), columns);
    const byName = new Map(columns.map(({ name }, index) => [name, cents[index] ?? null]));
    const prices = this.#file.columns.map(({ name }) => byName.get(name) ?? null);
    const currency = listed['currency'] === null ? null : String(listed['currency']);
    const vin = this.#vinOf(listingId);
    this.#write(listingId, last, vin, { vin, row, currency, prices }, toText(prices));
  }

  /** The last record from before this file; what this file said in an earlier row is taken back. */
  #before(listingId: number): Last | null {
    const row = this.#last.get(listingId) as unknown as LastRow | undefined;
    if (row === undefined) return null;
    const [n, fileId, currency, prices, hash] = row;
    const found: Last = { n, fileId, currency, prices, hash };
    if (this.#fileId === null || found.fileId !== this.#fileId) return found;
    this.#drop.run(listingId, found.n);
    return this.#before(listingId);
  }

  #isSame(last: Last, row: AdvertisedRow, text: string): boolean {
    if (last.prices === null || last.currency !== row.currency) return false;
    if (this.#hasSameColumns(last.fileId)) return last.prices === text;
    const before = this.#fileOf(last.fileId).columns;
    return (
      filled(before, toCents(last.prices, before)) ===
      filled(this.#file.columns, toCents(text, this.#file.columns))
    );
  }

  #hasSameColumns(fileId: number): boolean {
    const known = this.#sameColumns.get(fileId);
    if (known !== undefined) return known;
    const isSame = namesOf(this.#fileOf(fileId).columns) === this.#columns;
    this.#sameColumns.set(fileId, isSame);
    return isSame;
  }

  #write(
    listingId: number,
    last: Last | null,
    vin: string,
    row: AdvertisedRow | null,
    text: string | null,
  ): void {
    this.#fileId ??= insertPriceFile(this.#db, this.#file);
    const n = (last?.n ?? 0) + 1;
    const currency = row?.currency ?? null;
    const number = row?.row ?? null;
    const previous = last?.hash ?? '';
    const hash = this.#hash({ previous, vin, n, row: number, currency }, row?.prices ?? null);
    this.#insert.run(listingId, n, this.#fileId, number, currency, text, hash);
  }

  #vinOf(listingId: number): string {
    return String(this.#vin.get(listingId)?.['vin'] ?? '');
  }
}

const namesOf = (columns: readonly PriceColumn[]): string =>
  JSON.stringify(columns.map(({ name, role, field }) => [name, role, field]));

/** What stands there, without the columns that are blank: a new column that says nothing changes no price. */
const filled = (columns: readonly PriceColumn[], cents: readonly (number | null)[]): string =>
  JSON.stringify(
    columns
      .map(({ name, field }, index) => [name, field, cents[index] ?? null])
      .filter(([, , amount]) => amount !== null)
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
