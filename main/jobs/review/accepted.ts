import type { Decision } from '../../../shared/review.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { findHeldSync } from '../../store/review/held-syncs.ts';
import type { Db } from '../../store/open.ts';
import type { SyncInput } from '../msrp-sync/input.ts';
import { keptPath } from './kept-files.ts';

/** A held sync by its id, and how it was let through. */
export type AcceptHeld = {
  readonly id: number;
  readonly decision: Exclude<Decision, 'reject'>;
};

/**
 * What to sync where a held sync was let through: the file as it was kept, with its original as-of date.
 * @throws LotwatchError `not-found` when it was decided meanwhile.
 */
export function acceptedSync(
  db: Db,
  { id, decision }: AcceptHeld,
): Pick<SyncInput, 'file' | 'asOf' | 'accepted'> {
  const held = findHeldSync(db, { id });
  if (held === null || held.rejected)
    throw new LotwatchError('not-found', 'This sync was already decided, or a newer one replaced it.');
  return { file: keptPath(db, held.kept), asOf: held.asOf, accepted: { held, decision } };
}
