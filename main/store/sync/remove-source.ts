import type { Db } from '../open.ts';
import { moveAdvertised } from '../vehicles/advertised.ts';
import type { StoredSource } from './sources.ts';

/**
 * Forgets a source with its listings and history. Its events stay, and so does what it advertised, unless it was the
 * sample.
 */
export function removeSource(db: Db, source: StoredSource): void {
  moveAdvertised(db, source.id, source.kind !== 'sample');
  db.prepare('DELETE FROM sources WHERE id = ?').run(source.id);
  if (source.kind !== 'sample') return;
  for (const table of ['journal', 'change_groups', 'runs'])
    db.exec(`DELETE FROM ${table} WHERE sample = 1`);
}
