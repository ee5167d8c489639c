import { z } from 'zod';
import type { Condition } from '../../shared/listing.ts';
import type { Db } from './open.ts';

/** A listing as the scores look at it. The columns of the SELECT below, in a STRICT table. */
export type ScorableListing = {
  readonly id: number;
  readonly vin: string;
  readonly sourceId: number;
  readonly own: number;
  readonly dealerId: string;
  readonly dealerName: string | null;
  readonly dealerLocation: string | null;
  readonly condition: Condition;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly bodyStyle: string | null;
  readonly exteriorColor: string | null;
  readonly interiorColor: string | null;
  readonly engine: string | null;
  readonly transmission: string | null;
  readonly drivetrain: string | null;
  readonly fuel: string | null;
  readonly mileage: number | null;
  readonly currency: string | null;
  /** Cents; null while the feed leaves it blank. */
  readonly msrp: number | null;
  readonly price: number | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly url: string | null;
  readonly photos: string | null;
  readonly options: string | null;
  readonly availability: string | null;
  readonly dateInStock: number | null;
  readonly conflict: number;
  readonly baseline: number;
  readonly firstSeen: number;
  readonly changedAt: number | null;
  readonly absentFrom: number | null;
  readonly goneAt: number | null;
};

const SELECT = `
  SELECT id, vin, source_id AS sourceId, own, dealer_id AS dealerId, dealer_name AS dealerName,
    dealer_location AS dealerLocation, condition, year, make, model, trim, body_style AS bodyStyle,
    exterior_color AS exteriorColor, interior_color AS interiorColor, engine, transmission, drivetrain, fuel, mileage,
    currency, CASE WHEN msrp_blank_since IS NULL THEN msrp END AS msrp,
    CASE WHEN price_blank_since IS NULL THEN price END AS price, title, description, url, photos, options, availability,
    date_in_stock AS dateInStock, conflict, baseline, first_seen AS firstSeen, changed_at AS changedAt,
    absent_from AS absentFrom, gone_at AS goneAt
  FROM listings`;

/** Rows read at once: no statement stays open across a write, which would make the write fail. */
const PAGE = 2_000;

/** All listings in order of id, a page at a time; own and competitors', those gone included. */
export function* scorablePages(db: Db): Generator<ScorableListing[]> {
  const select = db.prepare(`${SELECT} WHERE id > ? ORDER BY id LIMIT ${PAGE}`);
  for (let last = 0; ; ) {
    const page = select.all(last) as unknown as ScorableListing[];
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.id ?? last;
  }
}

/** Every listing of one VIN, in order of id. */
export const scorableByVin = (db: Db, vin: string): ScorableListing[] =>
  db.prepare(`${SELECT} WHERE vin = ? ORDER BY id`).all(vin) as unknown as ScorableListing[];

export const countListings = (db: Db): number =>
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

export function scorableSources(db: Db): Map<number, ScorableSource> {
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
      mapped: mappedSchema.parse(JSON.parse(String(row['mapped'] ?? '{}'))),
      observations: new Map(observations.all(id).map((o) => [Number(o['number']), Number(o['asOf'])])),
      lastAsOf: row['last_as_of'] === null ? null : Number(row['last_as_of']),
    });
  }
  return sources;
}
