import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { SyncResult } from '../../../shared/lot.ts';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { digestFile } from '../../sources/locate.ts';
import { insertObservation, isObserved, UNUSABLE, type ObservationKey } from '../../store/observations.ts';
import { transaction, type Db } from '../../store/open.ts';
import { HEARTBEAT_MS, beatRun, claimRun, endRun } from '../../store/runs.ts';
import { failSource } from '../../store/sources.ts';
import { syncChanged } from './changed.ts';
import type { SyncHooks, SyncInput, SyncProgress } from './input.ts';
import { settingsKey } from './meaning.ts';
import { syncUnchanged } from './unchanged.ts';

/** What both ways through a sync are given. */
export type SyncSetting = {
  readonly input: SyncInput;
  readonly hooks: SyncHooks;
  readonly key: ObservationKey;
  /** False when exactly this file was read before: absence is not counted again (rules 4). */
  readonly isObservation: boolean;
  readonly bytes: number;
  readonly startedAt: number;
};

/**
 * Reads a source once, compares it with what is stored, stores it and journals what changed: all of it, or after an
 * error, a cancel or a crash nothing of it.
 * @throws LotwatchError `busy` when the source is being synced already, `cancelled`, `source`, `store`.
 */
export function runSync(db: Db, input: SyncInput, hooks: SyncHooks): SyncResult {
  const startedAt = hooks.now();
  let key: ObservationKey | null = null;
  claimRun(db, { runId: input.runId, source: input.source, file: basename(input.file), now: startedAt });
  try {
    const before = stat(input.file);
    key = { file: basename(input.file), mtime: before.mtime, asOf: input.asOf };
    const setting: SyncSetting = {
      input,
      hooks: withHeartbeat(db, input.runId, hooks),
      key,
      isObservation: !isObserved(db, input.source.id, key),
      bytes: before.bytes,
      startedAt,
    };
    const digest = maybeUnchangedDigest(setting);
    if (digest !== null && digest === input.source.digest) {
      return transaction(db, () => syncUnchanged(db, setting));
    }
    const result = syncChanged(db, setting, digest, () => assertUntouched(input.file, before));
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    recordFailure(db, input, key, error, hooks.now());
    throw error;
  }
}

/** The digest where it could spare the reading: same size, same understanding. Else it is taken later, once. */
function maybeUnchangedDigest({ input, hooks, bytes }: SyncSetting): string | null {
  const { source } = input;
  if (source.digest === null || source.digestBytes !== bytes) return null;
  if (source.settingsKey !== settingsKey(source)) return null;
  hooks.onProgress({ phase: 'checking', rows: 0, bytes: 0, totalBytes: bytes });
  return digestFile(input.file);
}

function recordFailure(
  db: Db,
  input: SyncInput,
  key: ObservationKey | null,
  error: unknown,
  now: number,
): void {
  const { code, message } = toFailure(error);
  transaction(db, () => {
    endRun(db, input.runId, { state: code === 'cancelled' ? 'cancelled' : 'failed', error: message }, now);
    if (code !== 'cancelled') failSource(db, input.source.id, message, now);
    // A bad file is told once, and read again by itself when it was replaced.
    if (code === 'source' && key !== null && input.source.kind !== 'sample') {
      insertObservation(db, input.source.id, key, UNUSABLE, input.runId);
    }
  });
}

function withHeartbeat(db: Db, runId: string, hooks: SyncHooks): SyncHooks {
  let beat = hooks.now();
  const onProgress = (progress: SyncProgress): void => {
    const now = hooks.now();
    // Inside the run's transaction nobody could see it, and its write lock says more.
    if (now - beat > HEARTBEAT_MS && !db.isTransaction) {
      beatRun(db, runId, now);
      beat = now;
    }
    hooks.onProgress(progress);
  };
  return { ...hooks, onProgress };
}

type FileState = { readonly mtime: number; readonly bytes: number };

function stat(file: string): FileState {
  try {
    const found = statSync(file);
    return { mtime: Math.round(found.mtimeMs), bytes: found.size };
  } catch (error) {
    throw new LotwatchError('source', `Cannot read ${file}: ${toFailure(error).message}`, { cause: error });
  }
}

/** A file replaced under our eyes is half yesterday's and half today's. */
function assertUntouched(file: string, before: FileState): void {
  const after = stat(file);
  if (after.mtime !== before.mtime || after.bytes !== before.bytes) {
    throw new LotwatchError(
      'source',
      `${basename(file)} changed while it was being read; nothing was stored. Sync again once it is complete.`,
    );
  }
}
