import type { Failure } from '../../../shared/result.ts';
import { statNow } from '../../sources/locate.ts';
import { isPassing } from '../../sources/passing.ts';
import { noteUnusable, type ObservationKey } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import { failSource } from '../../store/sync/sources.ts';
import type { SyncInput } from './input.ts';

/** What a run had in hand when it failed. */
export type InHand = { readonly input: SyncInput; readonly key: ObservationKey };

/**
 * Says of a source that its run failed. A file that was read and is no inventory is remembered: it is reported once, and
 * read again by itself when it was replaced. A file that could not be read, or that was replaced under our eyes, is not:
 * nothing is known of it, and it is tried again. Call inside the transaction that ends the run.
 */
export function failSync(
  db: Db,
  sourceId: number,
  inHand: InHand | null,
  { code, message }: Failure,
  error: unknown,
  now: number,
): void {
  const mayPass = isPassing(error) || (code === 'source' && wasReplaced(inHand));
  failSource(db, sourceId, message, now, mayPass);
  if (code !== 'source' || mayPass || inHand === null || inHand.input.source.kind === 'sample') return;
  noteUnusable(db, sourceId, inHand.key, inHand.input.runId);
}

/** What failed was half the old file and half the new one. A kept copy never changes. */
function wasReplaced(inHand: InHand | null): boolean {
  if (inHand === null || inHand.input.accepted !== undefined) return false;
  const found = statNow(inHand.input.file);
  return typeof found === 'string' || Math.round(found.mtimeMs) !== inHand.key.mtime;
}
