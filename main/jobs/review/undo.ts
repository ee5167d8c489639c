import { LotwatchError } from '../../../shared/result.ts';
import { findHeldValues, holdAgain } from '../../store/review/held-list.ts';
import { findHeldSync } from '../../store/review/held-syncs.ts';
import { decisionWriter } from '../../store/review/review-decisions.ts';
import { releaseClaims, setVerdict, undoOf, type VerdictRow } from '../../store/review/verdicts.ts';
import type { Db } from '../../store/open.ts';
import { readPreferences } from '../../store/settings.ts';
import { findSource, setGuardOff } from '../../store/sync/sources.ts';
import { holdSyncAgain } from './decide-syncs.ts';
import { reasonOf } from './list.ts';
import { mustFindVerdict } from './verdicts.ts';

/**
 * Takes a verdict back: all of it while it waits; a rejection at any time, as far as the feed still says the same; of an
 * `always` what it switched off. Call inside a transaction.
 * @throws LotwatchError `bad-input` where nothing of it can be: accepted values have been reported.
 */
export function undoVerdict(db: Db, id: number, now: number): VerdictRow {
  const verdict = mustFindVerdict(db, id);
  const { state, effect } = verdict;
  if (undoOf(verdict) === 'none') throw new LotwatchError('bad-input', whyNot(verdict));
  if (state === 'waiting') releaseClaims(db, id);
  else {
    rejectedAgain(db, verdict, now);
    for (const { sourceId, check } of effect.off) {
      const source = findSource(db, { id: sourceId });
      if (source !== null)
        setGuardOff(
          db,
          sourceId,
          source.guardOff.filter((one) => one !== check),
        );
    }
  }
  setVerdict(db, id, { state: 'undone', effect, error: null }, now);
  return mustFindVerdict(db, id);
}

/** What was rejected is held again, unless the feed no longer says it. */
function rejectedAgain(db: Db, { id, effect }: VerdictRow, now: number): void {
  const { guard } = readPreferences(db);
  const record = decisionWriter(db, now, id);
  const back = effect.rejected.filter((one) => holdAgain(db, one.id, one.state));
  for (const row of findHeldValues(
    db,
    back.map((one) => one.id),
  )) {
    const { source, check, vin, field, value, currency } = row;
    const reason = reasonOf(row, guard);
    record.value({
      outcome: 'undone', source, check, reason, vin, field, old: row[field], new: value, currency,
    }); // prettier-ignore
  }
  for (const held of effect.rejectedSyncs.flatMap((one) => findHeldSync(db, { id: one }) ?? []))
    holdSyncAgain(db, held, id, now);
}

function whyNot({ id, state, decision, error }: VerdictRow): string {
  if (state === 'running') return `Decision d${id} is being carried out.`;
  if (state === 'undone') return `Decision d${id} was undone already.`;
  if (state === 'failed') return `Decision d${id} failed and changed nothing: ${error ?? ''}`;
  if (decision === 'reject') return `Nothing of decision d${id} is left to undo.`;
  return `Decision d${id} cannot be undone: the accepted values are in effect and their changes have been reported. A wrong one goes when the feed corrects it.`;
}
