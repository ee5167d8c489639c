import type { SyncResult } from '../../../shared/lot.ts';
import type { Notice } from '../../../shared/notice.ts';
import { standing } from '../../../shared/notice-key.ts';
import { ownership } from '../../../shared/ownership.ts';
import { toIso } from '../../../shared/units.ts';
import { BY_CAR } from '../../sources/parse/layout.ts';
import { openUnderstood } from '../../sources/understand.ts';
import { countConditions, listAbsences, ListingTable } from '../../store/sync/listings.ts';
import { AdvertisedWriter } from '../../store/vehicles/advertised-write.ts';
import { mappedOf } from '../../store/scores/scorable.ts';
import { countHeld } from '../../store/review/held-values.ts';
import { insertObservation } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import { writeRowHashes } from '../../store/sync/row-hash-store.ts';
import { insertProblems } from '../../store/sync/runs.ts';
import { writeSourceAfterSync } from '../../store/sync/sync-end.ts';
import { DealerCounts } from '../../sync/dealers.ts';
import { guardLimits } from '../../sync/guard.ts';
import { judgeSync, MoveWatch } from '../../sync/guard-sync.ts';
import { RowHashesBuilder } from '../../sync/row-hashes.ts';
import {
  NOTHING_LEFT,
  total,
  writeAbsences,
  writeCameAndWent,
  writeMistaken,
  writeSold,
} from './absences.ts';
import { judgeBasis } from './basis-question.ts';
import { writeMoves } from './events.ts';
import { assertUnchanged, digestUnchanged, type FileState } from './file-state.ts';
import { assertVehicles, isOtherLot, isRemapped } from './identity.ts';
import { keepHashes, loadHashes } from './hash-table.ts';
import { ListingWriter } from './listing-writer.ts';
import {
  isOtherStatus,
  basisOf,
  otherMeanings,
  readSettings,
  rebasedFields,
  settingsKey,
} from './meaning.ts';
import { findAbsences, SyncPass } from './pass.ts';
import { withdrawGone } from './held-gone.ts';
import { settleByNewer, toSample, type Suspicion } from './hold.ts';
import { judgeByPeers } from './peer-check.ts';
import { writePresence } from './presence.ts';
import { ProblemList } from './problem-list.ts';
import type { SyncSetting } from './input.ts';
import { hasOtherColumns, noteDirty } from './mark-dirty.ts';

/** Room for new listings when the table is built, as a share of those known. */
const EXPECTED_GROWTH = 1.1;

/**
 * Reads and compares the whole snapshot, then writes it within the run's transaction; the caller drops that where
 * `result.held` says that the whole cannot be true.
 * @param before the file as it was found: it must still be that one when everything was read.
 * @param digest of it, where it was taken already.
 */
export function syncChanged(
  db: Db,
  setting: SyncSetting,
  before: FileState,
  digest: string | null,
): Suspicion {
  const found = readAndWrite(db, setting, before, digest, false);
  if (found !== 'other identity') return found;
  setting.run.restart();
  const again = readAndWrite(db, setting, before, digest, true);
  if (again === 'other identity') throw new Error('A new baseline asks for a new baseline');
  return again;
}

/** @param isNewIdentity a person said that the vehicles are known by another column: what it names is a new baseline */
function readAndWrite(
  db: Db,
  setting: SyncSetting,
  before: FileState,
  digest: string | null,
  isNewIdentity: boolean,
): Suspicion | 'other identity' {
  const { input, hooks, run } = setting;
  const { source, guard } = input;
  const { snapshot, choices } = openUnderstood(input.file, readSettings(source), source.choices, {
    asOf: input.asOf,
  });
  try {
    // Taken before the reading: what is recorded of a row names the file by it.
    const fileDigest = digest ?? digestUnchanged(input.file, before);
    const { asOf, runId } = input;
    const basis = basisOf(source, snapshot);
    const isFirst = source.observations === 0;
    const baseline = isFirst || isNewIdentity;
    const observation = source.observations + (setting.isObservation ? 1 : 0);
    const absences = listAbsences(db, source.id);
    const hashes = loadHashes(db, source);
    const dealers = new DealerCounts(source.dealers);
    const builder = new RowHashesBuilder(Math.ceil(hashes.size * EXPECTED_GROWTH));
    const problems = new ProblemList(setting.key.file);
    const advertised = new AdvertisedWriter(db, {
      source: source.slug,
      runId,
      file: setting.key.file,
      digest: fileDigest,
      asOf,
      columns: snapshot.prices,
    });
    const writer = new ListingWriter(db, run, new ListingTable(db, source.id), {
      asOf: input.asOf,
      baseline,
      absences,
      dealers,
      hashes: builder,
      advertised,
    });
    const mappedBefore = mappedOf(db, source.id);
    const rebased = {
      ...rebasedFields(source, basis, input.accepted),
      status: isOtherStatus(source, mappedBefore, snapshot.mapped),
    };
    const rules = { observation, rebased };
    const limits = guardLimits(guard, source.guardOff);
    const moves = new MoveWatch(guard, rules);
    const isOurs = ownership(source);
    const { maxPending } = input;
    const pass = new SyncPass({
      hashes,
      writer,
      rules,
      limits,
      moves,
      absences,
      problems,
      baseline: isFirst,
      isOwn: (row) => isOurs(row.dealerId, row.dealerName),
      maxPending,
    });
    for (const reason of snapshot.notes) problems.warn({ row: 0, column: null, value: null, reason });
    pass.read(snapshot, hooks);
    for (const problem of snapshot.findings()) problems.warn(problem);
    assertVehicles(setting.key.file, pass, snapshot.mapped['vin'], problems.toList());
    const isOther =
      isRemapped(source, guard, mappedBefore, snapshot.mapped) && isOtherLot(hashes, absences, pass.seen);
    if (!isNewIdentity && isOther) return 'other identity';
    // What was read and what the digest is of are the same bytes, whatever lands in between.
    assertUnchanged(input.file, before);
    hooks.onProgress({
      phase: 'storing',
      rows: pass.counts.rows,
      bytes: setting.bytes,
      totalBytes: setting.bytes,
    });

    writer.flush();
    judgeByPeers(db, writer, limits, observation);
    const found = findAbsences(hashes, pass.seen, absences, setting.isObservation || isNewIdentity);
    const at = { observation, asOf: input.asOf, dealers };
    const findings = isNewIdentity ? { ...found, missing: [], gone: [] } : found;
    if (isNewIdentity) writeMistaken(db, [...found.missing, ...found.gone], absences, at);
    // First: a car that comes back as sold is not on the lot.
    const sold = writeSold(db, writer.sold.changes(), absences, at);
    const { left, backIds } = writeAbsences(db, findings, absences, at);
    for (const id of findings.missing) advertised.missing(id);
    for (const [id, row] of pass.returned) if (!writer.isUpdated(id)) advertised.returned(id, row);
    const now = hooks.now();
    const ownAdded = baseline ? new Map<string, number>() : writer.ownAdded;
    writeCameAndWent(
      db,
      source.id,
      ownAdded,
      { gone: left.own, sold: baseline ? NOTHING_LEFT.own : sold.own },
      now,
    );
    const newColumns = hasOtherColumns(db, source.id, snapshot.mapped);
    noteDirty(db, { asOf: input.asOf, baseline, newColumns }, writer.dirty(), findings);
    writer.held.write(db, { observation, asOf, runId, source: source.slug, guard, now });
    const { accepted } = input;
    const basisAnswer = judgeBasis(db, {
      source,
      guard,
      moved: writer.moved,
      matched: pass.seen.size,
      newFrom: writer.newIds?.from ?? Infinity,
      rebased: rules.rebased,
      meanings: otherMeanings(source, basis),
      accepted,
    });
    const moved = writeMoves(db, input, basisAnswer.moved, now);
    const newIds = baseline ? null : writer.newIds;
    writePresence(db, input, { newIds, goneIds: left.ownIds, backIds }, now);
    keepHashes(hashes, writer, builder);
    writeRowHashes(db, source.id, builder.toBlob());
    insertObservation(db, source.id, setting.key, observation, input.runId);
    if (setting.dryRun) hooks.onProblems?.(problems.toList());
    else insertProblems(db, runId, problems.toList());
    settleByNewer(db, input, now);
    withdrawGone(db, source.id, now);
    const notices = standing(
      [...withAssumed(db, source.id, snapshot.notices()), ...pass.notices.toList(pass.counts.rows)],
      source.notices,
      toIso(input.asOf),
    );
    const after = {
      sourceId: source.id,
      observations: observation,
      priceKind: snapshot.priceKind ?? source.priceKind,
      choices,
      basis,
      mapped: snapshot.mapped,
      settingsKey: settingsKey(source, guard),
      digest: fileDigest,
      digestBytes: setting.bytes,
      listings: builder.size,
      notices,
      dealers: dealers.toList(),
      runId: input.runId,
      asOf: input.asOf,
      now,
    };
    writeSourceAfterSync(db, after);
    const figures = {
      vehicles: pass.seen.size + writer.added,
      before: hashes.size - absences.size,
      matched: pass.seen.size,
      moved: moves.moved,
    };
    const isJudged = !baseline && accepted === undefined;
    const judged = isJudged ? judgeSync(figures, guard, source.guardOff) : null;
    const result: SyncResult = {
      runId: input.runId,
      source: source.slug,
      file: setting.key.file,
      asOf: toIso(input.asOf),
      dealerIds: after.dealers.map(([id]) => id),
      rows: pass.counts.rows,
      vehicles: figures.vehicles,
      baseline,
      added: baseline ? 0 : writer.added,
      returned: isNewIdentity ? 0 : findings.returned.length,
      removed: left.count,
      sold: baseline ? 0 : sold.count,
      ownAdded: total(ownAdded),
      ownRemoved: total(left.own),
      ...moved,
      rejectedRows: pass.counts.rejected,
      warnings: problems.warnings,
      notices,
      duplicates: pass.counts.duplicates,
      ...countHeld(db, source.id),
      // Moves that are all alike are asked about as such, even where they are many.
      held:
        isJudged && (judged === null || judged.check === 'sync:moves')
          ? (basisAnswer.question ?? judged)
          : judged,
      dryRun: setting.dryRun,
      unchanged: false,
      durationMs: Math.round(now - setting.startedAt),
    };
    const { before: vehiclesBefore, ...counted } = figures;
    const isQuestion = result.held?.check === 'sync:basis';
    return {
      result,
      figures: {
        ...counted,
        // Of a question all moves count, and not only the large ones.
        moved: isQuestion ? basisAnswer.movers : counted.moved,
        vehiclesBefore,
        rows: result.rows,
        added: writer.added,
        missing: findings.missing.length + findings.gone.length,
        samples: (isQuestion ? basisAnswer.samples : moves.samples).map(toSample),
      },
    };
  } finally {
    snapshot.close();
  }
}

/** Where no column says new or used: what became of the vehicles, those that stand as they stood among them. */
function withAssumed(db: Db, sourceId: number, notices: readonly Notice[]): Notice[] {
  const isAssumed = notices.some(
    ({ code, field, value }) => code === 'no-column' && field === 'condition' && value === BY_CAR,
  );
  if (!isAssumed) return [...notices];
  const assumed = countConditions(db, sourceId).map(({ condition, count }): Notice => ({
    code: 'assumed',
    field: 'condition',
    column: null,
    value: condition,
    count,
    sample: [],
  }));
  return [...notices, ...assumed];
}
