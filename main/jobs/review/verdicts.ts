import { LotwatchError } from '../../../shared/result.ts';
import type { DecideInput } from '../../../shared/review.ts';
import { heldOfVerdict } from '../../store/review/held-list.ts';
import { heldSyncsOfVerdict, type HeldSyncRow } from '../../store/review/held-syncs.ts';
import {
  findVerdict,
  insertVerdict,
  releaseClaim,
  setVerdict,
  type VerdictEffect,
  type VerdictRow,
} from '../../store/review/verdicts.ts';
import type { Db } from '../../store/open.ts';
import { holderOf } from '../../store/sync/claims.ts';
import { findSource, setGuardOff } from '../../store/sync/sources.ts';
import { rejectSync } from './decide-syncs.ts';
import { decideValues } from './decide-values.ts';
import { planDecision } from './plan.ts';

/**
 * A person's decision from its making to its end. Every function here is handed a database inside an open transaction:
 * a verdict, what it is about and what it did are stored together or not at all, so that no crash loses or doubles one.
 */

/**
 * Notes a decision that is carried out from `dueAt` on. Its values and syncs leave the review lists meanwhile.
 * @throws LotwatchError `not-found` where none of it is held any longer.
 */
export function openVerdict(db: Db, input: DecideInput, now: number, dueAt: number): VerdictRow {
  const { plan, values, syncs } = planDecision(db, input);
  if (input.decision === 'basis') assertBasis(values.length, syncs);
  if (values.length + syncs.length === 0)
    throw new LotwatchError(
      'not-found',
      'This was decided already, or the feed says something else by now.',
    );
  const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id);
  const { decision } = input;
  return mustFindVerdict(
    db,
    insertVerdict(db, { at: now, dueAt, decision, plan, values: ids(values), syncs: ids(syncs) }),
  );
}

/** What prices include is asked of whole syncs, and of those where prices moved. @throws LotwatchError `bad-input` */
function assertBasis(values: number, syncs: readonly HeldSyncRow[]): void {
  if (values === 0 && syncs.every(({ check }) => check === 'sync:basis' || check === 'sync:moves')) return;
  throw new LotwatchError(
    'bad-input',
    'Only a held sync in which prices move can be decided as a change of what the price includes.',
  );
}

const isBeingSynced = (db: Db, sourceId: number, now: number): boolean =>
  holderOf(db, { kind: 'source', id: sourceId }, now) !== null;

/**
 * Carries a waiting verdict out. What the feed settled meanwhile is passed over. Accepted held syncs are left, for they
 * are syncs of their own: the answer names them, and {@link endHeldSync} ends the verdict.
 * @throws LotwatchError `busy` while one of the sources is read: that sync goes by what it noted, and would undo it.
 */
export function carryOut(db: Db, verdict: VerdictRow, now: number): readonly HeldSyncRow[] {
  const { id, decision, plan } = verdict;
  const values = heldOfVerdict(db, id);
  const syncs = heldSyncsOfVerdict(db, id);
  for (const { sourceId, source } of [...values, ...syncs]) {
    if (isBeingSynced(db, sourceId, now))
      throw new LotwatchError('busy', `${source} is being synced; decide again when that is done.`);
  }
  const off = decision === 'always' ? plan.checks.flatMap((pair) => switchOff(db, pair)) : [];
  const events = decideValues(db, values, { decision, verdict: id, now });
  const isReject = decision === 'reject';
  if (isReject) for (const held of syncs) rejectSync(db, held, id, now);
  const effect: VerdictEffect = {
    decided: values.length + (isReject ? syncs.length : 0),
    events,
    rejected: isReject ? values.map((row) => ({ id: row.id, state: row.state })) : [],
    rejectedSyncs: isReject ? syncs.map((held) => held.id) : [],
    off,
  };
  const left = isReject ? [] : syncs;
  setVerdict(db, id, { state: left.length > 0 ? 'running' : 'done', effect, error: null }, now);
  return left;
}

/** Turns the check off for the source; returns it where it was on before. */
function switchOff(
  db: Db,
  { source: slug, check }: VerdictRow['plan']['checks'][number],
): VerdictEffect['off'] {
  const source = findSource(db, { slug });
  if (source === null || source.guardOff.includes(check)) return [];
  // That of a whole sync goes with the sync itself: one that fails must leave it on.
  if (!check.startsWith('sync:')) setGuardOff(db, source.id, [...source.guardOff, check]);
  return [{ sourceId: source.id, check }];
}

/** A sync that a verdict let through has ended, or there was nothing left of it to run. */
export function endHeldSync(
  db: Db,
  ended: { readonly verdict: number; readonly held: number; readonly error: string | null },
  now: number,
): void {
  const verdict = findVerdict(db, ended.verdict);
  if (verdict?.state !== 'running') return;
  // It waits for a person again.
  if (ended.error !== null) releaseClaim(db, ended.verdict, ended.held);
  const error = ended.error ?? verdict.error;
  const effect = { ...verdict.effect, decided: verdict.effect.decided + (ended.error === null ? 1 : 0) };
  const isOver = heldSyncsOfVerdict(db, verdict.id).length === 0;
  setVerdict(
    db,
    verdict.id,
    { state: isOver ? (error === null ? 'done' : 'failed') : 'running', effect, error },
    now,
  );
}

/** A verdict whose process ended in the middle of its syncs: those that are left, to be run again. */
export function resumeVerdict(db: Db, verdict: VerdictRow, now: number): readonly HeldSyncRow[] {
  const left = heldSyncsOfVerdict(db, verdict.id);
  if (left.length === 0) {
    const decided = verdict.effect.decided + verdict.plan.syncs;
    setVerdict(
      db,
      verdict.id,
      { state: 'done', effect: { ...verdict.effect, decided }, error: verdict.error },
      now,
    );
  }
  return left.filter(({ sourceId }) => !isBeingSynced(db, sourceId, now));
}

/** @throws LotwatchError `not-found` */
export function mustFindVerdict(db: Db, id: number): VerdictRow {
  const verdict = findVerdict(db, id);
  if (verdict === null) throw new LotwatchError('not-found', `There is no decision d${id}.`);
  return verdict;
}
