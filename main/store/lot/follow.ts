import { LOT_FLAGS, type LotFlag } from '../../../shared/lot-list/columns.ts';
import { readMeta, writeMeta } from '../meta.ts';
import { transaction, type Db, type Reader } from '../open.ts';
import { dropIndexes, makeIndexes, missingIndexes } from './indexes.ts';

/**
 * Keeps `lot_rows` right. Everything in it follows from other tables, so that losing it costs time only; it is made once
 * more where a later version understands it otherwise.
 */
const VERSION = '3';
const VERSION_KEY = 'lotVersion';
const REVISION_KEY = 'lotRevision';

/** Rows written in one transaction: about a tenth of a second, in which nobody else writes. */
const ROWS_AT_ONCE = 2_000;
/** Without indexes. */
const BULK_AT_ONCE = 20_000;

export const flagBit = (flag: LotFlag): number => 1 << LOT_FLAGS.indexOf(flag);

/** What scores and marks say. */
const FROM_SCORES = [
  'ptm',
  'comparables',
  'rank',
  'avi',
  'ati',
  'cis',
  'avi_coverage',
  'ati_coverage',
  'cis_coverage',
];
const FROM_MARKS = ['watched_at', 'note'];

const blankText = (text: string): string => `nullif(trim(${text}), '')`;
const VEHICLE = blankText(
  "coalesce(l.year || ' ', '') || coalesce(l.make || ' ', '') || coalesce(l.model || ' ', '') || coalesce(l.trim, '')",
);

const VALUES: Readonly<Record<string, string>> = {
  listing_id: 'l.id',
  vin: 'l.vin',
  own: 'l.own',
  here: 'coalesce(l.gone_at, l.sold_at) IS NULL',
  source_id: 'l.source_id',
  source: 's.slug',
  stock: 'l.stock_number',
  dealer_id: 'l.dealer_id',
  dealer_name: 'l.dealer_name',
  dealer: 'coalesce(l.dealer_name, l.dealer_id)',
  condition: 'l.condition',
  year: 'l.year',
  make: 'l.make',
  model: 'l.model',
  trim: 'l.trim',
  vehicle: VEHICLE,
  mileage: 'l.mileage',
  currency: 'l.currency',
  msrp: 'l.msrp',
  price: 'l.price',
  // Half away from zero, in whole numbers.
  discount: `CASE WHEN l.msrp > 0 AND l.price IS NOT NULL AND l.msrp_blank_since IS NULL AND l.price_blank_since IS NULL
    THEN sign(l.msrp - l.price) * ((2000 * abs(l.msrp - l.price) + l.msrp) / (2 * l.msrp)) END`,
  change: 'h.new - h.old',
  change_field: 'h.field',
  change_old: 'h.old',
  changed_at: 'h.as_of',
  stocked_at: 'coalesce(l.date_in_stock, CASE WHEN l.baseline = 0 THEN l.first_seen END)',
  photos:
    "CASE WHEN l.photos IS NULL THEN 0 ELSE length(l.photos) - length(replace(l.photos, char(10), '')) + 1 END",
  flags: `(l.held & 1) * ${flagBit('msrp-held')} + ((l.held >> 1) & 1) * ${flagBit('price-held')}
    + (l.msrp IS NOT NULL AND l.msrp_blank_since IS NOT NULL) * ${flagBit('msrp-missing')}
    + (l.price IS NOT NULL AND l.price_blank_since IS NOT NULL) * ${flagBit('price-missing')}
    + (l.conflict <> 0) * ${flagBit('conflict')}`,
  // One that was sold stays sold, since then, when its feed drops it.
  status: `CASE WHEN l.sold_at IS NOT NULL THEN 'sold' WHEN l.gone_at IS NOT NULL THEN 'gone'
    WHEN l.absent_from IS NOT NULL THEN 'missing' WHEN l.status <> 'available' THEN l.status ELSE 'listed' END`,
  left_at: 'coalesce(l.sold_at, l.gone_at)',
  first_seen: 'l.first_seen',
  ...Object.fromEntries(FROM_SCORES.map((column) => [column, `c.${column}`])),
  ...Object.fromEntries(FROM_MARKS.map((column) => [column, `m.${column}`])),
  words: `fold(l.vin || ' ' || coalesce(l.stock_number, '') || ' ' || coalesce(${VEHICLE}, '') || ' '
    || coalesce(l.dealer_name, l.dealer_id))`,
};

const FILL = `INSERT INTO lot_rows (${Object.keys(VALUES).join(', ')})
  SELECT ${Object.values(VALUES).join(', ')} FROM listings l
  LEFT JOIN sources s ON s.id = l.source_id LEFT JOIN scores c ON c.listing_id = l.id
  LEFT JOIN marks m ON m.vin = l.vin
  LEFT JOIN history h ON h.id =
    (SELECT max(id) FROM history WHERE listing_id = l.id AND cause = 'change' AND old IS NOT NULL)`;

const UPDATED = [
  ...FROM_SCORES.map((column) => [column, `c.${column}`]),
  ...FROM_MARKS.map((column) => [column, `m.${column}`]),
];
const UPDATE_MARKS = `UPDATE lot_rows SET ${UPDATED.map(([column, from]) => `${column} = ${from}`).join(', ')}
  FROM listings l LEFT JOIN scores c ON c.listing_id = l.id LEFT JOIN marks m ON m.vin = l.vin
  WHERE l.id = lot_rows.listing_id AND lot_rows.listing_id IN
    (SELECT listing_id FROM lot_stale WHERE listing_id <= ?1 AND whole = 0)`;

const lastRow = (db: Reader): number =>
  Number(db.prepare('SELECT coalesce(max(listing_id), 0) AS id FROM lot_rows').get()?.['id'] ?? 0);
/** By their numbers, which come one after the other: counting a million wide rows would stall whoever asks. */
const newAbove = (db: Reader, id: number): number =>
  Math.max(0, Number(db.prepare('SELECT max(id) AS id FROM listings').get()?.['id'] ?? 0) - id);
/** More are not counted, for the same reason. */
const MOST_COUNTED = 100_000;

/** Grows whenever a row may have changed. */
export const lotRevision = (db: Reader): number => Number(readMeta(db, REVISION_KEY) ?? 0);

/** How many listings the rows do not yet show as they are. */
export function lotBehind(db: Reader): number {
  if (readMeta(db, VERSION_KEY) !== VERSION) return newAbove(db, 0);
  const stale = Number(
    db.prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM lot_stale LIMIT ${MOST_COUNTED})`).get()?.['n'] ??
      0,
  );
  return stale + newAbove(db, lastRow(db));
}

/** Whether {@link followOn} has anything to do. */
export const isLotBehind = (db: Reader): boolean => lotBehind(db) > 0 || missingIndexes(db) > 0;

/** Does the next part of what is to do, in a transaction of its own. @returns whether there is more */
export function followOn(db: Db): boolean {
  return transaction(db, () => {
    if (readMeta(db, VERSION_KEY) !== VERSION) {
      dropIndexes(db);
      db.exec('DELETE FROM lot_rows; DELETE FROM lot_stale');
      writeMeta(db, VERSION_KEY, VERSION);
    }
    const last = lastRow(db);
    const added = newAbove(db, last);
    if (added > 0) addRows(db, last, added);
    else mendRows(db, last, ROWS_AT_ONCE);
    // The last part of a large lot leaves them to the next turns.
    if (added <= BULK_AT_ONCE) makeIndexes(db, last > BULK_AT_ONCE ? 1 : Infinity);
    return isLotBehind(db);
  });
}

/** Follows to the end. */
export function followLot(db: Db): void {
  while (isLotBehind(db) && followOn(db));
}

function addRows(db: Db, last: number, added: number): void {
  const isBulk = added > BULK_AT_ONCE && added > last;
  if (isBulk) dropIndexes(db);
  const limit = missingIndexes(db) > 0 ? BULK_AT_ONCE : ROWS_AT_ONCE;
  db.prepare(`${FILL} WHERE l.id > ? ORDER BY l.id LIMIT ?`).run(last, limit);
  grown(db);
}

/** @param last the largest id that has a row: what is above it comes new anyway */
function mendRows(db: Db, last: number, limit: number): void {
  const upTo = db
    .prepare(
      'SELECT max(listing_id) AS id FROM (SELECT listing_id FROM lot_stale ORDER BY listing_id LIMIT ?)',
    )
    .get(limit)?.['id'];
  if (typeof upTo !== 'number') return;
  const whole = 'SELECT listing_id FROM lot_stale WHERE listing_id <= ? AND whole = 1';
  db.prepare(UPDATE_MARKS).run(upTo);
  db.prepare(`DELETE FROM lot_rows WHERE listing_id IN (${whole})`).run(upTo);
  db.prepare(`${FILL} WHERE l.id IN (${whole}) AND l.id <= ?`).run(upTo, last);
  db.prepare('DELETE FROM lot_stale WHERE listing_id <= ?').run(upTo);
  grown(db);
}

const grown = (db: Db): void => writeMeta(db, REVISION_KEY, String(lotRevision(db) + 1));
