import { z } from 'zod';
import type { Db, Reader } from '../open.ts';
import { readMeta, writeMeta } from '../meta.ts';

/** What was deleted for its age up to now. */
export type Pruned = {
  readonly records: number;
  /** Of the last time that any were, unix ms. */
  readonly at: number;
};

const META = 'prunedEvidence';
const prunedSchema = z.object({ records: z.number(), at: z.number() });
/** Records of a listing that stay whatever their age: today's prices, and what they are compared with after an absence. */
const KEPT = 2;

/** Null = none was ever deleted. */
export function readPruned(db: Reader): Pruned | null {
  const text = readMeta(db, META);
  return text === null ? null : prunedSchema.parse(JSON.parse(text));
}

/**
 * Deletes the records of what was no longer advertised at `until` (unix ms), oldest first and without holes. The first
 * record that stays keeps the hash of the last that went, so that the rest of the chain can still be judged. Files that no
 * record names any more go with them. Call inside a transaction. Returns how many records went.
 */
export function pruneAdvertised(db: Db, until: number, now: number): number {
  const isAny = db.prepare('SELECT 1 FROM price_files WHERE as_of < ? LIMIT 1').get(until) !== undefined;
  if (!isAny) return 0;
  const records =
    pruneTable(db, until, 'advertised', ['listing_id']) +
    pruneTable(db, until, 'advertised_past', ['vin', 'source_id']);
  if (records === 0) return 0;
  db.exec(`DELETE FROM price_files WHERE id NOT IN (
    SELECT file_id FROM advertised UNION SELECT file_id FROM advertised_past)`);
  writeMeta(db, META, JSON.stringify({ records: (readPruned(db)?.records ?? 0) + records, at: now }));
  return records;
}

/** @param key the columns that one chain has in common */
function pruneTable(
  db: Db,
  until: number,
  table: 'advertised' | 'advertised_past',
  key: readonly string[],
): number {
  const same = key.map((column) => `b.${column} = a.${column}`).join(' AND ');
  // The first record that stays: it still stood at that time, or is one of the last.
  const firsts = db
    .prepare(
      `SELECT ${key.map((column) => `a.${column}`).join(', ')}, min(a.n) AS n FROM ${table} a
       WHERE a.n > (SELECT max(b.n) FROM ${table} b WHERE ${same}) - ${KEPT}
         OR (SELECT f.as_of FROM ${table} b JOIN price_files f ON f.id = b.file_id WHERE ${same} AND b.n = a.n + 1) > ?1
       GROUP BY ${key.map((column) => `a.${column}`).join(', ')}`,
    )
    .all(until);
  const where = key.map((column) => `${column} = ?`).join(' AND ');
  const before = db.prepare(`SELECT hash FROM ${table} WHERE ${where} AND n = ?`);
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${where} AND n < ?`);
  const mark = db.prepare(`UPDATE ${table} SET follows = ? WHERE ${where} AND n = ?`);
  let deleted = 0;
  for (const row of firsts) {
    const chain = key.map((column) => row[column] ?? null);
    const n = Number(row['n']);
    const hash = before.get(...chain, n - 1)?.['hash'];
    if (hash === undefined) continue;
    deleted += Number(remove.run(...chain, n).changes);
    mark.run(String(hash), ...chain, n);
  }
  return deleted;
}
