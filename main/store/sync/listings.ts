import type { StatementSync } from 'node:sqlite';
import { NO_FACTS, type ListingRow } from '../../../shared/listing.ts';
import type { VehicleStatus } from '../../../shared/status.ts';
import type { Db } from '../open.ts';

/** What the sync compares a row with. Money in cents, as last known. */
export type KnownListing = {
  readonly id: number;
  readonly msrp: number | null;
  readonly price: number | null;
  /** Of the price, or of the MSRP while no price is known. */
  readonly currency: string | null;
  /** Of the MSRP where that is another; null = the same. */
  readonly msrpCurrency: string | null;
  readonly dealerId: string;
  readonly mileage: number | null;
  readonly photos: string | null;
  readonly description: string | null;
  readonly dateInStock: number | null;
  readonly msrpBlankSince: number | null;
  readonly priceBlankSince: number | null;
  /** As last said, null = not by any row since this was kept; what its row said then is in `availability`. */
  readonly status: VehicleStatus | null;
  readonly availability: string | null;
  /** Off the lot since, because the feed says sold; unix ms. */
  readonly soldAt: number | null;
  /** Bits of what is held back: 1 = MSRP, 2 = price; `held_values` has the values. */
  readonly held: number;
};

/** Everything a sync decides about a listing besides what its row says. */
export type ListingState = {
  readonly own: boolean;
  readonly msrp: number | null;
  readonly price: number | null;
  readonly msrpBlankSince: number | null;
  readonly priceBlankSince: number | null;
  readonly currency: string | null;
  readonly msrpCurrency: string | null;
  /** As last known. */
  readonly status: VehicleStatus | null;
  readonly conflict: boolean;
  readonly held: number;
  /** Unix ms when one of price, MSRP, photos, description or mileage changed; null = leave as it is. */
  readonly changedAt: number | null;
};

const VALUES = [
  'own', 'dealer_id', 'dealer_name', 'dealer_location', 'stock_number', 'condition', 'stock_type', 'year', 'make', 'model', 'trim',
  'body_style', 'exterior_color', 'interior_color', 'engine', 'transmission', 'drivetrain', 'fuel', 'mileage', 'kilometres',
  'currency', 'msrp_currency', 'msrp', 'price', 'msrp_blank_since', 'price_blank_since', 'title', 'description', 'url', 'photos',
  'options', 'availability', 'status', 'date_in_stock', 'conflict', 'held',
] as const; // prettier-ignore

/** Of these scores know nothing, or only whether the feed leaves the money blank. */
const OF_NO_SCORE: readonly (typeof VALUES)[number][] = [
  'kilometres',
  'stock_number', 'stock_type', 'msrp_blank_since', 'price_blank_since',
]; // prettier-ignore
const place = (column: (typeof VALUES)[number]): string => `?${VALUES.indexOf(column) + 1}`;
const isOther = (column: (typeof VALUES)[number]): string => `${column} IS NOT ${place(column)}`;

/** True of a stored row that scores read otherwise than the values ?1, ?2, … do. Money first: it moves most. */
const SCORES_DIFFER = [
  isOther('msrp'),
  isOther('price'),
  ...(['msrp_blank_since', 'price_blank_since'] as const).map(
    (column) => `(${column} IS NULL) <> (${place(column)} IS NULL)`,
  ),
  ...VALUES.filter((column) => !OF_NO_SCORE.includes(column)).map(isOther),
].join(' OR ');

const joinLines = (items: readonly string[]): string | null =>
  items.length === 0 ? null : items.join('\n');

function values(row: ListingRow, state: ListingState): (string | number | null)[] {
  return [
    state.own ? 1 : 0, row.dealerId, row.dealerName, row.dealerLocation, row.stockNumber, row.condition, row.stockType, row.year,
    row.make, row.model, row.trim, row.bodyStyle, row.exteriorColor, row.interiorColor, row.engine, row.transmission,
    row.drivetrain, row.fuel, row.mileage, row.kilometres, state.currency, state.msrpCurrency, state.msrp, state.price, state.msrpBlankSince,
    state.priceBlankSince, row.title, row.description, row.url, joinLines(row.photos), joinLines(row.options),
    row.availability, state.status, row.dateInStock, state.conflict ? 1 : 0, state.held,
  ]; // prettier-ignore
}

/** Prepared statements over one source's listings, for one writer connection. */
export class ListingTable {
  readonly #known: StatementSync;
  readonly #insert: StatementSync;
  readonly #updateScored: StatementSync;
  readonly #updateRest: StatementSync;
  readonly #flag: StatementSync;
  readonly #source: number;

  constructor(db: Db, sourceId: number) {
    this.#source = sourceId;
    this.#known = db.prepare(
      `SELECT id, msrp, price, currency, msrp_currency AS msrpCurrency, dealer_id AS dealerId, mileage, photos, description,
         date_in_stock AS dateInStock, msrp_blank_since AS msrpBlankSince, price_blank_since AS priceBlankSince, held, status,
         availability, sold_at AS soldAt
       FROM listings WHERE vin = ? AND source_id = ?`,
    );
    const marks = VALUES.map(() => '?').join(', ');
    this.#insert = db.prepare(
      `INSERT INTO listings (id, vin, source_id, baseline, first_seen, first_msrp, first_price, changed_at, ${VALUES.join(', ')})
       VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ${marks})`,
    );
    const set = VALUES.map((column, i) => `${column} = ?${i + 1}`).join(', ');
    const [changedAt, id] = [`?${VALUES.length + 1}`, `?${VALUES.length + 2}`];
    const update = `UPDATE listings SET ${set}, changed_at = coalesce(${changedAt}, changed_at) WHERE id = ${id}`;
    this.#updateScored = db.prepare(`${update} AND (${SCORES_DIFFER})`);
    this.#flag = db.prepare('UPDATE listings SET conflict = 1 WHERE id = ? AND conflict = 0');
    this.#updateRest = db.prepare(`${update} AND (${OF_NO_SCORE.map(isOther).join(' OR ')})`);
  }

  find(vin: string): KnownListing | null {
    const row = this.#known.get(vin, this.#source);
    // The statement's own columns: typed by the SELECT above, in a STRICT table.
    return row === undefined ? null : (row as unknown as KnownListing);
  }

  insert(id: number, row: ListingRow, state: ListingState, seen: { baseline: boolean; at: number }): void {
    this.#insert.run(
      id, row.vin, this.#source, seen.baseline ? 1 : 0, seen.at, state.msrp, state.price, ...values(row, state),
    ); // prettier-ignore
  }

  /** @returns whether anything changed that scores are made of; a column that is not read, or a stock number, is not */
  update(id: number, row: ListingRow, state: ListingState): boolean {
    const all = [...values(row, state), state.changedAt, id];
    if (this.#updateScored.run(...all).changes > 0) return true;
    this.#updateRest.run(...all);
    return false;
  }

  /** @returns whether it was not flagged before */
  flagConflict(id: number): boolean {
    return this.#flag.run(id).changes > 0;
  }
}

/** How many of the source's vehicles that stand on the lot are of each condition. */
export const countConditions = (
  db: Db,
  sourceId: number,
): readonly { readonly condition: string; readonly count: number }[] =>
  db
    .prepare(
      'SELECT condition, count(*) AS count FROM listings WHERE source_id = ? AND absent_from IS NULL GROUP BY condition ORDER BY condition',
    )
    .all(sourceId)
    .map((row) => ({ condition: String(row['condition']), count: Number(row['count']) }));

/** Ids are given by the sync itself, which holds the write lock: cheaper than asking back row by row. */
export const nextListingId = (db: Db): number =>
  Number(db.prepare('SELECT coalesce(max(id), 0) + 1 AS next FROM listings').get()?.['next'] ?? 1);

export type Absence = { readonly id: number; readonly from: number; readonly gone: boolean };

/** Listings of the source that were missing in its latest observations, those gone included. */
export function listAbsences(db: Db, sourceId: number): Map<number, Absence> {
  const absences = new Map<number, Absence>();
  const rows = db
    .prepare(
      'SELECT id, absent_from, gone_at FROM listings WHERE source_id = ? AND absent_from IS NOT NULL',
    )
    .iterate(sourceId);
  for (const row of rows) {
    const id = Number(row['id']);
    absences.set(id, { id, from: Number(row['absent_from']), gone: row['gone_at'] !== null });
  }
  return absences;
}

/** Whose listing it is, and whether it is off the lot because it was sold. */
export type Ownership = { readonly dealerId: string; readonly own: boolean; readonly isSold: boolean };

export type AbsenceWriter = {
  /** First observation without it. */
  missing(id: number, observation: number): void;
  /** Second one: gone. */
  gone(id: number, at: number): Ownership;
  returned(id: number): Ownership;
  /** It never was a vehicle. */
  mistaken(id: number, observation: number, at: number): Ownership;
  /** @param at unix ms; null = the feed says otherwise again */
  sold(id: number, at: number | null): Ownership;
};

export function absenceWriter(db: Db): AbsenceWriter {
  const missing = db.prepare('UPDATE listings SET absent_from = ? WHERE id = ?');
  const gone = db.prepare('UPDATE listings SET gone_at = ? WHERE id = ? RETURNING dealer_id, own, sold_at');
  const returned = db.prepare(
    'UPDATE listings SET absent_from = NULL, gone_at = NULL, no_vehicle = 0 WHERE id = ? RETURNING dealer_id, own, sold_at',
  );
  const mistaken = db.prepare(
    `UPDATE listings SET absent_from = coalesce(absent_from, ?), gone_at = ?, no_vehicle = 1 WHERE id = ?
     RETURNING dealer_id, own, sold_at`,
  );
  const sold = db.prepare('UPDATE listings SET sold_at = ? WHERE id = ? RETURNING dealer_id, own, sold_at');
  // What has left the lot has no score; its history of scores stays.
  const forget = db.prepare('DELETE FROM scores WHERE listing_id = ?');
  return {
    missing: (id, observation) => void missing.run(observation, id),
    gone: (id, at) => {
      forget.run(id);
      return ownershipOf(gone.get(at, id));
    },
    mistaken: (id, observation, at) => {
      forget.run(id);
      return ownershipOf(mistaken.get(observation, at, id));
    },
    returned: (id) => ownershipOf(returned.get(id)),
    sold: (id, at) => {
      if (at !== null) forget.run(id);
      return ownershipOf(sold.get(at, id));
    },
  };
}

const ownershipOf = (row: Readonly<Record<string, unknown>> | undefined): Ownership => ({
  dealerId: String(row?.['dealer_id'] ?? ''),
  own: row?.['own'] === 1,
  isSold: (row?.['sold_at'] ?? null) !== null,
});

/** What is known of a vehicle, as JSON of Facts; everything null where it is not our vehicle. */
export function factsOfVin(db: Db, vin: string): string {
  const row = db
    .prepare(
      "SELECT year, make, model, trim, nullif(condition, 'unknown') AS condition, dealer_name AS dealerName FROM listings WHERE vin = ? ORDER BY own DESC LIMIT 1",
    )
    .get(vin);
  return JSON.stringify(row ?? NO_FACTS);
}
