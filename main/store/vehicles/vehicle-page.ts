import { z } from 'zod';
import { CONDITIONS } from '../../../shared/listing.ts';
import type { ListingView, VehicleHit, VehiclePage } from '../../../shared/vehicle.ts';
import { VEHICLE_STATUSES } from '../../../shared/status.ts';
import { daysOnLot, stockedAt } from '../../../shared/days-on-lot.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { Advertised } from '../../../shared/prices.ts';
import { advertisedOf } from './advertised.ts';
import { verifyChain } from './advertised-hash.ts';
import { ladderOf } from './ladder.ts';
import { priceIncludes } from './price-includes.ts';
import { blankDates, type BlankDates } from './blank-since.ts';
import { marksOf } from '../lot/marks.ts';
import { heldOfListing } from '../review/held-list.ts';
import { presenceMarks } from './presence-marks.ts';
import { listingHistory } from './history.ts';
import { columnOf } from '../sync/mapped-columns.ts';
import { vinEvents } from '../journal/journal-read.ts';
import type { Db, Reader } from '../open.ts';
import { currentScores, scoreHistory } from '../scores/scores.ts';

/** Enough for a page; the whole journal of a vehicle is in `lotwatch events`. */
const EVENTS = 200;

const text = z.string().nullable();
const number = z.number().nullable();
const rowSchema = z.object({
  id: z.number(),
  vin: z.string(),
  source_id: z.number(),
  source: z.string(),
  mapped: text,
  settings: z.string(),
  own: z.number(),
  dealer_id: z.string(),
  dealer_name: text,
  stock_number: text,
  condition: z.enum(CONDITIONS),
  stock_type: text,
  year: number,
  make: text,
  model: text,
  trim: text,
  mileage: number,
  kilometres: number,
  msrp: number,
  price: number,
  msrp_blank_since: number,
  price_blank_since: number,
  currency: text,
  msrp_currency: text,
  photos: text,
  url: text,
  body_style: text,
  exterior_color: text,
  interior_color: text,
  engine: text,
  transmission: text,
  drivetrain: text,
  fuel: text,
  date_in_stock: number,
  first_seen: z.number(),
  first_msrp: number,
  first_price: number,
  baseline: z.number(),
  absent_from: number,
  gone_at: number,
  sold_at: number,
  status: z.enum(VEHICLE_STATUSES).nullable().catch(null),
  conflict: z.number(),
  held: z.number(),
});
type Row = z.infer<typeof rowSchema>;

/** Everything stored about one vehicle, or null where no source ever listed it. @param now unix ms that days are counted to */
export function readVehiclePage(db: Db, vin: string, now = Date.now()): VehiclePage | null {
  const rows = db
    .prepare(
      `SELECT l.*, s.slug AS source, s.mapped, s.settings FROM listings l JOIN sources s ON s.id = l.source_id WHERE l.vin = ?
       ORDER BY l.own DESC, coalesce(l.gone_at, l.sold_at) IS NOT NULL, l.id`,
    )
    .all(vin)
    .map((row) => rowSchema.parse(row));
  const [first] = rows;
  if (first === undefined) return null;
  const scores = currentScores(db, vin);
  const blank = blankDates(db);
  const advertised = advertisedOf(db, vin);
  return {
    vin,
    listings: rows.map((row) => ({ ...toView(db, row, blank, advertised), days: daysOf(row, now) })),
    ...marksOf(db, vin),
    marks: presenceMarks(db, first),
    advertised: {
      records: advertised.length,
      since: advertised.map(({ from }) => from).toSorted()[0] ?? null,
      chainHolds: verifyChain(vin, advertised).holds,
    },
    msrpHistory: points(db, first, 'msrp', first.first_msrp),
    priceHistory: points(db, first, 'price', first.first_price),
    scores:
      scores === null
        ? null
        : {
            avi: scores.avi,
            ati: scores.ati,
            cis: scores.cis,
            asOf: toIso(scores.asOf),
            model: scores.model,
            coverage: { avi: scores.aviCoverage, ati: scores.atiCoverage, cis: scores.cisCoverage },
          },
    scoreHistory: scoreHistory(db, vin).map(({ asOf, market, ...entry }) => ({
      ...entry,
      market: toUnits(market),
      asOf: toIso(asOf),
    })),
    events: vinEvents(db, vin, EVENTS),
  };
}

/** The address that a source gives for a vehicle, as its feed writes it; null where it gives none. */
export function listingAddress(db: Reader, vin: string, source: string): string | null {
  const row = db
    .prepare(
      'SELECT l.url FROM listings l JOIN sources s ON s.id = l.source_id WHERE l.vin = ? AND s.slug = ?',
    )
    .get(vin, source);
  return typeof row?.['url'] === 'string' ? row['url'] : null;
}

const daysOf = (row: Row, now: number): number | null =>
  daysOnLot(
    stockedAt({ dateInStock: row.date_in_stock, firstSeen: row.first_seen, baseline: row.baseline === 1 }),
    { leftAt: row.sold_at ?? row.gone_at, now },
  );

const toView = (
  db: Db,
  row: Row,
  blank: BlankDates,
  advertised: readonly Advertised[],
): Omit<ListingView, 'days'> => ({
  source: row.source,
  role: row.own === 1 ? 'own' : 'competitor',
  dealerId: row.dealer_id,
  dealerName: row.dealer_name,
  stockNumber: row.stock_number,
  condition: row.condition,
  stockType: row.stock_type,
  year: row.year,
  make: row.make,
  model: row.model,
  trim: row.trim,
  mileage: row.mileage,
  kilometres: row.kilometres,
  msrp: toUnits(row.msrp),
  price: toUnits(row.price),
  msrpBlankSince: blank(row.source_id, row.msrp, row.msrp_blank_since),
  priceBlankSince: blank(row.source_id, row.price, row.price_blank_since),
  msrpColumn: columnOf(row.mapped, 'msrp'),
  priceColumn: columnOf(row.mapped, 'price'),
  priceIncludes: listOrNull(priceIncludes(row.settings)),
  ladder: ladderOf(advertised.filter(({ source }) => source === row.source)),
  currency: row.currency,
  msrpCurrency: row.msrp_currency ?? row.currency,
  photos: photosOf(row).length,
  photoAddresses: photosOf(row),
  url: row.url,
  bodyStyle: row.body_style,
  exteriorColor: row.exterior_color,
  interiorColor: row.interior_color,
  engine: row.engine,
  transmission: row.transmission,
  drivetrain: row.drivetrain,
  fuel: row.fuel,
  dateInStock: toIso(row.date_in_stock),
  firstSeen: toIso(row.first_seen),
  baseline: row.baseline === 1,
  status: standOf(row),
  availability: row.status,
  conflict: row.conflict === 1,
  held: row.held === 0 ? [] : heldOfListing(db, row.id),
});

const photosOf = ({ photos }: Row): string[] => (photos === null ? [] : photos.split('\n'));
const listOrNull = <T>(items: readonly T[] | null): T[] | null => (items === null ? null : [...items]);
function standOf(row: Row): ListingView['status'] {
  if (row.gone_at !== null) return 'gone';
  if (row.sold_at !== null) return 'sold';
  return row.absent_from !== null ? 'absent' : 'listed';
}

function points(
  db: Db,
  row: Row,
  field: 'msrp' | 'price',
  first: number | null,
): { asOf: string; value: number }[] {
  const begin = first === null ? [] : [{ asOf: toIso(row.first_seen), value: toUnits(first) }];
  const later = listingHistory(db, row.id)
    .filter((entry) => entry.field === field)
    .map((entry) => ({ asOf: toIso(entry.asOf), value: toUnits(entry.new) }));
  return [...begin, ...later];
}

const hitSchema = z.object({
  vin: z.string(),
  stockNumber: text,
  year: number,
  make: text,
  model: text,
  trim: text,
  dealerName: text,
  price: number,
  currency: text,
  sourceId: z.number(),
  priceBlank: number,
});

/**
 * Own vehicles on the lot (of one dealer, where `dealerId` names it) that have every word of `query` in VIN, stock
 * number, year, make, model or trim.
 */
export function findVehicles(
  db: Reader,
  query: string,
  limit: number,
  dealerId: string | null = null,
): VehicleHit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
  const everyWord = words.map(
    () =>
      "instr(lower(vin || ' ' || coalesce(stock_number, '') || ' ' || coalesce(year, '') || ' ' || coalesce(make, '') || ' ' || coalesce(model, '') || ' ' || coalesce(trim, '')), ?) > 0",
  );
  const blank = blankDates(db);
  return db
    .prepare(
      `SELECT vin, stock_number AS stockNumber, year, make, model, trim, coalesce(dealer_name, dealer_id) AS dealerName, price,
         currency, source_id AS sourceId, price_blank_since AS priceBlank
       FROM listings WHERE own = 1 AND coalesce(gone_at, sold_at) IS NULL AND (? IS NULL OR dealer_id = ?) AND ${everyWord.join(' AND ')}
       ORDER BY vin LIMIT ?`,
    )
    .all(dealerId, dealerId, ...words, limit)
    .map((row) => {
      const { sourceId, priceBlank, ...hit } = hitSchema.parse(row);
      return { ...hit, price: toUnits(hit.price), priceBlankSince: blank(sourceId, hit.price, priceBlank) };
    });
}
