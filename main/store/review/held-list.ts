import { z } from 'zod';
import { guardCheckSchema } from '../../../shared/guard.ts';
import { CONDITIONS } from '../../../shared/listing.ts';
import type { ReviewCounts } from '../../../shared/review.ts';
import type { ListingView } from '../../../shared/vehicle.ts';
import { toUnits } from '../../../shared/units.ts';
import { countHeldSyncs } from './held-syncs.ts';
import type { Db, Reader } from '../open.ts';
import { readRows } from '../stored.ts';

/** Held values with what is known of their vehicles: for people to look at and decide. Cents, unix ms. */

const text = z.string().nullable();
const number = z.number().nullable();
const rowSchema = z.object({
  id: z.number(),
  listingId: z.number(),
  sourceId: z.number(),
  source: z.string(),
  state: z.enum(['quarantined', 'pending']),
  field: z.enum(['msrp', 'price']),
  check: guardCheckSchema,
  value: z.number(),
  beside: number,
  firstAsOf: z.number(),
  lastAsOf: z.number(),
  observations: z.number(),
  vin: z.string(),
  own: z.number().transform((own) => own === 1),
  dealerId: z.string(),
  dealerName: text,
  year: number,
  make: text,
  model: text,
  trim: text,
  condition: z.enum(CONDITIONS),
  /** Of the held value. */
  currency: text,
  /** What is known of the field is in another currency: not the old value of this one. */
  isOther: z.number().transform((is) => is === 1),
  msrp: number,
  price: number,
  msrpBlankSince: number,
  priceBlankSince: number,
});
export type HeldValueRow = z.infer<typeof rowSchema>;
const toRow = (row: unknown): HeldValueRow => rowSchema.parse(row);

/** Of the last known value of the held field. */
const KNOWN_CURRENCY =
  "CASE h.field WHEN 'msrp' THEN coalesce(l.msrp_currency, l.currency) ELSE l.currency END";
const VALUE_CURRENCY = `coalesce(h.currency, ${KNOWN_CURRENCY})`;
const KNOWN_VALUE = "CASE h.field WHEN 'msrp' THEN l.msrp ELSE l.price END";
const IS_OTHER = `(${KNOWN_VALUE} IS NOT NULL AND coalesce(h.currency <> ${KNOWN_CURRENCY}, 0))`;
const HELD = `FROM held_values h CROSS JOIN listings l ON l.id = h.listing_id JOIN sources s ON s.id = l.source_id
  WHERE h.state <> 'rejected' AND l.gone_at IS NULL`;
/** What no verdict is about to be carried out on. */
const FROM = `${HELD} AND h.verdict IS NULL`;
const COLUMNS = `SELECT h.id, h.listing_id AS listingId, l.source_id AS sourceId, s.slug AS source, h.state, h.field,
  h.check_name AS "check", h.value, h.beside, h.first_as_of AS firstAsOf, h.last_as_of AS lastAsOf, h.observations, l.vin,
  l.own, l.dealer_id AS dealerId, l.dealer_name AS dealerName, l.year, l.make, l.model, l.trim, l.condition, ${VALUE_CURRENCY} AS currency,
  ${IS_OTHER} AS isOther, CASE WHEN h.field <> 'msrp' OR NOT ${IS_OTHER} THEN l.msrp END AS msrp,
  CASE WHEN h.field <> 'price' OR NOT ${IS_OTHER} THEN l.price END AS price, l.msrp_blank_since AS msrpBlankSince, l.price_blank_since AS priceBlankSince`;
const SELECT = `${COLUMNS} ${FROM}`;

/** Newest first; quarantined ones, which wait for a person, before pending ones. */
export function listHeldValues(
  db: Reader,
  limit: number,
): { readonly rows: HeldValueRow[]; readonly total: number } {
  const found = db.prepare(`${SELECT} ORDER BY h.state DESC, h.id DESC LIMIT ?`).all(limit);
  const rows = readRows('held value', found, toRow);
  return { rows, total: Number(db.prepare(`SELECT count(*) AS n ${FROM}`).get()?.['n'] ?? 0) };
}

/** Those of these that are still held; in the order of their ids. */
export function findHeldValues(db: Db, ids: readonly number[]): HeldValueRow[] {
  const find = db.prepare(`${SELECT} AND h.id = ?`);
  return [...new Set(ids)]
    .toSorted((a, b) => a - b)
    .flatMap((id) => readRows('held value', find.all(id), toRow));
}

/** What a verdict is to be carried out on; what went meanwhile is not there. */
export const heldOfVerdict = (db: Db, verdict: number): HeldValueRow[] =>
  readRows(
    'held value',
    db.prepare(`${COLUMNS} ${HELD} AND h.verdict = ? ORDER BY h.id`).all(verdict),
    toRow,
  );

/** Held values of vehicles that have left the lot. */
export const heldOfGone = (db: Db, sourceId: number): HeldValueRow[] =>
  readRows(
    'held value',
    db
      .prepare(
        `${COLUMNS} ${HELD.replace('l.gone_at IS NULL', 'l.gone_at IS NOT NULL')} AND l.source_id = ?`,
      )
      .all(sourceId),
    toRow,
  );

/** Drops all holds of these. Call inside a transaction. */
export function forgetHeld(db: Db, listingIds: readonly number[]): void {
  const forget = db.prepare('DELETE FROM held_values WHERE listing_id = ?');
  const clear = db.prepare('UPDATE listings SET held = 0 WHERE id = ?');
  for (const id of listingIds) {
    forget.run(id);
    clear.run(id);
  }
}

/** Everything of a source that one check holds back. */
export const heldByCheck = (db: Db, sourceId: number, check: string): HeldValueRow[] =>
  readRows(
    'held value',
    db.prepare(`${SELECT} AND l.source_id = ? AND h.check_name = ? ORDER BY h.id`).all(sourceId, check),
    toRow,
  );

export function countReview(db: Reader): ReviewCounts {
  const counts = new Map(
    db
      .prepare(`SELECT h.state, count(*) AS n ${FROM} GROUP BY h.state`)
      .all()
      .map((row) => [String(row['state']), Number(row['n'])] as const),
  );
  return {
    syncs: countHeldSyncs(db),
    quarantined: counts.get('quarantined') ?? 0,
    pending: counts.get('pending') ?? 0,
  };
}

const viewSchema = z.object({
  field: z.enum(['msrp', 'price']),
  kind: z.enum(['quarantined', 'pending']),
  new: z.number().transform((cents) => toUnits(cents)),
  currency: text,
});

/** What is held of one listing, as its page shows it; a rejected value stays held back. */
export const heldOfListing = (db: Db, listingId: number): ListingView['held'] =>
  readRows(
    'held value',
    db
      .prepare(
        `SELECT field, CASE h.state WHEN 'pending' THEN 'pending' ELSE 'quarantined' END AS kind, value AS new,
           ${VALUE_CURRENCY} AS currency
         FROM held_values h JOIN listings l ON l.id = h.listing_id WHERE listing_id = ? ORDER BY field`,
      )
      .all(listingId),
    (row) => viewSchema.parse(row),
  );

/** A value brings its currency along; the other field keeps its own. The price's is `currency`, or the MSRP's without one. */
const SET_CURRENCY = {
  price:
    'msrp_currency = CASE WHEN msrp IS NOT NULL THEN nullif(coalesce(msrp_currency, currency), ?1) END, currency = ?1',
  msrp: 'msrp_currency = CASE WHEN price IS NOT NULL THEN nullif(?1, currency) END, currency = CASE WHEN price IS NULL THEN ?1 ELSE currency END',
} as const;

/** Believes a held value: it is the baseline from here on. Call inside a transaction. */
export function acceptValue(db: Db, row: HeldValueRow): void {
  const bit = row.field === 'msrp' ? 1 : 2;
  db.prepare(`UPDATE listings SET ${SET_CURRENCY[row.field]} WHERE id = ?2`).run(
    row.currency,
    row.listingId,
  );
  db.prepare(
    `UPDATE listings SET ${row.field} = ?, ${row.field}_blank_since = NULL, held = held & ~?, changed_at = ? WHERE id = ?`,
  ).run(row.value, bit, row.lastAsOf, row.listingId);
  db.prepare('DELETE FROM held_values WHERE id = ?').run(row.id);
}

/** Rejects a held value: remembered while the feed repeats the value. Call inside a transaction. */
export const rejectValue = (db: Db, id: number): void =>
  void db.prepare("UPDATE held_values SET state = 'rejected', verdict = NULL WHERE id = ?").run(id);

/** It waits again as it did before it was rejected; false where the feed says something else by now. */
export const holdAgain = (db: Db, id: number, state: HeldValueRow['state']): boolean =>
  db.prepare("UPDATE held_values SET state = ? WHERE id = ? AND state = 'rejected'").run(state, id)
    .changes === 1;
