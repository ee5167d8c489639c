import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { LotwatchError } from '../../../shared/result.ts';
import { keptNames } from '../../store/review/held-syncs.ts';
import type { Db } from '../../store/open.ts';

/** Copies of the files of held syncs, in the data folder: the feed may have written another by the time a person looks. */
function folderOf(db: Db): string {
  const location = db.location();
  if (location === null) throw new LotwatchError('internal', 'A database in memory keeps no files');
  return join(dirname(location), 'held');
}

/** Copies the file and answers the name of the copy, which is on the disk when this returns. */
export function keepFile(db: Db, runId: string, file: string): string {
  const folder = folderOf(db);
  mkdirSync(folder, { recursive: true });
  const name = `${runId}${extname(file)}`;
  const path = join(folder, name);
  copyFileSync(file, path);
  const fd = openSync(path, 'r+');
  fsyncSync(fd);
  closeSync(fd);
  return name;
}

export const keptPath = (db: Db, name: string): string => join(folderOf(db), name);

/** Removes those of these copies that nothing waits for any more; called after whatever decided them was committed. */
export function dropKept(db: Db, names: readonly (string | undefined)[]): void {
  const wanted = keptNames(db);
  for (const name of names) {
    if (name !== undefined && !wanted.has(name)) rmSync(keptPath(db, name), { force: true });
  }
}
