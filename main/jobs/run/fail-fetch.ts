import { LotwatchError, type Failure } from '../../../shared/result.ts';
import type { Db } from '../../store/open.ts';
import { failSource, mustFindSource } from '../../store/sync/sources.ts';
import { ownRun } from './own-run.ts';

/**
 * Notes a download that failed or was cancelled as a run of the source; its vehicles stay as they are.
 * @throws LotwatchError the failure itself, or `busy` while the source is being synced.
 */
export function failFetch(
  db: Db,
  fetch: {
    readonly slug: string;
    readonly runId: string;
    readonly error: Failure;
    readonly now: () => number;
  },
): never {
  const { slug, runId, error, now } = fetch;
  const { id } = mustFindSource(db, slug);
  const onFailure = ({ message }: Failure): void => failSource(db, id, message, now());
  const claim = { kind: 'source', id } as const;
  const run = { runId, task: 'msrp_sync', claim, label: slug, file: null, sample: false } as const;
  const failed = new LotwatchError(error.code, error.message);
  ownRun(db, { ...run, waitMs: 0, onFailure }, { now, isCancelled: () => false }, () => {
    throw failed;
  });
  throw failed;
}
