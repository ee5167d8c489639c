import { z } from 'zod';
import { guardCheckSchema } from '../../../shared/guard.ts';
import { heldSyncSchema, type HeldSync } from '../../../shared/review.ts';
import { toIso } from '../../../shared/units.ts';
import type { Db, Reader } from '../open.ts';
import { readJson, readRow, readRows } from '../stored.ts';

/** Syncs of which nothing was stored until a person has looked: at most one a source. Times unix ms. */

/** What a person judges by; amounts in currency units, as the contract has them. */
const heldFiguresSchema = heldSyncSchema.pick({
  rows: true,
  vehicles: true,
  vehiclesBefore: true,
  matched: true,
  moved: true,
  added: true,
  missing: true,
  samples: true,
});
export type HeldFigures = z.infer<typeof heldFiguresSchema>;

const NO_FIGURES: HeldFigures = {
  rows: 0,
  vehicles: 0,
  vehiclesBefore: 0,
  matched: 0,
  moved: 0,
  added: 0,
  missing: 0,
  samples: [],
};

const rowSchema = z.object({
  id: z.number(),
  sourceId: z.number(),
  source: z.string(),
  runId: z.string(),
  file: z.string(),
  mtime: z.number(),
  kept: z.string(),
  asOf: z.number(),
  at: z.number(),
  check: guardCheckSchema,
  reason: z.string(),
  /** The one that waits to be carried out on it. */
  verdict: z.number().nullable(),
  /** A person said no; kept until a newer sync comes, should they change their mind. */
  rejected: z.number().transform((rejected) => rejected === 1),
  figures: z
    .string()
    .transform((text) => readJson('Figures of a held sync', text, heldFiguresSchema, NO_FIGURES)),
});
const toRow = (row: unknown): z.infer<typeof rowSchema> => rowSchema.parse(row);
export type HeldSyncRow = z.infer<typeof rowSchema>;

const SELECT = `SELECT h.id, h.source_id AS sourceId, s.slug AS source, h.run_id AS runId, h.file, h.mtime, h.kept,
  h.as_of AS asOf, h.at, h.check_name AS "check", h.reason, h.figures, h.verdict, h.rejected
  FROM held_syncs h JOIN sources s ON s.id = h.source_id`;

const WAITING = 'h.rejected = 0 AND h.verdict IS NULL';

/** Those that wait for a person, newest first. */
export const listHeldSyncs = (db: Reader): HeldSyncRow[] =>
  readRows('held sync', db.prepare(`${SELECT} WHERE ${WAITING} ORDER BY h.id DESC`).all(), toRow);

/** Those of these that still wait for a person. */
export const findWaitingSyncs = (db: Db, ids: readonly number[]): HeldSyncRow[] => {
  const find = db.prepare(`${SELECT} WHERE ${WAITING} AND h.id = ?`);
  return [...new Set(ids)].flatMap((id) => readRows('held sync', find.all(id), toRow));
};

/** What a verdict is to be carried out on. */
export const heldSyncsOfVerdict = (db: Db, verdict: number): HeldSyncRow[] =>
  readRows('held sync', db.prepare(`${SELECT} WHERE h.verdict = ? ORDER BY h.id`).all(verdict), toRow);

/** The copies that are still needed. */
export const keptNames = (db: Db, sourceId: number | null = null): Set<string> =>
  new Set(
    db
      .prepare('SELECT kept FROM held_syncs WHERE ?1 IS NULL OR source_id = ?1')
      .all(sourceId)
      .map((row) => String(row['kept'])),
  );

/** Rejects a held sync, or undoes the rejection. Call inside a transaction. */
export const setRejected = (db: Db, id: number, rejected: boolean): void =>
  void db
    .prepare('UPDATE held_syncs SET rejected = ?, verdict = NULL WHERE id = ?')
    .run(rejected ? 1 : 0, id);

export function findHeldSync(db: Db, by: { id: number } | { sourceId: number }): HeldSyncRow | null {
  const [column, value] = 'id' in by ? ['h.id', by.id] : ['h.source_id', by.sourceId];
  const row = db.prepare(`${SELECT} WHERE ${column} = ? ORDER BY h.id DESC`).get(value);
  return row === undefined ? null : readRow('held sync', row, toRow);
}

export function insertHeldSync(
  db: Db,
  row: Omit<HeldSyncRow, 'id' | 'source' | 'figures' | 'rejected'> & { readonly figures: HeldFigures },
): void {
  db.prepare(
    `INSERT INTO held_syncs (source_id, run_id, file, mtime, kept, as_of, at, check_name, reason, figures, verdict)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.sourceId, row.runId, row.file, row.mtime, row.kept, row.asOf, row.at, row.check, row.reason,
    JSON.stringify(row.figures), row.verdict,
  ); // prettier-ignore
}

export const deleteHeldSync = (db: Db, id: number): void =>
  void db.prepare('DELETE FROM held_syncs WHERE id = ?').run(id);

export const countHeldSyncs = (db: Reader): number =>
  Number(db.prepare(`SELECT count(*) AS n FROM held_syncs h WHERE ${WAITING}`).get()?.['n'] ?? 0);

export const toHeldSync = ({
  id,
  source,
  runId,
  file,
  asOf,
  at,
  check,
  reason,
  figures,
}: HeldSyncRow): HeldSync => ({
  id,
  source,
  runId,
  file,
  asOf: toIso(asOf),
  at: toIso(at),
  check,
  reason,
  ...figures,
});
