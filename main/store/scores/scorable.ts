import { z } from 'zod';
import type { Condition, ListingRow } from '../../../shared/listing.ts';
import type { VehicleStatus } from '../../../shared/status.ts';
import type { Reader } from '../open.ts';
import { readJson } from '../stored.ts';

/** A listing as the scores look at it: money in cents, null while the feed leaves it blank; lists one item a line. */
export type ScorableListing = Omit<
  ListingRow,
  'stockNumber' | 'stockType' | 'kilometres' | 'photos' | 'options'
> & {
  readonly id: number;
  readonly sourceId: number;
  readonly own: number;
  readonly photos: string | null;
  readonly options: string | null;
  readonly conflict: number;
  readonly baseline: number;
  readonly firstSeen: number;
  readonly changedAt: number | null;
  readonly absentFrom: number | null;
  /** Off the lot since: absent twice, or sold. */
  readonly goneAt: number | null;
  /** Bits of values held back, not yet accepted: 1 = MSRP, 2 = price. Its money is the last that was accepted. */
  readonly held: number;
};

const SELECT = `
  SELECT id, vin, source_id, own, dealer_id, dealer_name, dealer_location, condition, year, make, model, trim,
    body_style, exterior_color, interior_color, engine, transmission, drivetrain, fuel, mileage, currency,
    CASE WHEN msrp_blank_since IS NULL THEN msrp END, CASE WHEN price_blank_since IS NULL THEN price END, title,
    description, url, photos, options, availability, status, date_in_stock, conflict, baseline, first_seen, changed_at,
    absent_from, coalesce(gone_at, sold_at), held
  FROM listings`;

type Text = string | null;
type Figure = number | null;
/** The columns of the SELECT above, as a STRICT table holds them. */
type Columns = readonly [
  id: number, vin: string, sourceId: number, own: number, dealerId: string, dealerName: Text, dealerLocation: Text,
  condition: Condition, year: Figure, make: Text, model: Text, trim: Text, bodyStyle: Text, exteriorColor: Text,
  interiorColor: Text, engine: Text, transmission: Text, drivetrain: Text, fuel: Text, mileage: Figure, currency: Text,
  msrp: Figure, price: Figure, title: Text, description: Text, url: Text, photos: Text, options: Text,
  availability: Text, status: VehicleStatus | null, dateInStock: Figure, conflict: number, baseline: number, firstSeen: number, changedAt: Figure,
  absentFrom: Figure, goneAt: Figure, held: number,
]; // prettier-ignore

/** SQLite's own row objects are dictionaries: an object with a shape is several times faster to read. */
const toListing = (row: Columns): ScorableListing => ({
  id: row[0],
  vin: row[1],
  sourceId: row[2],
  own: row[3],
  dealerId: row[4],
  dealerName: row[5],
  dealerLocation: row[6],
  condition: row[7],
  year: row[8],
  make: row[9],
  model: row[10],
  trim: row[11],
  bodyStyle: row[12],
  exteriorColor: row[13],
  interiorColor: row[14],
  engine: row[15],
  transmission: row[16],
  drivetrain: row[17],
  fuel: row[18],
  mileage: row[19],
  currency: row[20],
  msrp: row[21],
  price: row[22],
  title: row[23],
  description: row[24],
  url: row[25],
  photos: row[26],
  options: row[27],
  availability: row[28],
  status: row[29],
  dateInStock: row[30],
  conflict: row[31],
  baseline: row[32],
  firstSeen: row[33],
  changedAt: row[34],
  absentFrom: row[35],
  goneAt: row[36],
  held: row[37],
});

/** The part of a listing that others' scores depend on. */
export type SnapshotListing = Pick<
  ScorableListing,
  | 'id' | 'vin' | 'sourceId' | 'own' | 'dealerId' | 'condition' | 'year' | 'make' | 'model' | 'trim' | 'mileage'
  | 'currency' | 'msrp' | 'price' | 'description' | 'photos' | 'status' | 'firstSeen' | 'absentFrom' | 'goneAt'
>; // prettier-ignore

/** A listing of which something is held back is not a comparable: its price is unknown (hazard 6). */
const SNAPSHOT_SELECT = `
  SELECT id, vin, source_id, own, dealer_id, condition, year, make, model, trim, mileage, currency,
    CASE WHEN msrp_blank_since IS NULL THEN msrp END, CASE WHEN price_blank_since IS NULL AND held = 0 THEN price END, description,
    photos, status, first_seen, absent_from,
    -- What never was a vehicle left long before any time that sales are counted in.
    CASE no_vehicle WHEN 1 THEN 0 ELSE coalesce(gone_at, sold_at) END
  FROM listings`;

type SnapshotColumns = readonly [
  id: number, vin: string, sourceId: number, own: number, dealerId: string, condition: Condition, year: Figure,
  make: Text, model: Text, trim: Text, mileage: Figure, currency: Text, msrp: Figure, price: Figure, description: Text,
  photos: Text, status: VehicleStatus | null, firstSeen: number, absentFrom: Figure, goneAt: Figure,
]; // prettier-ignore

const toSnapshotListing = (row: SnapshotColumns): SnapshotListing => ({
  id: row[0],
  vin: row[1],
  sourceId: row[2],
  own: row[3],
  dealerId: row[4],
  condition: row[5],
  year: row[6],
  make: row[7],
  model: row[8],
  trim: row[9],
  mileage: row[10],
  currency: row[11],
  msrp: row[12],
  price: row[13],
  description: row[14],
  photos: row[15],
  status: row[16],
  firstSeen: row[17],
  absentFrom: row[18],
  goneAt: row[19],
});

/** Rows read at once: no statement stays open across a write, which would make the write fail. */
const SNAPSHOT_PAGE = 2_000;
/** Larger, because the rows of a page are scored model by model: the market of one stays in the processor's cache. */
const SCORE_PAGE = 8_000;

/** All listings in order of id, a page at a time; own and competitors', those gone included. */
export const snapshotPages = (db: Reader): Generator<SnapshotListing[]> =>
  pages<SnapshotColumns, SnapshotListing>(db, SNAPSHOT_SELECT, toSnapshotListing, SNAPSHOT_PAGE);

/** The same with everything that a listing's own scores depend on. */
export const scorablePages = (db: Reader): Generator<ScorableListing[]> =>
  pages<Columns, ScorableListing>(db, SELECT, toListing, SCORE_PAGE);

function* pages<Row, Listing extends { readonly id: number }>(
  db: Reader,
  from: string,
  toRow: (row: Row) => Listing,
  size: number,
): Generator<Listing[]> {
  const select = db.prepare(`${from} WHERE id > ? ORDER BY id LIMIT ${size}`);
  select.setReturnArrays(true);
  for (let last = 0; ;) {
    const page = (select.all(last) as unknown as Row[]).map(toRow);
    if (page.length > 0) yield page;
    if (page.length < size) return;
    last = page.at(-1)?.id ?? last;
  }
}

/** Every listing of one VIN, in order of id. */
export function scorableByVin(db: Reader, vin: string): ScorableListing[] {
  const select = db.prepare(`${SELECT} WHERE vin = ? ORDER BY id`);
  select.setReturnArrays(true);
  return (select.all(vin) as unknown as Columns[]).map(toListing);
}

export const countListings = (db: Reader): number =>
  Number(db.prepare('SELECT coalesce(sum(listings), 0) AS n FROM sources').get()?.['n'] ?? 0);

/** What the scores need to know of a source. Times unix ms. */
export type ScorableSource = {
  readonly id: number;
  readonly slug: string;
  readonly sample: boolean;
  readonly mapped: Readonly<Record<string, string>>;
  /** As-of by observation number. */
  readonly observations: ReadonlyMap<number, number>;
  readonly lastAsOf: number | null;
};

const mappedSchema = z.record(z.string(), z.string());
const readMapped = (text: unknown): Record<string, string> =>
  readJson('Columns of a source', String(text ?? '{}'), mappedSchema, {});

/** Which column filled which field in the source's last sync. */
export const mappedOf = (db: Reader, sourceId: number): Readonly<Record<string, string>> =>
  readMapped(db.prepare('SELECT mapped FROM sources WHERE id = ?').get(sourceId)?.['mapped']);

export function scorableSources(db: Reader): Map<number, ScorableSource> {
  const sources = new Map<number, ScorableSource>();
  const observations = db.prepare(
    'SELECT number, max(as_of) AS asOf FROM observations WHERE source_id = ? AND number > 0 GROUP BY number',
  );
  for (const row of db.prepare('SELECT id, slug, kind, mapped, last_as_of FROM sources').all()) {
    const id = Number(row['id']);
    sources.set(id, {
      id,
      slug: String(row['slug']),
      sample: row['kind'] === 'sample',
      mapped: readMapped(row['mapped']),
      observations: new Map(observations.all(id).map((o) => [Number(o['number']), Number(o['asOf'])])),
      lastAsOf: row['last_as_of'] === null ? null : Number(row['last_as_of']),
    });
  }
  return sources;
}
