import type { SyncResult } from '../../../shared/lot.ts';
import { toIso } from '../../../shared/units.ts';
import { listAbsences } from '../../store/sync/listings.ts';
import { countHeld, seeAgain } from '../../store/review/held-values.ts';
import { insertObservation } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import { readSyncResult } from '../../store/sync/results.ts';
import { writeSourceUnchanged } from '../../store/sync/sync-end.ts';
import { DealerCounts } from '../../sync/dealers.ts';
import { NOTHING_LEFT, total, writeAbsences, writeCameAndWent } from './absences.ts';
import type { AbsenceFindings } from './pass.ts';
import { withdrawGone } from './held-gone.ts';
import { writePresence } from './presence.ts';
import { settleByNewer } from './hold.ts';
import type { SyncSetting } from './input.ts';
import { noteDirty } from './mark-dirty.ts';

/**
 * The same bytes as last time, understood the same way: nothing to parse, but a new day's copy is an observation, and
 * who was missing yesterday is gone today (rules 4). Call inside the run's transaction.
 */
export function syncUnchanged(db: Db, setting: SyncSetting): SyncResult {
  const { input, hooks } = setting;
  const { source } = input;
  const observation = source.observations + (setting.isObservation ? 1 : 0);
  const absences = listAbsences(db, source.id);
  const gone = setting.isObservation
    ? [...absences.values()].filter((absence) => !absence.gone).map(({ id }) => id)
    : [];
  const findings: AbsenceFindings = { missing: [], gone, returned: [] };
  const dealers = new DealerCounts(source.dealers);
  const { left, backIds } = writeAbsences(db, findings, absences, {
    observation,
    asOf: input.asOf,
    dealers,
  });
  noteDirty(db, { asOf: input.asOf, baseline: false }, [], findings);
  if (setting.isObservation)
    seeAgain(db, source.id, source.observations, { observation, asOf: input.asOf });
  insertObservation(db, source.id, setting.key, observation, input.runId);
  const now = hooks.now();
  writeCameAndWent(db, source.id, new Map(), { gone: left.own, sold: NOTHING_LEFT.own }, now);
  writePresence(db, input, { newIds: null, goneIds: left.ownIds, backIds }, now);
  settleByNewer(db, input, now);
  withdrawGone(db, source.id, now);
  writeSourceUnchanged(db, {
    sourceId: source.id,
    observations: observation,
    dealers: dealers.toList(),
    runId: input.runId,
    asOf: input.asOf,
    now,
  });
  return {
    ...lastResult(db, source.lastRun),
    runId: input.runId,
    source: source.slug,
    file: setting.key.file,
    asOf: toIso(input.asOf),
    dealerIds: dealers.toList().map(([id]) => id),
    baseline: false,
    added: 0,
    returned: 0,
    removed: left.count,
    sold: 0,
    ownAdded: 0,
    ownRemoved: total(left.own),
    msrpChanges: 0,
    priceChanges: 0,
    statusChanges: 0,
    events: 0,
    ...countHeld(db, source.id),
    held: null,
    dryRun: false,
    unchanged: true,
    durationMs: Math.round(now - setting.startedAt),
  };
}

/** What the same bytes counted when they were parsed. */
function lastResult(
  db: Db,
  runId: string | null,
): Pick<SyncResult, 'rows' | 'vehicles' | 'rejectedRows' | 'warnings' | 'duplicates' | 'notices'> {
  const stored = db.prepare('SELECT result FROM runs WHERE run_id = ?').get(runId)?.['result'];
  const { rows, vehicles, rejectedRows, warnings, duplicates, notices } = readSyncResult(String(stored));
  return { rows, vehicles, rejectedRows, warnings, duplicates, notices };
}
