import { LOT_FLAGS, type LotStatus } from '../../../shared/lot-list/columns.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import { daysOnLot } from '../../../shared/days-on-lot.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import { flagBit } from './follow.ts';

type Text = string | null;
type Figure = number | null;

/** The columns of a STRICT table, as {@link rowColumns} names them. */
export type StoredLotRow = {
  readonly listing_id: number;
  readonly vin: string;
  readonly own: number;
  readonly source: Text;
  readonly stock: Text;
  readonly dealer_id: string;
  readonly dealer_name: Text;
  readonly condition: LotRow['condition'];
  readonly year: Figure;
  readonly make: Text;
  readonly model: Text;
  readonly trim: Text;
  readonly mileage: Figure;
  readonly currency: Text;
  readonly msrp: Figure;
  readonly price: Figure;
  readonly discount: Figure;
  readonly change: Figure;
  readonly change_field: 'msrp' | 'price' | null;
  readonly change_old: Figure;
  readonly changed_at: Figure;
  readonly stocked_at: Figure;
  readonly photos: number;
  readonly flags: number;
  readonly status: LotStatus;
  readonly left_at: Figure;
  readonly first_seen: number;
  readonly ptm: Figure;
  readonly comparables: Figure;
  readonly avi: Figure;
  readonly ati: Figure;
  readonly cis: Figure;
  readonly avi_coverage: Figure;
  readonly ati_coverage: Figure;
  readonly cis_coverage: Figure;
  readonly watched_at: Figure;
  readonly note: Text;
};

export const rowColumns = `listing_id, vin, own, source, stock, dealer_id, dealer_name, condition,
  year, make, model, trim, mileage, currency, msrp, price, discount, change, change_field, change_old, changed_at,
  stocked_at, photos, flags, status, left_at, first_seen, ptm, comparables, avi, ati, cis,
  avi_coverage, ati_coverage, cis_coverage, watched_at, note`;

/** @param now unix ms that days are counted to */
export function toLotRow(row: StoredLotRow, now: number): LotRow {
  return {
    id: row.listing_id,
    vin: row.vin,
    stockNumber: row.stock,
    dealerId: row.dealer_id,
    dealerName: row.dealer_name,
    source: row.source ?? '',
    alsoIn: [],
    role: row.own === 1 ? 'own' : 'competitor',
    condition: row.condition,
    year: row.year,
    make: row.make,
    model: row.model,
    trim: row.trim,
    mileage: row.mileage,
    currency: row.currency,
    msrp: toUnits(row.msrp),
    price: toUnits(row.price),
    discount: tenths(row.discount),
    change: changeOf(row),
    onLotSince: toIso(row.stocked_at),
    days: daysOnLot(row.stocked_at, { leftAt: row.left_at, now }),
    ptm: tenths(row.ptm),
    comparables: row.comparables,
    avi: row.avi,
    ati: row.ati,
    cis: row.cis,
    coverage: { avi: row.avi_coverage, ati: row.ati_coverage, cis: row.cis_coverage },
    photos: row.photos,
    flags: LOT_FLAGS.filter((flag) => (row.flags & flagBit(flag)) !== 0),
    status: row.status,
    leftAt: toIso(row.left_at),
    firstSeen: toIso(row.first_seen),
    note: row.note,
    watchedAt: toIso(row.watched_at),
  };
}

const tenths = (value: number | null): number | null => (value === null ? null : value / 10);

function changeOf({
  change,
  change_field: field,
  change_old: old,
  changed_at: time,
}: StoredLotRow): LotRow['change'] {
  if (change === null || field === null || old === null || time === null) return null;
  return { field, old: toUnits(old), new: toUnits(old + change), at: toIso(time) };
}
