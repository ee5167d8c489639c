import { basename } from 'node:path';
import type { SyncResult } from '../../../shared/lot.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { readIdentity } from '../../store/meta.ts';
import type { Db } from '../../store/open.ts';
import { statNow } from '../../sources/locate.ts';
import { findHeldSync } from '../../store/review/held-syncs.ts';
import { hasPending } from '../../store/review/held-values.ts';
import { readPreferences } from '../../store/settings.ts';
import { markChecked } from '../../store/sync/fetched.ts';
import { isObserved, isRejected, type ObservationKey } from '../../store/sync/observations.ts';
import { findSource, mustFindSource, type HttpState } from '../../store/sync/sources.ts';
import { acceptedSync, type AcceptHeld } from '../review/accepted.ts';
import { dropKept, sweepKept } from '../review/kept-files.ts';
import { ownRun, tryRun, type Outcome, type RunningWork } from '../run/own-run.ts';
import type { DueFile } from '../sources/due.ts';
import { syncChanged } from './changed.ts';
import { failSync, type InHand } from './failed.ts';
import { digestUnchanged, fileState, MovedAway, type FileState } from './file-state.ts';
import { holdSync } from './hold.ts';
import type { SyncHooks, SyncInput, SyncProgress, SyncSetting } from './input.ts';
import { settingsKey } from './meaning.ts';
import { syncUnchanged } from './unchanged.ts';

/** What to sync, before the run has its claim; everything else is read after it. */
export type SyncRequest = {
  readonly runId: string;
  readonly slug: string;
  /** The file, or the held sync that a person let through, whose kept copy is read. */
  readonly what: DueFile | AcceptHeld;
  /** It was found in a list of files that were due then: another process may have read it since. */
  readonly isListed?: boolean;
  /** What the server said of that file; kept once it is synced, so that a failed one is fetched again. */
  readonly http?: HttpState | undefined;
  readonly maxPending?: number;
};

/**
 * Reads a source once, compares it with what is stored, stores it and journals what changed: all of it, or after an
 * error, a cancel or a crash nothing of it.
 * @returns null where the file was listed as due and another process has read it meanwhile.
 * @throws LotwatchError `busy` when the source is being synced already, `cancelled`, `source`, `store`.
 */
export function runSync(db: Db, request: SyncRequest, hooks: SyncHooks): SyncResult | null {
  const { runId, slug, what } = request;
  const { id, kind } = mustFindSource(db, slug);
  let inHand: InHand | null = null;
  let kept: string | undefined;
  const result = ownRun(
    db,
    {
      runId,
      task: 'msrp_sync',
      claim: { kind: 'source', id },
      label: slug,
      file: 'file' in what ? basename(what.file) : null,
      sample: kind === 'sample',
      waitMs: 0,
      isWanted: () => isWanted(db, id, request),
      onFailure: (failure, error) => {
        // The copy of a file that was to wait for a person: nothing waits for it.
        sweepKept(db);
        failSync(db, id, inHand, failure, error, hooks.now());
      },
    },
    hooks,
    (run) => {
      const input = readInput(db, request);
      try {
        const before = fileState(input.file);
        const key = keyOf(input, before);
        inHand = { input, key };
        assertNotRejected(db, input, key);
        kept = findHeldSync(db, { sourceId: id })?.kept;
        return sync(db, settingOf(db, run, input, key, before, hooks, false), before, request.http);
      } catch (error) {
        const isPickedUp = isOfFolder(request, kind) && statNow(input.file) === 'gone';
        throw isPickedUp ? new MovedAway(input.file) : error;
      }
    },
  );
  dropKept(db, [kept]);
  return result;
}

/** What would come of it, as {@link runSync} would report it; afterwards everything is as it was. */
export function dryRunSync(db: Db, input: SyncInput, hooks: SyncHooks): SyncResult {
  const before = fileState(input.file);
  const key = keyOf(input, before);
  return tryRun(db, hooks, (run) => {
    const setting = settingOf(db, run, input, key, before, hooks, true);
    return { state: 'done', result: syncChanged(db, setting, before, null).result };
  });
}

function sync(
  db: Db,
  setting: SyncSetting,
  before: FileState,
  http: HttpState | undefined,
): Outcome<SyncResult> {
  const { run, input, hooks } = setting;
  const outcome = changedOrNot();
  if (http !== undefined) markChecked(db, input.source.id, http, hooks.now());
  return outcome;

  function changedOrNot(): Outcome<SyncResult> {
    const digest = maybeUnchangedDigest(db, setting, before);
    if (digest !== null && digest === input.source.digest) {
      run.begin();
      return { state: 'done', result: syncUnchanged(db, setting) };
    }
    const found = syncChanged(db, setting, before, digest);
    if (found.result.held === null) return { state: 'done', result: found.result };
    run.restart();
    holdSync(db, setting, found);
    return { state: 'held', result: found.result };
  }
}

/** Read after the claim: the previous run may have updated the source. */
function readInput(db: Db, { runId, slug, what, maxPending }: SyncRequest): SyncInput {
  const { instanceId } = readIdentity(db);
  const { groupAtLeast, guard } = readPreferences(db);
  const source = mustFindSource(db, slug);
  const file = 'file' in what ? what : acceptedSync(db, what);
  return { runId, source, instanceId, groupAtLeast, guard, maxPending, ...file };
}

function settingOf(
  db: Db,
  run: RunningWork,
  input: SyncInput,
  key: ObservationKey,
  before: FileState,
  hooks: SyncHooks,
  dryRun: boolean,
): SyncSetting {
  const onProgress = (progress: SyncProgress): void => {
    run.alive();
    hooks.onProgress(progress);
  };
  return {
    input,
    hooks: { ...hooks, onProgress },
    key,
    isObservation: !isObserved(db, input.source.id, key),
    bytes: before.bytes,
    startedAt: hooks.now(),
    dryRun,
    run,
  };
}

const isOfFolder = ({ isListed }: SyncRequest, kind: string | undefined): boolean =>
  isListed === true && kind === 'folder';

/**
 * A file of a folder's list that was read meanwhile is not read once more; one that is given by name is read whenever it
 * is asked for. @throws LotwatchError `not-found` for a held sync that was decided meanwhile.
 */
function isWanted(db: Db, id: number, request: SyncRequest): boolean {
  const { what } = request;
  if (!('file' in what)) return acceptedSync(db, what).accepted !== undefined;
  if (!isOfFolder(request, findSource(db, { id })?.kind)) return true;
  // Moved away since it was listed: a drop folder is emptied by others, too.
  if (statNow(what.file) === 'gone') return false;
  const { mtime } = fileState(what.file);
  return !isObserved(db, id, { file: basename(what.file), mtime, asOf: what.asOf });
}

/** The kept copy of a held sync is synced as the file it was copied from, with its original as-of date. */
const keyOf = ({ file, asOf, accepted }: SyncInput, { mtime }: FileState): ObservationKey =>
  accepted === undefined
    ? { file: basename(file), mtime, asOf }
    : { file: accepted.held.file, mtime: accepted.held.mtime, asOf };

/** A person said no to exactly this file; the feed's next one is another. */
function assertNotRejected(db: Db, { source, accepted }: SyncInput, key: ObservationKey): void {
  if (accepted !== undefined || !isRejected(db, source.id, key)) return;
  throw new LotwatchError(
    'source',
    `${key.file} was rejected in Review and has not changed since; it is read again once it changes.`,
  );
}

/** The digest where it could spare the reading: same size, same understanding. Else it is taken later, once. */
function maybeUnchangedDigest(
  db: Db,
  { input, hooks, bytes, isObservation }: SyncSetting,
  before: FileState,
): string | null {
  const { source, guard } = input;
  if (source.digest === null || source.digestBytes !== bytes) return null;
  if (source.settingsKey !== settingsKey(source, guard)) return null;
  // What waits for a second observation must be looked at in it.
  if (isObservation && hasPending(db, source.id)) return null;
  hooks.onProgress({ phase: 'checking', rows: 0, bytes: 0, totalBytes: bytes });
  return digestUnchanged(input.file, before);
}
