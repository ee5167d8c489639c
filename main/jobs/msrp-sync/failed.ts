import { toFailure } from '../../../shared/result.ts';
import { isPassing } from '../../sources/passing.ts';
import { statNow } from '../../sources/locate.ts';
import { noteUnusable, type ObservationKey } from '../../store/sync/observations.ts';
import { transaction, type Db } from '../../store/open.ts';
import { endRun } from '../../store/sync/runs.ts';
import { failSource } from '../../store/sync/sources.ts';
import type { SyncInput } from './input.ts';

/**
 * Ends the row of a run that failed and says so of its source. A file that was read and is no inventory is remembered:
 * it is told once, and read again by itself when it was replaced. A file that could not be read, or that was replaced
 * under our eyes, is not: nothing is known of it, and it is tried again.
 */
export function noteFailure(
  db: Db,
  input: SyncInput,
  key: ObservationKey | null,
  error: unknown,
  now: number,
): void {
  const { code, message } = toFailure(error);
  const { source, runId } = input;
  const mayPass = isPassing(error) || (code === 'source' && wasReplaced(input, key));
  transaction(db, () => {
    endRun(db, runId, { state: code === 'cancelled' ? 'cancelled' : 'failed', error: message }, now);
    if (code === 'cancelled') return;
    failSource(db, source.id, message, now, mayPass);
    if (code === 'source' && !mayPass && key !== null && source.kind !== 'sample') {
      noteUnusable(db, source.id, key, runId);
    }
  });
}

/** What failed was half the old file and half the new one. A kept copy is replaced by nobody. */
function wasReplaced({ file, accepted }: SyncInput, key: ObservationKey | null): boolean {
  if (key === null || accepted !== undefined) return false;
  const found = statNow(file);
  return typeof found === 'string' || Math.round(found.mtimeMs) !== key.mtime;
}
