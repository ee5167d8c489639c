import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { SyncResult } from '../../../shared/lot.ts';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { retrying } from '../../files/retrying.ts';
import { digestFile } from '../../sources/locate.ts';
import { PassingFault } from '../../sources/passing.ts';
import { findHeldSync } from '../../store/review/held-syncs.ts';
import { hasPending } from '../../store/review/held-values.ts';
import { isObserved, isRejected, type ObservationKey } from '../../store/sync/observations.ts';
import { transaction, type Db } from '../../store/open.ts';
import { HEARTBEAT_MS, beatRun, claimRun } from '../../store/sync/runs.ts';
import { dropKept } from '../review/kept-files.ts';
import { syncChanged } from './changed.ts';
import { noteFailure } from './failed.ts';
import { holdSync } from './hold.ts';
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
  /** Nothing of it stays. */
  readonly dryRun: boolean;
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
    key = keyOf(input, before);
    assertNotRejected(db, input, key);
    const setting: SyncSetting = {
      input,
      hooks: withHeartbeat(db, input.runId, hooks),
      key,
      isObservation: !isObserved(db, input.source.id, key),
      bytes: before.bytes,
      startedAt,
      dryRun: false,
    };
    const waiting = findHeldSync(db, { sourceId: input.source.id })?.kept;
    const digest = maybeUnchangedDigest(db, setting);
    if (digest !== null && digest === input.source.digest) {
      const same = transaction(db, () => syncUnchanged(db, setting));
      dropKept(db, [waiting]);
      return same;
    }
    const found = syncChanged(db, setting, digest, () => assertUntouched(input.file, before));
    if (found.result.held === null) db.exec('COMMIT');
    else {
      db.exec('ROLLBACK');
      holdSync(db, setting, found);
    }
    dropKept(db, [waiting]);
    return found.result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    noteFailure(db, input, key, error, hooks.now());
    throw error;
  }
}

/** What would come of it, as {@link runSync} would tell it; afterwards everything is as it was. */
export function dryRunSync(db: Db, input: SyncInput, hooks: SyncHooks): SyncResult {
  const before = stat(input.file);
  const key = keyOf(input, before);
  const setting: SyncSetting = {
    input,
    hooks,
    key,
    isObservation: !isObserved(db, input.source.id, key),
    bytes: before.bytes,
    startedAt: hooks.now(),
    dryRun: true,
  };
  try {
    return syncChanged(db, setting, null, () => assertUntouched(input.file, before)).result;
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
}

/** The kept copy of a held sync stands for the file it was made of. */
const keyOf = ({ file, asOf, accepted }: SyncInput, { mtime }: FileState): ObservationKey =>
  accepted === undefined
    ? { file: basename(file), mtime, asOf }
    : { file: accepted.held.file, mtime: accepted.held.mtime, asOf };

/** A person said no to exactly this file; the feed's next one is another. */
function assertNotRejected(db: Db, { source, accepted }: SyncInput, key: ObservationKey): void {
  if (accepted !== undefined || !isRejected(db, source.id, key)) return;
  throw new LotwatchError(
    'source',
    `${key.file} was rejected in Review and has not changed since; it is read again when it is another.`,
  );
}

/** The digest where it could spare the reading: same size, same understanding. Else it is taken later, once. */
function maybeUnchangedDigest(db: Db, { input, hooks, bytes, isObservation }: SyncSetting): string | null {
  const { source, guard } = input;
  if (source.digest === null || source.digestBytes !== bytes) return null;
  if (source.settingsKey !== settingsKey(source, guard)) return null;
  // What waits for a second observation must be looked at in it.
  if (isObservation && hasPending(db, source.id)) return null;
  hooks.onProgress({ phase: 'checking', rows: 0, bytes: 0, totalBytes: bytes });
  return digestFile(input.file);
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
    const found = retrying(() => statSync(file));
    return { mtime: Math.round(found.mtimeMs), bytes: found.size };
  } catch (error) {
    throw new LotwatchError('source', `Cannot read ${file}: ${toFailure(error).message}`, { cause: error });
  }
}

/** A file replaced under our eyes is half yesterday's and half today's. */
function assertUntouched(file: string, before: FileState): void {
  const after = stat(file);
  if (after.mtime !== before.mtime || after.bytes !== before.bytes) {
    throw new PassingFault(
      `${basename(file)} changed while it was being read; nothing was stored. Sync again once it is complete.`,
    );
  }
}
