import type { MoneyField } from '../../../shared/listing.ts';
import type { BlankMoney } from '../../../shared/vehicle.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';

/** As-of (ISO) of the observation from which a source left a value blank; null where it does not, or never had one. */
export type BlankDates = (
  sourceId: number,
  value: number | null,
  observation: number | null,
) => string | null;

/** Reads the observations of a source once, when it is first asked about. */
export function blankDates(db: Reader): BlankDates {
  const select = db.prepare(
    'SELECT number, min(as_of) AS asOf FROM observations WHERE source_id = ? AND number > 0 GROUP BY number',
  );
  const known = new Map<number, ReadonlyMap<number, number>>();
  const datesOf = (sourceId: number): ReadonlyMap<number, number> => {
    const dates =
      known.get(sourceId) ??
      new Map(select.all(sourceId).map((row) => [Number(row['number']), Number(row['asOf'])]));
    known.set(sourceId, dates);
    return dates;
  };
  return (sourceId, value, observation) => {
    if (value === null || observation === null) return null;
    const asOf = datesOf(sourceId).get(observation);
    return asOf === undefined ? null : toIso(asOf);
  };
}

type BlankRow = {
  readonly source_id: number;
  readonly msrp: number | null;
  readonly price: number | null;
  readonly msrp_blank_since: number | null;
  readonly price_blank_since: number | null;
};

/** What listings were last known at, field by field; null where the feed shows the value, or never did. */
export function blankMoney(
  db: Reader,
): (listingId: number) => Readonly<Record<MoneyField, BlankMoney | null>> {
  const find = db.prepare(
    'SELECT source_id, msrp, price, msrp_blank_since, price_blank_since FROM listings WHERE id = ?',
  );
  const since = blankDates(db);
  return (listingId) => {
    // The columns of the SELECT above, as a STRICT table holds them.
    const row = find.get(listingId) as BlankRow | undefined;
    const blank = (value: number | null, observation: number | null): BlankMoney | null => {
      const from = row === undefined ? null : since(row.source_id, value, observation);
      return value === null || from === null ? null : { last: toUnits(value), since: from };
    };
    if (row === undefined) return { msrp: null, price: null };
    return {
      msrp: blank(row.msrp, row.msrp_blank_since),
      price: blank(row.price, row.price_blank_since),
    };
  };
}

/** Since when the amount an event announced is only the last known one of its listing; `amount` as it announced it. */
export function blankAmounts(
  db: Reader,
): (at: { source: string; vin: string; field: MoneyField; amount: number }) => string | null {
  const find = db.prepare(
    `SELECT l.source_id, l.msrp, l.price, l.msrp_blank_since, l.price_blank_since
     FROM listings l JOIN sources s ON s.id = l.source_id WHERE l.vin = ? AND s.slug = ?`,
  );
  const since = blankDates(db);
  return ({ source, vin, field, amount }) => {
    // The columns of the SELECT above, as a STRICT table holds them.
    const row = find.get(vin, source) as BlankRow | undefined;
    if (row === undefined || toUnits(row[field]) !== amount) return null;
    return since(row.source_id, row[field], row[`${field}_blank_since`]);
  };
}
