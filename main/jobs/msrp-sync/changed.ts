import type { SyncResult } from '../../../shared/lot.ts';
import { ownership } from '../../../shared/ownership.ts';
import { digestFile } from '../../sources/locate.ts';
import { openSnapshot } from '../../sources/open-snapshot.ts';
import { absenceWriter, listAbsences, ListingTable, type Absence } from '../../store/listings.ts';
import { insertObservation } from '../../store/observations.ts';
import type { Db } from '../../store/open.ts';
import { listListingIds, readRowHashes, writeRowHashes } from '../../store/row-hash-store.ts';
import { endRun, insertProblems } from '../../store/runs.ts';
import type { StoredSource } from '../../store/sources.ts';
import { writeSourceAfterSync } from '../../store/sync-end.ts';
import { DealerCounts } from '../../sync/dealers.ts';
import { RowHashes, RowHashesBuilder } from '../../sync/row-hashes.ts';
import { writeMoves } from './events.ts';
import { ListingWriter } from './listing-writer.ts';
import { basisOf, readSettings, rebasedFields, settingsKey } from './meaning.ts';
import { findAbsences, SyncPass, type AbsenceFindings } from './pass.ts';
import { ProblemList } from './problem-list.ts';
import type { SyncSetting } from './run.ts';
import { noteTouched } from './touch.ts';

/** Room for new listings when the table is built, as a share of those known. */
const EXPECTED_GROWTH = 1.1;

/**
 * Reads and compares the whole snapshot, then writes it within one transaction, which the caller commits.
 * `confirm` runs when everything was read and throws if the file is no longer the one we read.
 */
export function syncChanged(
  db: Db,
  setting: SyncSetting,
  digest: string | null,
  confirm: () => void,
): SyncResult {
  const { input, hooks } = setting;
  const { source } = input;
  const snapshot = openSnapshot(input.file, readSettings(source));
  try {
    const basis = basisOf(source, snapshot);
    const baseline = source.observations === 0;
    const observation = source.observations + (setting.isObservation ? 1 : 0);
    const absences = listAbsences(db, source.id);
    const hashes = loadHashes(db, source);
    const dealers = new DealerCounts(source.dealers);
    const builder = new RowHashesBuilder(Math.ceil(hashes.size * EXPECTED_GROWTH));
    const problems = new ProblemList(setting.key.file);
    const writer = new ListingWriter(db, new ListingTable(db, source.id), {
      asOf: input.asOf,
      baseline,
      absences,
      dealers,
      hashes: builder,
    });
    const rules = { observation, rebased: rebasedFields(source, basis) };
    const isOurs = ownership(source);
    const { maxPending } = input;
    const pass = new SyncPass({
      hashes,
      writer,
      rules,
      problems,
      baseline,
      isOwn: (row) => isOurs(row.dealerId, row.dealerName),
      maxPending,
    });
    for (const reason of snapshot.notes) problems.warn({ row: 0, column: null, value: null, reason });
    pass.read(snapshot, hooks);
    for (const problem of snapshot.findings()) problems.warn(problem);
    confirm();
    const fileDigest = digest ?? digestFile(input.file);
    hooks.onProgress({
      phase: 'storing',
      rows: pass.counts.rows,
      bytes: setting.bytes,
      totalBytes: setting.bytes,
    });

    writer.flush();
    const findings = findAbsences(hashes, pass.seen, absences, setting.isObservation);
    const ownRemoved = writeAbsences(db, findings, absences, { observation, asOf: input.asOf, dealers });
    const now = hooks.now();
    noteTouched(db, { asOf: input.asOf, baseline }, writer.touched(), findings);
    const moves = writeMoves(db, input, writer.moved, now);
    keepHashes(hashes, writer, builder);
    writeRowHashes(db, source.id, builder.toBlob());
    insertObservation(db, source.id, setting.key, observation, input.runId);
    insertProblems(db, input.runId, problems.toList());
    const after = {
      sourceId: source.id,
      observations: observation,
      priceKind: source.priceKind ?? snapshot.priceKind,
      basis,
      mapped: snapshot.mapped,
      settingsKey: settingsKey(source),
      digest: fileDigest,
      digestBytes: setting.bytes,
      listings: builder.size,
      dealers: dealers.toList(),
      runId: input.runId,
      asOf: input.asOf,
      now,
    };
    writeSourceAfterSync(db, after);
    const result: SyncResult = {
      runId: input.runId,
      source: source.slug,
      file: setting.key.file,
      asOf: new Date(input.asOf).toISOString(),
      dealerIds: after.dealers.map(([id]) => id),
      rows: pass.counts.rows,
      vehicles: pass.seen.size + writer.added,
      baseline,
      added: baseline ? 0 : writer.added,
      returned: findings.returned.length,
      removed: findings.gone.length,
      ownAdded: baseline ? 0 : writer.ownAdded,
      ownRemoved,
      ...moves,
      rejectedRows: pass.counts.rejected,
      warnings: problems.warnings,
      duplicates: pass.counts.duplicates,
      quarantined: 0,
      pending: 0,
      held: null,
      dryRun: false,
      unchanged: false,
      durationMs: Math.round(now - setting.startedAt),
    };
    endRun(db, input.runId, { state: 'done', result }, now);
    return result;
  } finally {
    snapshot.close();
  }
}

/** The stored hashes; where they are missing or do not cover every listing, all rows are compared. */
function loadHashes(db: Db, source: StoredSource): RowHashes {
  if (source.listings === 0) return RowHashes.empty();
  const blob = readRowHashes(db, source.id);
  const stored = blob === null ? null : RowHashes.fromBlob(blob);
  if (stored !== null && stored.size === source.listings) return stored;
  return RowHashes.fromIds(listListingIds(db, source.id));
}

/** Carries over the entries of all listings that were not written anew. */
function keepHashes(hashes: RowHashes, writer: ListingWriter, builder: RowHashesBuilder): void {
  for (let entry = 0; entry < hashes.size; entry += 1) {
    const id = hashes.idAt(entry);
    if (writer.isUpdated(id)) continue;
    const { low, high } = hashes.hashAt(entry);
    builder.add(id, low, high);
  }
}

/** Writes who is missing, gone and back, and answers how many of those gone were ours. */
export function writeAbsences(
  db: Db,
  findings: AbsenceFindings,
  before: ReadonlyMap<number, Absence>,
  at: { observation: number; asOf: number; dealers: DealerCounts },
): number {
  const write = absenceWriter(db);
  let ownGone = 0;
  for (const id of findings.missing) write.missing(id, at.observation);
  for (const id of findings.gone) {
    const { dealerId, own } = write.gone(id, at.asOf);
    at.dealers.remove(dealerId);
    if (own) ownGone += 1;
  }
  for (const id of findings.returned) {
    const { dealerId } = write.returned(id);
    if (before.get(id)?.gone ?? false) at.dealers.add(dealerId, null);
  }
  return ownGone;
}
