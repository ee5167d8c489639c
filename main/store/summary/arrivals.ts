import { SUMMARY_LISTED, type DaySummary } from '../../../shared/day-summary/summary.ts';
import { daysOnLot } from '../../../shared/days-on-lot.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';
import { wordsOf, type Period } from './period.ts';

/** Of a STRICT table; amounts in cents, times unix ms. */
type Car = {
  readonly vin: string;
  readonly sourceId: number;
  readonly year: number | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly trim: string | null;
  readonly dealer: string | null;
  readonly price: number | null;
  readonly currency: string | null;
  readonly cameAt: number | null;
  readonly at: number;
  readonly isSold: number;
};

const cars = (
  time: string,
  where: string,
): string => `SELECT vin, source_id AS sourceId, year, make, model, trim,
    coalesce(dealer_name, nullif(dealer_id, '')) AS dealer, price, currency, ${time} AS at, sold_at IS NOT NULL AS isSold,
    coalesce(date_in_stock, CASE WHEN baseline = 0 THEN first_seen END) AS cameAt
  FROM listings WHERE own = 1 AND (?1 IS NULL OR dealer_id = ?1) AND ${where} ORDER BY at DESC, vin`;
/** What a first sync found was there before. */
const ADDED = cars('first_seen', 'baseline = 0 AND first_seen >= ?2');
const LEFT = cars('coalesce(sold_at, gone_at)', 'coalesce(sold_at, gone_at) >= ?2');

/** Vehicles that came and left by what was synced in the period, the latest first. */
export function arrivalsAndDepartures(
  db: Reader,
  { since, until, dealerId }: Period,
): Pick<DaySummary, 'added' | 'left'> & {
  readonly totals: { readonly added: number; readonly sold: number; readonly gone: number };
} {
  const files = filesOf(db, since, until);
  const found = (sql: string, those: (file: File) => boolean): Car[] => {
    const wanted = files.filter(those);
    const names = new Set(wanted.map(({ sourceId, asOf }) => `${sourceId} ${asOf}`));
    const oldest = wanted.reduce((least, { asOf }) => Math.min(least, asOf), Infinity);
    if (!Number.isFinite(oldest)) return [];
    return (
      db
        .prepare(sql)
        .all(dealerId, oldest)
        // The columns of the statement, as a STRICT table holds them.
        .map((row) => row as unknown as Car)
        .filter(({ sourceId, at }) => names.has(`${sourceId} ${at}`))
    );
  };
  const added = found(ADDED, (file) => file.added > 0);
  const left = found(LEFT, (file) => file.left > 0);
  const sold = left.filter(({ isSold }) => isSold === 1).length;
  return {
    totals: { added: added.length, sold, gone: left.length - sold },
    added: added.slice(0, SUMMARY_LISTED).map((car) => ({ ...shown(car), at: toIso(car.at) })),
    left: left.slice(0, SUMMARY_LISTED).map((car) => ({
      ...shown(car),
      at: toIso(car.at),
      why: car.isSold === 1 ? 'sold' : 'gone',
      days: daysOnLot(car.cameAt, { leftAt: car.at, now: until }),
    })),
  };
}

const shown = ({ vin, year, make, model, trim, dealer, price, currency }: Car) => ({
  vin,
  vehicle: wordsOf([year, make, model, trim]),
  dealer,
  price: toUnits(price),
  currency,
});

/** A file that was synced: its vehicles came and left as of its date, whenever that was. */
type File = {
  readonly sourceId: number;
  readonly asOf: number;
  readonly added: number;
  readonly left: number;
};

const filesOf = (db: Reader, since: number, until: number): File[] =>
  db
    .prepare(
      `SELECT source_id AS sourceId, result ->> '$.asOf' AS asOf, coalesce(result ->> '$.added', 0) AS added,
         coalesce(result ->> '$.removed', 0) + coalesce(result ->> '$.sold', 0) AS "left"
       FROM runs WHERE task = 'msrp_sync' AND state = 'done' AND source_id IS NOT NULL AND result IS NOT NULL
         AND ended_at >= ? AND ended_at <= ?`,
    )
    .all(since, until)
    .map((row) => ({
      sourceId: Number(row['sourceId']),
      asOf: Date.parse(String(row['asOf'])),
      added: Number(row['added']),
      left: Number(row['left']),
    }));
