import { z } from 'zod';
import type { LotTarget } from '../../../shared/lot-list/calls.ts';
import { normaliseVin } from '../../../shared/vin.ts';
import { toIso } from '../../../shared/units.ts';
import type { Db, Reader } from '../open.ts';
import { lotVins } from './page.ts';

/** Stars and notes, by VIN: they stay when a vehicle leaves the lot, and are there when it comes back. */

const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** The vehicles meant, at this moment. @param now unix ms */
export function targetVins(db: Reader, target: LotTarget, now: number): string[] {
  if (target.kind === 'vins') return [...new Set(target.vins.map(normaliseVin))];
  const without = new Set(target.without);
  const { vins } = lotVins(db, { query: { ...target.selection, sort: [] }, limit: ANY_NUMBER }, now);
  return vins.filter((vin) => !without.has(vin));
}

const marksSchema = z.object({ watched_at: z.number().nullable(), note: z.string().nullable() });

/** ISO 8601 since when it is watched, and its note; null = not watched, none. */
export function marksOf(
  db: Reader,
  vin: string,
): { readonly watchedAt: string | null; readonly note: string | null } {
  const row = db.prepare('SELECT watched_at, note FROM marks WHERE vin = ?').get(vin);
  if (row === undefined) return { watchedAt: null, note: null };
  const { watched_at, note } = marksSchema.parse(row);
  return { watchedAt: toIso(watched_at), note };
}

/** Call inside a transaction. @returns for how many that was news */
export function setWatched(db: Db, vins: readonly string[], watch: boolean, now: number): number {
  const set = db.prepare(
    watch
      ? `INSERT INTO marks (vin, watched_at) VALUES (?1, ?2)
         ON CONFLICT (vin) DO UPDATE SET watched_at = ?2 WHERE watched_at IS NULL`
      : 'UPDATE marks SET watched_at = NULL WHERE vin = ?1 AND watched_at IS NOT NULL',
  );
  return changesOf(vins, (vin) => (watch ? set.run(vin, now) : set.run(vin)).changes, db);
}

/** Call inside a transaction. @param note null = none @returns for how many that was news */
export function setNote(db: Db, vins: readonly string[], note: string | null, now: number): number {
  const set = db.prepare(
    note === null
      ? 'UPDATE marks SET note = NULL, note_at = NULL WHERE vin = ?1 AND note IS NOT NULL'
      : `INSERT INTO marks (vin, note, note_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (vin) DO UPDATE SET note = ?2, note_at = ?3 WHERE note IS NOT ?2`,
  );
  return changesOf(vins, (vin) => (note === null ? set.run(vin) : set.run(vin, note, now)).changes, db);
}

function changesOf(vins: readonly string[], change: (vin: string) => number | bigint, db: Db): number {
  const changed = vins.reduce((sum, vin) => sum + Number(change(vin)), 0);
  db.exec('DELETE FROM marks WHERE watched_at IS NULL AND note IS NULL');
  return changed;
}
