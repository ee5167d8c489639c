import type { VehicleQuery } from '../../../shared/vehicle-query.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import { advertisedOf, ladderReader } from './advertised.ts';
import { priceIncludes } from './price-includes.ts';
import { blankDates, type BlankDates } from './blank-since.ts';
import { listingHistory, statusHistory } from './history.ts';
import { columnOf } from '../sync/mapped-columns.ts';
import type { Reader } from '../open.ts';
import { readPreferences } from '../settings.ts';

export type VehicleFilter = {
  readonly vin: string | null;
  /** Id or name, in any case. */
  readonly dealer: string | null;
  /** Those that are gone, too. */
  readonly gone: boolean;
};

/** A listing as programs read it: amounts in currency units, times ISO 8601 UTC. */
export type VehicleRecord = Readonly<Record<string, unknown>>;

const SELECT = `
  SELECT l.*, s.slug AS source, s.role, s.observations, s.mapped, s.settings
  FROM listings l JOIN sources s ON s.id = l.source_id
  WHERE (?1 IS NULL OR l.vin = ?1) AND (?2 IS NULL OR lower(l.dealer_id) = ?2 OR lower(l.dealer_name) = ?2)
    AND (?3 = 1 OR coalesce(l.gone_at, l.sold_at) IS NULL)
  ORDER BY l.id`;

/** Listings one by one, in the order they were first seen; with a VIN also their price history. */
export function* iterateVehicles(db: Reader, filter: VehicleFilter): Generator<VehicleRecord> {
  const { withdrawnAfter } = readPreferences(db).guard;
  const blank = blankDates(db);
  const ladder = ladderReader(db);
  const rows = db
    .prepare(SELECT)
    .iterate(filter.vin, filter.dealer?.toLowerCase() ?? null, filter.gone ? 1 : 0);
  for (const row of rows) {
    const record = toRecord(row, withdrawnAfter, blank, ladder);
    yield filter.vin === null
      ? record
      : { ...record, history: history(db, Number(row['id'])), advertised: advertised(db, record) };
  }
}

const PAGE = `
  SELECT l.*, s.slug AS source, s.role, s.observations, s.mapped, s.settings, s.kind, c.avi, c.ati, c.cis
  FROM listings l JOIN sources s ON s.id = l.source_id LEFT JOIN scores c ON c.listing_id = l.id
  WHERE l.id > ?1 AND (?2 IS NULL OR lower(l.dealer_id) = ?2 OR lower(l.dealer_name) = ?2)
    AND (?3 IS NULL OR l.vin = ?3) AND (?4 IS NULL OR s.slug = ?4) AND (?5 IS NULL OR lower(l.make) = ?5)
    AND (?6 IS NULL OR lower(l.model) = ?6) AND (?7 IS NULL OR l.condition = ?7)
    AND (?8 = 1 OR coalesce(l.gone_at, l.sold_at) IS NULL) AND (?9 = 1 OR s.kind <> 'sample')
  ORDER BY l.id LIMIT ?10`;

/** One page in the order listings were first seen, with their scores; `next` is where the next one begins. */
export function pageVehicles(
  db: Reader,
  query: VehicleQuery,
): { readonly vehicles: readonly VehicleRecord[]; readonly next: number | null } {
  const { withdrawnAfter } = readPreferences(db).guard;
  const blank = blankDates(db);
  const ladder = ladderReader(db);
  const lower = (text: string | null): string | null => text?.toLowerCase() ?? null;
  const rows = db
    .prepare(PAGE)
    .all(
      query.after,
      lower(query.dealer),
      query.vin,
      query.source,
      lower(query.make),
      lower(query.model),
      query.condition,
      query.gone ? 1 : 0,
      query.sample ? 1 : 0,
      query.limit + 1,
    );
  const shown = rows.slice(0, query.limit);
  const vehicles = shown.map((row) => ({
    ...toRecord(row, withdrawnAfter, blank, ladder),
    scores: { avi: row['avi'] ?? null, ati: row['ati'] ?? null, cis: row['cis'] ?? null },
    sample: row['kind'] === 'sample',
  }));
  return { vehicles, next: rows.length > query.limit ? Number(shown.at(-1)?.['id']) : null };
}

type Row = Readonly<Record<string, unknown>>;

const numeric = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const lines = (text: unknown): string[] => (typeof text === 'string' ? text.split('\n') : []);

/** By the bits of `listings.held`. */
const HELD: readonly (readonly string[])[] = [[], ['msrp'], ['price'], ['msrp', 'price']];

/**
 * `known` while the feed says one, `missing` since it fell silent, `withdrawn` when it has been silent for long; the
 * last known value stands beside it.
 */
function moneyState(row: Row, field: 'msrp' | 'price', withdrawnAfter: number): string {
  const blankSince = row[`${field}_blank_since`];
  if (typeof blankSince !== 'number') return 'known';
  if (row[field] === null) return 'none';
  return Number(row['observations']) - blankSince + 1 >= withdrawnAfter ? 'withdrawn' : 'missing';
}

function toRecord(
  row: Row,
  withdrawnAfter: number,
  blank: BlankDates,
  ladder: ReturnType<typeof ladderReader>,
): VehicleRecord {
  const blankSince = (field: 'msrp' | 'price'): string | null =>
    blank(Number(row['source_id']), numeric(row[field]), numeric(row[`${field}_blank_since`]));
  return {
    vin: row['vin'],
    source: row['source'],
    role: row['own'] === 1 ? 'own' : 'competitor',
    dealerId: row['dealer_id'],
    dealerName: row['dealer_name'],
    stockNumber: row['stock_number'],
    condition: row['condition'],
    stockType: row['stock_type'],
    year: row['year'],
    make: row['make'],
    model: row['model'],
    trim: row['trim'],
    msrp: toUnits(numeric(row['msrp'])),
    msrpState: moneyState(row, 'msrp', withdrawnAfter),
    msrpBlankSince: blankSince('msrp'),
    msrpColumn: columnOf(row['mapped'], 'msrp'),
    price: toUnits(numeric(row['price'])),
    priceState: moneyState(row, 'price', withdrawnAfter),
    priceBlankSince: blankSince('price'),
    priceColumn: columnOf(row['mapped'], 'price'),
    priceIncludes: priceIncludes(row['settings']),
    /** All prices of the row as its feed last gave them, by the feed's names. */
    prices: ladder(Number(row['id'])),
    /** The fields of which a value is held back; the value here is the baseline. */
    held: HELD[Number(row['held'])] ?? [],
    currency: row['currency'],
    /** Of the last known MSRP. */
    msrpCurrency: row['msrp_currency'] ?? row['currency'],
    mileage: row['mileage'],
    kilometres: row['kilometres'],
    bodyStyle: row['body_style'],
    exteriorColor: row['exterior_color'],
    interiorColor: row['interior_color'],
    engine: row['engine'],
    transmission: row['transmission'],
    drivetrain: row['drivetrain'],
    fuel: row['fuel'],
    url: row['url'],
    photos: lines(row['photos']).length,
    options: lines(row['options']),
    dateInStock: toIso(numeric(row['date_in_stock'])),
    firstSeen: toIso(numeric(row['first_seen'])),
    status: standOf(row),
    /** What the feed says of it. */
    availability: row['status'],
    goneAt: toIso(numeric(row['gone_at'])),
    conflict: row['conflict'] === 1,
  };
}

function standOf(row: Row): string {
  if (row['gone_at'] !== null) return 'gone';
  if (row['sold_at'] !== null) return 'sold';
  return row['absent_from'] !== null ? 'absent' : 'listed';
}

/** Money and availability in the order they moved. */
function history(db: Reader, listingId: number): unknown[] {
  const money = listingHistory(db, listingId).map(({ old, new: next, ...entry }) => ({
    ...entry,
    old: toUnits(old),
    new: toUnits(next),
  }));
  const statuses = statusHistory(db, listingId).map((entry) => ({ field: 'status', ...entry }));
  return [...money, ...statuses]
    .toSorted((a, b) => a.asOf - b.asOf)
    .map((entry) => ({ ...entry, asOf: toIso(entry.asOf) }));
}

/** Every change of every price, with the file and row it stands in. */
const advertised = (db: Reader, { vin, source }: VehicleRecord): unknown[] =>
  advertisedOf(db, String(vin)).filter((record) => record.source === source);
