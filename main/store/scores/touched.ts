import { z } from 'zod';
import { SCORE_REASONS, type ScoreReason } from '../../../shared/events.ts';
import { readMeta, writeMeta } from '../meta.ts';
import type { Db } from '../open.ts';

/** Listings whose scores, and those of what compares with them, are due since a sync touched them. */

export type TouchReason = Extract<ScoreReason, 'msrp_change' | 'price_change' | 'listing_change'>;

export type TouchWriter = (listingId: number, reason: TouchReason) => void;

/** Call inside the transaction of the sync. What a sync finds later takes the place of what an earlier one found. */
export function touchWriter(db: Db, asOf: number): TouchWriter {
  const insert = db.prepare(
    `INSERT INTO touched (listing_id, reason, as_of) VALUES (?, ?, ?)
     ON CONFLICT (listing_id) DO UPDATE SET reason = excluded.reason, as_of = excluded.as_of`,
  );
  return (listingId, reason) => void insert.run(listingId, reason, asOf);
}

export type Touched = { readonly listingId: number; readonly reason: ScoreReason; readonly asOf: number };

const rowSchema = z.object({
  listingId: z.number(),
  reason: z.enum(SCORE_REASONS).catch('listing_change'),
  asOf: z.number(),
});

export const listTouched = (db: Db): Touched[] =>
  db
    .prepare('SELECT listing_id AS listingId, reason, as_of AS asOf FROM touched')
    .all()
    .map((row) => rowSchema.parse(row));

/** Takes out what was looked at, unless a sync has touched it again meanwhile. */
export function removeTouched(db: Db, touched: readonly Touched[]): void {
  const remove = db.prepare('DELETE FROM touched WHERE listing_id = ? AND reason = ? AND as_of = ?');
  for (const { listingId, reason, asOf } of touched) remove.run(listingId, reason, asOf);
}

export const isAnythingTouched = (db: Db): boolean =>
  everythingTouched(db) !== null || db.prepare('SELECT 1 FROM touched LIMIT 1').get() !== undefined;

const ALL_KEY = 'scoresDueSince';

/** A first sync touches everything: one mark instead of a row a listing. */
export function touchEverything(db: Db, asOf: number): void {
  writeMeta(db, ALL_KEY, String(asOf));
}

/** As-of of the first sync whose vehicles were never scored, unix ms; null = none is waiting. */
export function everythingTouched(db: Db): number | null {
  const value = readMeta(db, ALL_KEY);
  return value === null ? null : Number(value);
}

export const clearEverythingTouched = (db: Db, asOf: number): void =>
  void db.prepare('DELETE FROM meta WHERE key = ? AND value = ?').run(ALL_KEY, String(asOf));
