import { z } from 'zod';
import { SCORE_REASONS, type ScoreReason } from '../../../shared/events.ts';
import { readMeta, writeMeta } from '../meta.ts';
import type { Db } from '../open.ts';

/** Listings whose scores, and those of what compares with them, must be recomputed since a sync changed them. Table `touched`. */

export type DirtyReason = Extract<ScoreReason, 'msrp_change' | 'price_change' | 'listing_change'>;

export type DirtyWriter = (listingId: number, reason: DirtyReason) => void;

/** Call inside the transaction of the sync. What a sync finds later takes the place of what an earlier one found. */
export function dirtyWriter(db: Db, asOf: number): DirtyWriter {
  const insert = db.prepare(
    `INSERT INTO touched (listing_id, reason, as_of) VALUES (?, ?, ?)
     ON CONFLICT (listing_id) DO UPDATE SET reason = excluded.reason, as_of = excluded.as_of`,
  );
  return (listingId, reason) => void insert.run(listingId, reason, asOf);
}

export type Dirty = { readonly listingId: number; readonly reason: ScoreReason; readonly asOf: number };

const rowSchema = z.object({
  listingId: z.number(),
  reason: z.enum(SCORE_REASONS).catch('listing_change'),
  asOf: z.number(),
});

export const listDirty = (db: Db): Dirty[] =>
  db
    .prepare('SELECT listing_id AS listingId, reason, as_of AS asOf FROM touched')
    .all()
    .map((row) => rowSchema.parse(row));

/** Removes what was scored, unless a sync has made it dirty once more meanwhile. */
export function removeDirty(db: Db, dirty: readonly Dirty[]): void {
  const remove = db.prepare('DELETE FROM touched WHERE listing_id = ? AND reason = ? AND as_of = ?');
  for (const { listingId, reason, asOf } of dirty) remove.run(listingId, reason, asOf);
}

export const isAnythingDirty = (db: Db): boolean =>
  allDirtySince(db) !== null || db.prepare('SELECT 1 FROM touched LIMIT 1').get() !== undefined;

const ALL_KEY = 'scoresDueSince';

/** A first sync makes everything dirty: one mark instead of a row a listing. */
export function markAllDirty(db: Db, asOf: number): void {
  writeMeta(db, ALL_KEY, String(asOf));
}

/** As-of of the first sync whose vehicles were never scored, unix ms; null = none is waiting. */
export function allDirtySince(db: Db): number | null {
  const value = readMeta(db, ALL_KEY);
  return value === null ? null : Number(value);
}

export const clearAllDirty = (db: Db, asOf: number): void =>
  void db.prepare('DELETE FROM meta WHERE key = ? AND value = ?').run(ALL_KEY, String(asOf));

/** Why scores of a vehicle are due whose money moved so; undefined = only its listing changed. */
export const reasonOf = (
  moved: { readonly moves: readonly { field: 'msrp' | 'price' }[] } | undefined,
): DirtyReason => {
  const [first] = moved?.moves ?? [];
  return first === undefined ? 'listing_change' : `${first.field}_change`;
};
