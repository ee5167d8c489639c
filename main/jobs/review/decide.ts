import { UNDO_MS, type DecideInput, type Decision } from '../../../shared/review.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { HeldSyncRow } from '../../store/review/held-syncs.ts';
import { findVerdict, openVerdicts, type VerdictRow } from '../../store/review/verdicts.ts';
import { transaction, type Db } from '../../store/open.ts';
import { carryOut, endHeldSync, mustFindVerdict, openVerdict, resumeVerdict } from './verdicts.ts';
import { undoVerdict } from './undo.ts';

/** The entry points of a person's decisions: each opens the transaction in which they are made, carried out or taken back. */

/** As on screen: carried out after the time in which it can be taken back. */
export const decideLater = (db: Db, input: DecideInput, now: number): VerdictRow =>
  transaction(db, () => openVerdict(db, input, now, now + UNDO_MS));

/** As on the command line, where a person typed what is meant. `left` are the syncs to run. */
export const decideNow = (
  db: Db,
  input: DecideInput,
  now: number,
): { readonly verdict: VerdictRow; readonly left: readonly HeldSyncRow[] } =>
  transaction(db, () => {
    const opened = openVerdict(db, input, now, now);
    const left = carryOut(db, opened, now);
    return { verdict: mustFindVerdict(db, opened.id), left };
  });

export const undo = (db: Db, verdict: number, now: number): VerdictRow =>
  transaction(db, () => undoVerdict(db, verdict, now));

export const heldSyncEnded = (db: Db, ended: Parameters<typeof endHeldSync>[1], now: number): void =>
  transaction(db, () => endHeldSync(db, ended, now));

export type Carried = {
  readonly events: number;
  /** Held syncs that were let through and are to be run. */
  readonly left: readonly {
    readonly verdict: number;
    readonly held: number;
    readonly source: string;
    readonly decision: Exclude<Decision, 'reject'>;
  }[];
  /** One must wait for a source that is being read. */
  readonly isBusy: boolean;
};

/**
 * Carries out what is due, each verdict in a transaction of its own, and with `resume` what a process that ended left
 * in the middle. A clock that was set back delays nothing.
 */
export function carryOutDue(db: Db, now: number, resume: boolean): Carried {
  const left: Carried['left'][number][] = [];
  let [events, isBusy] = [0, false];
  for (const { id } of openVerdicts(db)) {
    try {
      const held = transaction(db, () => {
        // Read again under the lock: it may have been undone, or carried out by another process.
        const verdict = findVerdict(db, id);
        if (verdict === null) return [];
        const { state, dueAt, at } = verdict;
        if (state === 'running') return resume ? resumeVerdict(db, verdict, now) : [];
        return state === 'waiting' && (now >= dueAt || now < at) ? carryOut(db, verdict, now) : [];
      });
      const { decision } = mustFindVerdict(db, id);
      for (const one of held)
        left.push({
          verdict: id,
          held: one.id,
          source: one.source,
          decision: decision === 'reject' ? 'accept' : decision,
        });
      events += findVerdict(db, id)?.effect.events ?? 0;
    } catch (error) {
      if (!(error instanceof LotwatchError) || error.code !== 'busy') throw error;
      isBusy = true;
    }
  }
  return { events, left, isBusy };
}
