import { LotwatchError } from '../../../shared/result.ts';
import { findHeldSync } from '../../store/review/held-syncs.ts';
import type { Db } from '../../store/open.ts';
import type { SyncSourceRequest } from '../sync-source.ts';
import { keptPath } from './kept-files.ts';

/** A held sync by its id, and how it was let through. */
export type AcceptHeld = { readonly id: number; readonly decision: 'accept' | 'always' };

/**
 * What to sync where a held sync was let through: the file as it was kept, standing for what it stood for.
 * @throws LotwatchError `not-found` when it was decided meanwhile.
 */
export function acceptedRequest(
  db: Db,
  { id, decision }: AcceptHeld,
): Pick<SyncSourceRequest, 'file' | 'accepted'> {
  const held = findHeldSync(db, { id });
  if (held === null || held.rejected)
    throw new LotwatchError('not-found', 'This sync was decided already, or a newer one took its place.');
  return { file: { file: keptPath(db, held.kept), asOf: held.asOf }, accepted: { held, decision } };
}
