import { basename } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { SyncResult } from '../../shared/lot.ts';
import { toFailure, type Failure } from '../../shared/result.ts';
import { isPassing } from '../sources/passing.ts';
import { transaction, type Db } from '../store/open.ts';
import { findHeldSync } from '../store/review/held-syncs.ts';
import { clearPassed, failSource, mustFindSource, type HttpState } from '../store/sync/sources.ts';
import type { SyncHooks, SyncProgress } from './msrp-sync/input.ts';
import { MovedAway } from './msrp-sync/file-state.ts';
import { runSync, type SyncRequest } from './msrp-sync/run.ts';
import type { AcceptHeld } from './review/accepted.ts';
import { dueFiles, type DueFile } from './sources/due.ts';

export type SyncSourceHooks = Omit<SyncHooks, 'onProgress'> & {
  readonly onProgress: (progress: SyncProgress & { runId: string; file: string }) => void;
  /** Files, by name, that are left for the next sync because they may still be being written. */
  readonly onYoung?: (names: readonly string[]) => void;
};

export type FileOutcome = { readonly file: string } & (
  | { readonly ok: true; readonly result: SyncResult }
  | { readonly ok: false; readonly error: Failure }
);

/** Why a file could not be used, in one line; most messages name the file already, with its path. */
export function failureLine(file: string, message: string): string {
  const line = message.replaceAll(/\s*\n\s*/g, ' ');
  return line.includes(basename(file)) ? line : `${basename(file)}: ${line}`;
}

export type SyncSourceRequest = {
  readonly slug: string;
  /** Of the first file's run; further files get their own. */
  readonly runId: string;
  readonly asOf: string | null;
  /** Only this file, whatever else is due. */
  readonly file?: DueFile;
  /** Only this held sync, which a person let through: its kept copy is read. */
  readonly held?: AcceptHeld;
  /** What the server said of that file; kept once it is synced, so that a failed one is fetched again. */
  readonly http?: HttpState;
};

/**
 * Syncs what is due of a source, file by file: the one way in, for console, command line and Review. A file that cannot
 * be used is an outcome and the next one goes on; a cancel, a busy source or a store that refuses ends it.
 * @throws LotwatchError `not-found` for an unknown source, `source` when its place cannot be read.
 */
export function* syncSource(
  db: Db,
  request: SyncSourceRequest,
  hooks: SyncSourceHooks,
): Generator<FileOutcome> {
  const { slug, http } = request;
  let runId = request.runId;
  const { files, young } = due(db, request, hooks);
  if (young.length > 0) hooks.onYoung?.(young);
  for (const { what, file, isListed } of files) {
    const onProgress = (progress: SyncProgress): void =>
      hooks.onProgress({ ...progress, runId, file: basename(file) });
    try {
      const result = runSync(db, { runId, slug, what, isListed, http }, { ...hooks, onProgress });
      if (result !== null) yield { file, ok: true, result };
    } catch (error) {
      const failure = toFailure(error);
      // Whoever else reads the folder was faster: that is neither a failure nor a sign that the lot is gone.
      if (!(error instanceof MovedAway)) yield { file, ok: false, error: failure };
      if (failure.code !== 'source' && !(error instanceof MovedAway)) return;
    }
    runId = uuidv7();
  }
}

type ToSync = { readonly file: string; readonly what: SyncRequest['what']; readonly isListed: boolean };
type Due = { readonly files: readonly ToSync[]; readonly young: readonly string[] };

function due(db: Db, request: SyncSourceRequest, hooks: SyncSourceHooks): Due {
  const source = mustFindSource(db, request.slug);
  const { file, held } = request;
  if (held !== undefined) {
    const name = findHeldSync(db, { id: held.id })?.file ?? '';
    return { files: [{ file: name, what: held, isListed: false }], young: [] };
  }
  if (file !== undefined) return { files: [{ file: file.file, what: file, isListed: false }], young: [] };
  try {
    const { files, young } = dueFiles(db, source, { asOf: request.asOf, now: hooks.now() });
    if (files.length === 0) transaction(db, () => clearPassed(db, source));
    return { files: files.map((what) => ({ file: what.file, what, isListed: true })), young };
  } catch (error) {
    // There is no run to blame: the source itself shows what is wrong with it.
    transaction(db, () =>
      failSource(db, source.id, toFailure(error).message, hooks.now(), isPassing(error)),
    );
    throw error;
  }
}
