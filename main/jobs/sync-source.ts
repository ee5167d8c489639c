import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { SyncResult } from '../../shared/lot.ts';
import { LotwatchError, toFailure, type Failure } from '../../shared/result.ts';
import { isPassing } from '../sources/passing.ts';
import { readIdentity } from '../store/meta.ts';
import { transaction, type Db } from '../store/open.ts';
import { readPreferences } from '../store/settings.ts';
import { markChecked } from '../store/sync/fetched.ts';
import { clearPassed, failSource, findSource, type HttpState } from '../store/sync/sources.ts';
import type { AcceptedSync, SyncHooks, SyncProgress } from './msrp-sync/input.ts';
import { runSync } from './msrp-sync/run.ts';
import { dueFiles, type DueFile } from './sources/due.ts';

export type SyncSourceHooks = Omit<SyncHooks, 'onProgress'> & {
  readonly onProgress: (progress: SyncProgress & { runId: string; file: string }) => void;
};

export type FileOutcome = { readonly file: string } & (
  | { readonly ok: true; readonly result: SyncResult }
  | { readonly ok: false; readonly error: Failure }
);

export type SyncSourceRequest = {
  readonly slug: string;
  /** Of the first file's run; further files get their own. */
  readonly runId: string;
  readonly asOf: string | null;
  /** Only this file, whatever else is due. */
  readonly file?: DueFile;
  /** A held sync that a person let through: its kept copy is read. */
  readonly accepted?: AcceptedSync;
  /** What the server said of that file; kept once it is synced, so that a failed one is fetched again. */
  readonly http?: HttpState;
};

/**
 * Syncs what is due of a source, file by file. A file that cannot be used is an outcome and the next one goes on; a
 * cancel, a busy source or a store that refuses ends it.
 * @throws LotwatchError `not-found` for an unknown source, `source` when its place cannot be read.
 */
export function* syncSource(
  db: Db,
  request: SyncSourceRequest,
  hooks: SyncSourceHooks,
): Generator<FileOutcome> {
  const { instanceId } = readIdentity(db);
  const { groupAtLeast, guard } = readPreferences(db);
  let runId = request.runId;
  for (const { file, asOf } of due(db, request, hooks)) {
    // Anew for each file: the last one moved the source on.
    const source = mustFind(db, request.slug);
    const onProgress = (progress: SyncProgress): void =>
      hooks.onProgress({ ...progress, runId, file: basename(file) });
    try {
      const result = runSync(
        db,
        { runId, source, file, asOf, instanceId, groupAtLeast, guard, accepted: request.accepted },
        { ...hooks, onProgress },
      );
      const { http } = request;
      if (http !== undefined) transaction(db, () => markChecked(db, source.id, http, hooks.now()));
      yield { file, ok: true, result };
    } catch (error) {
      const failure = toFailure(error);
      yield { file, ok: false, error: failure };
      if (failure.code !== 'source') return;
    }
    runId = uuidv7();
  }
}

function due(db: Db, request: SyncSourceRequest, hooks: SyncSourceHooks): DueFile[] {
  const source = mustFind(db, request.slug);
  if (request.file !== undefined) return [request.file];
  try {
    const files = dueFiles(db, source, { asOf: request.asOf, now: hooks.now() });
    if (files.length === 0) transaction(db, () => clearPassed(db, source));
    return files;
  } catch (error) {
    // There is no run to blame: the source itself shows what is wrong with it.
    failSource(db, source.id, toFailure(error).message, hooks.now(), isPassing(error));
    throw error;
  }
}

function mustFind(db: Db, slug: string) {
  const source = findSource(db, { slug });
  if (source === null)
    throw new LotwatchError(
      'not-found',
      `There is no source named ${slug}; see Settings for those there are.`,
    );
  return source;
}
