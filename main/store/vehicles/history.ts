import { z } from 'zod';
import { VEHICLE_STATUSES, type VehicleStatus } from '../../../shared/status.ts';
import type { Db, Reader } from '../open.ts';
import { readRows } from '../stored.ts';

/** A move of one listing's money. Cents; `asOf` unix ms. */
export type HistoryEntry = {
  readonly field: 'msrp' | 'price';
  readonly cause: 'change' | 'first' | 'rebase';
  readonly old: number | null;
  readonly new: number;
};

export type HistoryWriter = (listingId: number, entry: HistoryEntry, asOf: number, runId: string) => void;

export function historyWriter(db: Db): HistoryWriter {
  const insert = db.prepare(
    'INSERT INTO history (listing_id, field, cause, old, new, as_of, run_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return (listingId, entry, asOf, runId) =>
    void insert.run(listingId, entry.field, entry.cause, entry.old, entry.new, asOf, runId);
}

/** What the feed said of a listing's availability. */
export type StatusEntry = { readonly old: VehicleStatus | null; readonly new: VehicleStatus };

export function statusHistoryWriter(
  db: Db,
): (listingId: number, entry: StatusEntry, asOf: number, runId: string) => void {
  const insert = db.prepare(
    'INSERT INTO status_history (listing_id, old, new, as_of, run_id) VALUES (?, ?, ?, ?, ?)',
  );
  return (listingId, entry, asOf, runId) => void insert.run(listingId, entry.old, entry.new, asOf, runId);
}

const statusSchema = z.object({
  old: z.enum(VEHICLE_STATUSES).nullable(),
  new: z.enum(VEHICLE_STATUSES),
  asOf: z.number(),
});

/** In the order it happened. */
export const statusHistory = (db: Reader, listingId: number): (StatusEntry & { readonly asOf: number })[] =>
  readRows(
    'status of a vehicle',
    db
      .prepare('SELECT old, new, as_of AS asOf FROM status_history WHERE listing_id = ? ORDER BY id')
      .all(listingId),
    (row) => statusSchema.parse(row),
  );

const entrySchema = z.object({
  field: z.enum(['msrp', 'price']),
  cause: z.enum(['change', 'first', 'rebase']),
  old: z.number().nullable(),
  new: z.number(),
  asOf: z.number(),
});

/** In the order it happened. The value a listing began with stands in the listing itself. */
export const listingHistory = (
  db: Reader,
  listingId: number,
): (HistoryEntry & { readonly asOf: number })[] =>
  readRows(
    'change of a vehicle',
    db
      .prepare('SELECT field, cause, old, new, as_of AS asOf FROM history WHERE listing_id = ? ORDER BY id')
      .all(listingId),
    (row) => entrySchema.parse(row),
  );

/** Of a vehicle's past no more is looked at: what it cost long ago says nothing of it now. */
const PAST_MOVES = 50;

/** What one field of a listing was before, as it is understood today. */
export function pastReader(db: Db): (listingId: number, field: 'msrp' | 'price') => readonly number[] {
  const select = db.prepare(
    `SELECT cause, old, new FROM history WHERE listing_id = ? AND field = ? ORDER BY id DESC LIMIT ${PAST_MOVES}`,
  );
  return (listingId, field) => {
    const values = new Set<number>();
    for (const { cause, old, new: found } of select.all(listingId, field)) {
      values.add(Number(found));
      // What it was before it meant something else is not its past.
      if (cause === 'rebase') break;
      if (old !== null) values.add(Number(old));
    }
    return [...values];
  };
}
