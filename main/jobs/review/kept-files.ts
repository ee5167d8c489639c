import { mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { copyBytes, removeIfPossible } from '../../files/change-files.ts';
import { keptNames } from '../../store/review/held-syncs.ts';
import type { Db } from '../../store/open.ts';
import { runningRuns } from '../../store/sync/claims.ts';

/** Copies of the files of held syncs, in the data folder: the feed may have written another by the time a person looks. */
function folderOf(db: Db): string {
  const location = db.location();
  if (location === null) throw new LotwatchError('internal', 'A database in memory keeps no files');
  return join(dirname(location), 'held');
}

/**
 * Copies the file and returns the name of the copy, which is on the disk when this returns. Whoever does not commit a
 * row for it drops it again ({@link dropKept}).
 * @throws LotwatchError `store`; nothing is left behind then.
 */
export function keepFile(db: Db, runId: string, file: string): string {
  const folder = folderOf(db);
  const name = `${runId}${extname(file)}`;
  try {
    mkdirSync(folder, { recursive: true });
    copyBytes(file, join(folder, name));
  } catch (error) {
    throw new LotwatchError(
      'store',
      `${basename(file)} should wait for Review, but it cannot be kept in ${folder}: ${toFailure(error).message}. Make room there, or make the folder writable.`,
      { cause: error },
    );
  }
  return name;
}

export const keptPath = (db: Db, name: string): string => join(folderOf(db), name);

/**
 * Removes those of these copies that no held sync needs any longer; called after whatever decided them was committed, so
 * that it never throws: what cannot be removed now is left to {@link sweepKept}.
 */
export function dropKept(db: Db, names: readonly (string | undefined)[]): void {
  const wanted = keptNames(db);
  for (const name of names) {
    if (name !== undefined && !wanted.has(name)) removeIfPossible(keptPath(db, name));
  }
}

/** Removes copies that nothing waits for and no run is just making: what crashes, and programs that held a file, left. */
export function sweepKept(db: Db): void {
  // Listed before the store is asked: a copy that is made meanwhile is not among them.
  const found = listKept(folderOf(db));
  // In this order: a run that ends in between has its row by then.
  const making = new Set(runningRuns(db));
  const wanted = keptNames(db);
  for (const name of found) {
    if (!wanted.has(name) && !making.has(basename(name, extname(name))))
      removeIfPossible(keptPath(db, name));
  }
}

function listKept(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Most often nothing was ever held; a folder that cannot be read is reported when a file is to be kept in it.
    return [];
  }
}
