import { z } from 'zod';
import { guardCheckSchema, type GuardCheck } from '../../../shared/guard.ts';
import type { MoneyField } from '../../../shared/listing.ts';
import type { Db } from '../open.ts';
import { readRows } from '../stored.ts';

/**
 * Money values that are not accepted yet, at most one a field of a listing. Cents, unix ms. They are few and the listings
 * many: every query begins with them (CROSS JOIN keeps SQLite to that order).
 */

const HOLD_STATES = ['quarantined', 'pending', 'rejected'] as const;
export type HoldState = (typeof HOLD_STATES)[number];
export type StoredHold = {
  readonly state: HoldState;
  readonly check: GuardCheck;
  readonly value: number;
  readonly lastObservation: number;
};
export type ListingHolds = Readonly<Record<MoneyField, StoredHold | null>>;

const holdSchema = z.object({
  field: z.enum(['msrp', 'price']),
  state: z.enum(HOLD_STATES),
  check: guardCheckSchema,
  value: z.number(),
  lastObservation: z.number(),
});

const toHold = (row: unknown): z.infer<typeof holdSchema> => holdSchema.parse(row);

/** What is held of a listing; asked only where `listings.held` says that something is. */
export function holdReader(db: Db): (listingId: number) => ListingHolds {
  const select = db.prepare(
    `SELECT field, state, check_name AS "check", value, last_observation AS lastObservation
     FROM held_values WHERE listing_id = ?`,
  );
  return (listingId) => {
    const holds: Record<MoneyField, StoredHold | null> = { msrp: null, price: null };
    for (const { field, ...hold } of readRows('held value', select.all(listingId), toHold))
      holds[field] = hold;
    return holds;
  };
}

export type HeldRow = {
  readonly listingId: number;
  readonly field: MoneyField;
  readonly state: HoldState;
  readonly check: GuardCheck;
  readonly value: number;
  /** The baseline that stays, and the other money field of the same row. */
  readonly old: number | null;
  readonly currency: string | null;
  readonly beside: number | null;
};
export type SeenAt = { readonly observation: number; readonly asOf: number; readonly runId: string };

export type HoldWriter = {
  /** A value held for the first time; what was held of the field before is replaced. */
  open(row: HeldRow, at: SeenAt): void;
  /** The same value again. */
  recordRepeat(row: HeldRow, at: SeenAt): void;
  remove(listingId: number, field: MoneyField): void;
};

export function holdWriter(db: Db): HoldWriter {
  const open = db.prepare(
    `INSERT OR REPLACE INTO held_values (listing_id, field, state, check_name, value, old, beside, first_observation,
       last_observation, observations, first_as_of, last_as_of, run_id, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  );
  const repeat = db.prepare(
    `UPDATE held_values SET state = ?, check_name = ?, old = ?, beside = ?,
       observations = observations + (last_observation < ?), last_observation = ?, last_as_of = ?
     WHERE listing_id = ? AND field = ?`,
  );
  const remove = db.prepare('DELETE FROM held_values WHERE listing_id = ? AND field = ?');
  return {
    open: (row, { observation, asOf, runId }) =>
      void open.run(
        row.listingId, row.field, row.state, row.check, row.value, row.old, row.beside, observation, observation,
        asOf, asOf, runId, row.currency,
      ), // prettier-ignore
    recordRepeat: (row, { observation, asOf }) =>
      void repeat.run(
        row.state, row.check, row.old, row.beside, observation, observation, asOf, row.listingId, row.field,
      ), // prettier-ignore
    remove: (listingId, field) => void remove.run(listingId, field),
  };
}

/** A source with values that wait for a second look must be read even where its bytes are the same. */
export const hasPending = (db: Db, sourceId: number): boolean =>
  db
    .prepare(
      "SELECT 1 FROM held_values h CROSS JOIN listings l ON l.id = h.listing_id WHERE h.state = 'pending' AND l.source_id = ? LIMIT 1",
    )
    .get(sourceId) !== undefined;

/** The same bytes in a new observation: whatever was held in the last one is held in this one. */
export const seeAgain = (db: Db, sourceId: number, last: number, at: Omit<SeenAt, 'runId'>): void =>
  void db
    .prepare(
      `UPDATE held_values SET observations = observations + 1, last_observation = ?, last_as_of = ?
       WHERE last_observation = ? AND (SELECT source_id FROM listings WHERE id = listing_id) = ?`,
    )
    .run(at.observation, at.asOf, last, sourceId);

/** What is held of a source's vehicles that stand in its latest file. */
export function countHeld(
  db: Db,
  sourceId: number,
): { readonly quarantined: number; readonly pending: number } {
  const rows = db
    .prepare(
      `SELECT h.state, count(*) AS n FROM held_values h CROSS JOIN listings l ON l.id = h.listing_id
       WHERE h.state IN ('quarantined', 'pending') AND l.source_id = ? AND l.absent_from IS NULL GROUP BY h.state`,
    )
    .all(sourceId);
  const of = (state: HoldState): number => Number(rows.find((row) => row['state'] === state)?.['n'] ?? 0);
  return { quarantined: of('quarantined'), pending: of('pending') };
}
