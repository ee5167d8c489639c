import type { Decision } from '../../../shared/review.ts';
import type { SyncResult } from '../../../shared/lot.ts';
import { toUnits } from '../../../shared/units.ts';
import {
  deleteHeldSync,
  findHeldSync,
  insertHeldSync,
  type HeldFigures,
  type HeldSyncRow,
} from '../../store/review/held-syncs.ts';
import { insertObservation, UNUSABLE } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';
import { setGuardOff } from '../../store/sync/sources.ts';
import type { MoveSample } from '../../sync/guard-sync.ts';
import { samePath } from '../../files/path-key.ts';
import { keepFile } from '../review/kept-files.ts';
import type { SyncInput, SyncSetting } from './input.ts';

/** What a sync that is held as a whole found; its own writes are rolled back already. */
export type Suspicion = { readonly result: SyncResult; readonly figures: HeldFigures };

/**
 * Keeps the file and the figures for a person to look at. The source stays as it was; it is no failure of its. Call
 * inside the run's transaction; the copy that it replaces is dropped after the commit.
 */
export function holdSync(db: Db, setting: SyncSetting, { result, figures }: Suspicion): void {
  const { input, hooks, key } = setting;
  const { source, runId } = input;
  if (result.held === null) throw new Error('Nothing is held');
  const { check, reason } = result.held;
  const kept = keepFile(db, runId, input.file);
  const before = findHeldSync(db, { sourceId: source.id });
  const now = hooks.now();
  settleHeld(db, source.id, 'superseded', now, key);
  const { file, mtime, asOf } = key;
  insertHeldSync(db, {
    sourceId: source.id,
    runId,
    file,
    mtime,
    kept,
    asOf,
    at: now,
    check,
    reason,
    figures,
    // The same file once more is the same question, and what a person said to it a moment ago stands.
    verdict: isSameFile(before, key) ? (before?.verdict ?? null) : null,
  });
  // No schedule reads it again by itself; accepting reads the copy.
  if (setting.isObservation) insertObservation(db, source.id, key, UNUSABLE, runId);
}

const isSameFile = (
  held: Pick<HeldSyncRow, 'file' | 'mtime'> | null,
  by: { readonly file: string; readonly mtime: number } | null,
): boolean => held !== null && by !== null && samePath(held.file, by.file) && held.mtime === by.mtime;

/** What waits of the source waits no more. Call inside a transaction; the same file held again is no decision. */
function settleHeld(
  db: Db,
  sourceId: number,
  outcome: Exclude<Decision, 'reject'> | 'superseded',
  now: number,
  by: { readonly file: string; readonly mtime: number } | null,
): void {
  const open = findHeldSync(db, { sourceId });
  if (open === null) return;
  deleteHeldSync(db, open.id);
  // That one was decided already.
  if (open.rejected || (outcome === 'superseded' && isSameFile(open, by))) return;
  const { source, file, check, reason, verdict } = open;
  decisionWriter(db, now, outcome === 'superseded' ? null : verdict).sync({
    outcome,
    source,
    check,
    reason,
    file,
  });
}

/** Within the transaction of a sync that is stored: what waited of its source is decided by it. */
export function settleByNewer(db: Db, input: SyncInput, now: number): void {
  const { source, accepted } = input;
  settleHeld(db, source.id, accepted?.decision ?? 'superseded', now, null);
  if (accepted?.decision !== 'always') return;
  setGuardOff(db, source.id, [...new Set([...source.guardOff, accepted.held.check])]);
}

export const toSample = (sample: MoveSample): HeldFigures['samples'][number] => ({
  ...sample,
  old: toUnits(sample.old),
  new: toUnits(sample.new),
});
