import { v7 as uuidv7 } from 'uuid';
import { runRecompute } from '../jobs/score-recompute/run.ts';
import { readIdentity } from '../store/meta.ts';
import type { Db } from '../store/open.ts';

/** Scores what the sync made dirty; with a console open on this folder, that one does. */
export function scoreDirty(db: Db): void {
  const { instanceId } = readIdentity(db);
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  runRecompute(
    db,
    { runId: uuidv7(), scope: { kind: 'dirty' }, reason: 'competitor_change', asOf: null, instanceId },
    hooks,
  );
}
