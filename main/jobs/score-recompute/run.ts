import { v7 as uuidv7 } from 'uuid';
import type { ScoreReason } from '../../../shared/events.ts';
import type { RecomputeResult } from '../../../shared/lot.ts';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { Scorer } from '../../scoring/score.ts';
import { appendScoreEvents } from '../../store/journal.ts';
import { tallyStored, writeMedians } from '../../store/medians.ts';
import { transaction, type Db } from '../../store/open.ts';
import { beatRun, endRun, HEARTBEAT_MS, startScoreRun } from '../../store/runs.ts';
import {
  countListings,
  scorablePages,
  scorableSources,
  type ScorableListing,
} from '../../store/scorable.ts';
import { removeOtherScores } from '../../store/scores.ts';
import {
  clearEverythingTouched,
  everythingTouched,
  listTouched,
  removeTouched,
} from '../../store/touched.ts';
import { dueIn, scopeLabel, type Scope } from './scope.ts';
import { readDealerSignals, readScoreSettings } from './settings.ts';
import { surveyLot } from './survey.ts';
import { InputReader } from './vehicle-input.ts';
import { ScoreWriter, type Scored } from './write.ts';

export type RecomputeInput = {
  readonly runId: string;
  readonly scope: Scope;
  /** Why, for vehicles that no sync touched. */
  readonly reason: ScoreReason;
  /** Unix ms the scores are for; null = of the data for `touched`, else now. */
  readonly asOf: number | null;
  readonly instanceId: string;
};

export type RecomputeHooks = {
  readonly now: () => number;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: { phase: string; rows: number; totalRows: number }) => void;
};

/**
 * Scores what is due, in batches of a page, each stored with its events in one transaction: after a cancel or a crash
 * the vehicles done are right and the others as they were.
 * @throws LotwatchError `cancelled`.
 */
export function runRecompute(db: Db, input: RecomputeInput, hooks: RecomputeHooks): RecomputeResult {
  const startedAt = hooks.now();
  transaction(db, () =>
    startScoreRun(db, { runId: input.runId, label: scopeLabel(input.scope), now: startedAt }),
  );
  try {
    return recompute(db, input, withHeartbeat(db, input.runId, hooks), startedAt);
  } catch (error) {
    const { code, message } = toFailure(error);
    const state = code === 'cancelled' ? 'cancelled' : 'failed';
    transaction(db, () => endRun(db, input.runId, { state, error: message }, hooks.now()));
    throw error;
  }
}

function recompute(
  db: Db,
  input: RecomputeInput,
  hooks: RecomputeHooks,
  startedAt: number,
): RecomputeResult {
  const touched = listTouched(db);
  const everything = everythingTouched(db);
  const scope: Scope =
    input.scope.kind === 'touched' && everything !== null ? { kind: 'all' } : input.scope;
  const asOf =
    input.asOf ?? (input.scope.kind === 'touched' ? dataTime(touched, everything) : null) ?? startedAt;
  const sources = scorableSources(db);
  const total = countListings(db);
  const { isCancelled } = hooks;
  const survey = surveyLot(db, {
    asOf,
    settings: readScoreSettings(db),
    sources,
    touched,
    isCancelled,
    onRows: (rows) => hooks.onProgress({ phase: 'comparing', rows, totalRows: total }),
  });
  const scorer = new Scorer(survey.market);
  const reader = new InputReader(survey, sources, readDealerSignals(db));
  const due = dueIn(scope, input.reason, touched, survey.touchedModels);
  const writer = new ScoreWriter(db, {
    runId: input.runId,
    origin: input.instanceId,
    asOf,
    now: hooks.now,
    isElsewhere: (vin) => survey.channels.has(vin),
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
      const reason = due.reasonFor(listing);
      const source = sources.get(listing.sourceId);
      if (reason === null || source === undefined || !reader.isPrimary(listing)) continue;
      batch.push({ listing, source, scores: scorer.score(reader.read(listing)), reason });
    }
    writer.write(batch, page[0]?.id ?? 0, page.at(-1)?.id ?? 0);
    hooks.onProgress({ phase: 'scoring', rows, totalRows: survey.own });
  }
  return finish();

  function finish(): RecomputeResult {
    const now = hooks.now();
    const { baseline, ...counts } = writer.counts;
    const result: RecomputeResult = {
      jobId: input.runId,
      scope: scopeLabel(input.scope),
      asOf: new Date(asOf).toISOString(),
      ...counts,
      events: counts.events + (baseline > 0 ? 1 : 0),
      durationMs: Math.round(now - startedAt),
    };
    transaction(db, () => {
      if (baseline > 0) appendBaseline(baseline, now);
      // A part scored alone leaves the rest of what syncs touched for the next time.
      if (scope.kind === 'all' || scope.kind === 'touched') removeTouched(db, touched);
      if (scope.kind === 'all' && everything !== null) clearEverythingTouched(db, everything);
      if (scope.kind === 'all') removeOtherScores(db, asOf);
      writeMedians(db, localDay(now), scope.kind === 'all' ? writer.tally : tallyStored(db));
      endRun(db, input.runId, { state: 'done', result }, now);
    });
    return result;
  }

  function appendBaseline(scored: number, now: number): void {
    const isSample = [...sources.values()].every((source) => source.sample);
    const context = { runId: input.runId, origin: input.instanceId, ts: asOf, recordedAt: now };
    const facts = { year: null, make: null, model: null, trim: null, condition: null, dealerName: null };
    const event = { vin: '', dealerId: '', source: '', sample: isSample, facts, body: { scored } };
    appendScoreEvents(db, context, [{ id: uuidv7(), type: 'ai-scores:baseline', ...event }]);
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

/** The newest date of the data that is waiting; null = none is. */
function dataTime(touched: readonly { readonly asOf: number }[], everything: number | null): number | null {
  const newest = touched.reduce((latest, { asOf }) => Math.max(latest, asOf), everything ?? -Infinity);
  return Number.isFinite(newest) ? newest : null;
}

function localDay(now: number): string {
  const day = new Date(now);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

function withHeartbeat(db: Db, runId: string, hooks: RecomputeHooks): RecomputeHooks {
  let beat = hooks.now();
  return {
    ...hooks,
    onProgress: (progress) => {
      const now = hooks.now();
      if (now - beat > HEARTBEAT_MS) {
        beatRun(db, runId, now);
        beat = now;
      }
      hooks.onProgress(progress);
    },
  };
}
