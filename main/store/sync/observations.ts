import { pathKey } from '../../files/path-key.ts';
import type { Db } from '../open.ts';

// A name is compared by its key, whoever wrote it; earlier versions stored it as it was written.
const IS_FILE = 'file IN (?, ?)';
const writings = (file: string): [string, string] => [pathKey(file), file];

/** One reading of a source: a file name, its modification time and its as-of date (rules 4). */
export type ObservationKey = { readonly file: string; readonly mtime: number; readonly asOf: number };

/** The number of a file that is no inventory, or that waits in Review: it is no observation, and a folder does not try it again as it is. */
export const UNUSABLE = 0;
/** The number of a file that a person rejected: it is not read again at all. */
export const REJECTED = -1;

/** Whether exactly this was read before; reading it again adds no absence. */
export const isObserved = (db: Db, sourceId: number, key: ObservationKey): boolean =>
  db
    .prepare(
      `SELECT 1 FROM observations WHERE source_id = ? AND ${IS_FILE} AND mtime = ? AND as_of = ? AND number > 0`,
    )
    .get(sourceId, ...writings(key.file), key.mtime, key.asOf) !== undefined;

/** Whether a person said no to exactly this in Review. */
export const isRejected = (db: Db, sourceId: number, key: ObservationKey): boolean =>
  db
    .prepare(
      `SELECT 1 FROM observations WHERE source_id = ? AND ${IS_FILE} AND mtime = ? AND as_of = ? AND number = ${REJECTED}`,
    )
    .get(sourceId, ...writings(key.file), key.mtime, key.asOf) !== undefined;

export function insertObservation(
  db: Db,
  sourceId: number,
  key: ObservationKey,
  number: number,
  runId: string,
): void {
  db.prepare(
    'INSERT OR REPLACE INTO observations (source_id, file, mtime, as_of, number, run_id) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(sourceId, pathKey(key.file), key.mtime, key.asOf, number, runId);
}

/** Sets a file aside: a folder does not try it again as it is. What was read of it before, or decided, stays. */
export function noteUnusable(db: Db, sourceId: number, key: ObservationKey, runId: string): void {
  db.prepare(
    `INSERT OR IGNORE INTO observations (source_id, file, mtime, as_of, number, run_id) VALUES (?, ?, ?, ?, ${UNUSABLE}, ?)`,
  ).run(sourceId, pathKey(key.file), key.mtime, key.asOf, runId);
}

const NONE: ReadonlySet<number> = new Set();

/** Returns the modification times that a file of a folder had when it was synced. */
export function observedTimes(db: Db, sourceId: number): (file: string) => ReadonlySet<number> {
  const files = new Map<string, Set<number>>();
  for (const row of db
    .prepare('SELECT file, mtime FROM observations WHERE source_id = ?')
    .iterate(sourceId)) {
    const name = pathKey(String(row['file']));
    const times = files.get(name) ?? new Set();
    times.add(Number(row['mtime']));
    files.set(name, times);
  }
  return (file) => files.get(pathKey(file)) ?? NONE;
}

/** The file and modification time of the last good sync; null before the first. */
export function lastReading(db: Db, sourceId: number): Pick<ObservationKey, 'file' | 'mtime'> | null {
  const row = db
    .prepare(
      `SELECT o.file, o.mtime FROM observations o JOIN sources s ON s.id = o.source_id AND s.last_run = o.run_id
       WHERE s.id = ?`,
    )
    .get(sourceId);
  return row === undefined ? null : { file: String(row['file']), mtime: Number(row['mtime']) };
}

/** Whether this file, as it is, was set aside: it is not read again by itself. */
export const isUnusable = (db: Db, sourceId: number, file: string, mtime: number): boolean =>
  db
    .prepare(
      `SELECT 1 FROM observations WHERE source_id = ? AND ${IS_FILE} AND mtime = ? AND number <= ${UNUSABLE}`,
    )
    .get(sourceId, ...writings(file), mtime) !== undefined;
