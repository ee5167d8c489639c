import { v7 as uuidv7 } from 'uuid';
import type { ScoreReason } from '../../../shared/events.ts';
import { NO_FACTS } from '../../../shared/listing.ts';
import type { RecomputeResult } from '../../../shared/lot.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { toIso } from '../../../shared/units.ts';
import { Scorer } from '../../scoring/score.ts';
import { appendEvents } from '../../store/journal/journal.ts';
import { writeMedianDays } from '../../store/scores/median-days.ts';
import { tallyStored, writeMedians } from '../../store/scores/medians.ts';
import type { Db } from '../../store/open.ts';
import { ownRun, type RunHooks, type RunningWork } from '../run/own-run.ts';
import {
  countListings,
  scorablePages,
  scorableSources,
  type ScorableListing,
} from '../../store/scores/scorable.ts';
import { newestScore, removeOtherScores } from '../../store/scores/scores.ts';
import {
  clearAllDirty,
  allDirtySince,
  isAnythingDirty,
  listDirty,
  removeDirty,
} from '../../store/scores/dirty.ts';
import { localDay, writeAgedOn } from './aged-on.ts';
import { dueIn, scopeLabel, scopeNow, type Scope, type ScopeNow } from './scope.ts';
import { readDealerSignals, readScoreSettings } from './settings.ts';
import { takeMarketSnapshot } from './market-snapshot.ts';
import { InputReader } from './vehicle-input.ts';
import { ScoreWriter, type Scored } from './write.ts';

export type RecomputeInput = {
  readonly runId: string;
  readonly scope: Scope;
  /** Why, for vehicles that no sync dirty. */
  readonly reason: ScoreReason;
  /** Unix ms the scores are for; null = of the data for `dirty`, else now. */
  readonly asOf: number | null;
  readonly instanceId: string;
};

export type RecomputeHooks = RunHooks & {
  readonly onProgress: (progress: { phase: string; rows: number; totalRows: number }) => void;
};

/** How long a recompute waits for another's, ms: one of a million vehicles takes about a minute. */
const WAIT_MS = 300_000;

/**
 * Scores what is due, in batches of a page, each stored with its events in one transaction: after a cancel or a crash
 * the vehicles done are right and the others as they were. One at a time, whichever process asks: a second one waits.
 * @returns null where `dirty` found nothing to do once it was its turn.
 * @throws LotwatchError `cancelled`, `busy` where it had to wait too long.
 */
export function runRecompute(db: Db, input: RecomputeInput, hooks: RecomputeHooks): RecomputeResult | null {
  const { runId, scope } = input;
  const request = {
    runId,
    task: 'ai_score_recompute',
    claim: { kind: 'scores' },
    label: scopeLabel(scope),
    file: null,
    sample: false,
    waitMs: WAIT_MS,
    isWanted: () => scope.kind !== 'dirty' || isAnythingDirty(db),
  } as const;
  return ownRun(db, request, hooks, (run) => {
    const onProgress: RecomputeHooks['onProgress'] = (progress) => {
      run.alive();
      hooks.onProgress(progress);
    };
    return { state: 'done', result: recompute(db, run, input, { ...hooks, onProgress }) };
  });
}

function recompute(
  db: Db,
  run: RunningWork,
  input: RecomputeInput,
  hooks: RecomputeHooks,
): RecomputeResult {
  const startedAt = hooks.now();
  const dirty = listDirty(db);
  const everything = allDirtySince(db);
  const asked = scopeNow(db, input.scope, startedAt);
  const scope: ScopeNow = asked.kind === 'dirty' && everything !== null ? { kind: 'all' } : asked;
  const asOf = input.asOf ?? dueTime(db, input.scope, dataTime(dirty, everything), startedAt);
  const sources = scorableSources(db);
  const total = countListings(db);
  const { isCancelled } = hooks;
  const snapshot = takeMarketSnapshot(db, {
    asOf,
    settings: readScoreSettings(db),
    sources,
    dirty,
    isCancelled,
    onRows: (rows) => hooks.onProgress({ phase: 'comparing', rows, totalRows: total }),
  });
  const scorer = new Scorer(snapshot.market);
  const reader = new InputReader(snapshot, sources, readDealerSignals(db));
  const allDirty = [...dirty, ...snapshot.dirtyElsewhere];
  const due = dueIn(scope, input.reason, allDirty, snapshot.dirtyModels);
  const writer = new ScoreWriter(db, run, {
    runId: input.runId,
    origin: input.instanceId,
    asOf,
    now: hooks.now,
    isElsewhere: (vin) => snapshot.channels.has(vin),
    scorer,
    inputOf: (listing) => reader.read(listing),
  });
  let rows = 0;
  for (const page of scorablePages(db)) {
    if (isCancelled()) {
      throw new LotwatchError(
        'cancelled',
        `Cancelled after ${writer.counts.scored} vehicles; those keep their new scores, the others their old ones`,
      );
    }
    const batch: Scored[] = [];
    for (const listing of page.toSorted(byModel)) {
      if (listing.own === 0 || listing.goneAt !== null) continue;
      rows += 1;
      const why = due.reasonFor(listing);
      const source = sources.get(listing.sourceId);
      if (why === null || source === undefined || !reader.isPrimary(listing)) continue;
      const input = reader.read(listing);
      const scores = scorer.score(input);
      batch.push({ listing, source, scores, standing: scorer.standing(input), due: why });
    }
    writer.write(batch, page[0]?.id ?? 0, page.at(-1)?.id ?? 0);
    hooks.onProgress({ phase: 'scoring', rows, totalRows: snapshot.own });
  }
  return finish();

  function finish(): RecomputeResult {
    const now = hooks.now();
    const { baseline, ...counts } = writer.counts;
    const result: RecomputeResult = {
      jobId: input.runId,
      scope: scopeLabel(input.scope),
      asOf: toIso(asOf),
      ...counts,
      events: counts.events + (baseline > 0 ? 1 : 0),
      durationMs: Math.round(now - startedAt),
    };
    run.begin();
    if (baseline > 0) appendBaseline(baseline, now);
    // A part scored alone leaves the rest of what syncs touched for the next time.
    if (scope.kind === 'all' || scope.kind === 'dirty') removeDirty(db, dirty);
    if (scope.kind === 'all' && everything !== null) clearAllDirty(db, everything);
    if (scope.kind === 'all') removeOtherScores(db, asOf);
    // One full scoring a day is what ageing asks for; one for a moment that a person chose is not it.
    if (scope.kind === 'all' && input.asOf === null) writeAgedOn(db, localDay(now));
    const tally = scope.kind === 'all' ? writer.tally : tallyStored(db);
    writeMedians(db, localDay(now), tally);
    writeMedianDays(db, asOf, tally);
    return result;
  }

  function appendBaseline(scored: number, now: number): void {
    const isSample = [...sources.values()].every((source) => source.sample);
    const { runId, instanceId: origin } = input;
    const context = { runId, origin, ts: asOf, recordedAt: now, source: '', sample: isSample };
    const event = { id: uuidv7(), vin: '', dealerId: '', facts: NO_FACTS, body: { scored } };
    appendEvents(db, context, [{ ...event, type: 'ai-scores:baseline' }]);
  }
}

/** Neighbours share their market. */
function byModel(a: ScorableListing, b: ScorableListing): number {
  return (
    order(a.model, b.model) ||
    order(a.make, b.make) ||
    (a.year ?? 0) - (b.year ?? 0) ||
    order(a.trim, b.trim) ||
    a.id - b.id
  );
}
const order = (a: string | null, b: string | null): number =>
  a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;

/**
 * The moment the scores are for, unless a person says one: now, or for what syncs touched the date of the newest data.
 * Never before the newest scores there are: an old file, of ours or of a competitor, does not make our cars younger.
 */
function dueTime(db: Db, scope: Scope, data: number | null, now: number): number {
  if (scope.kind !== 'dirty' || data === null) return now;
  return Math.max(data, Math.min(newestScore(db) ?? data, now));
}

/** The newest date of the data that is waiting; null = none is. */
function dataTime(dirty: readonly { readonly asOf: number }[], everything: number | null): number | null {
  const newest = dirty.reduce((latest, { asOf }) => Math.max(latest, asOf), everything ?? -Infinity);
  return Number.isFinite(newest) ? newest : null;
}
