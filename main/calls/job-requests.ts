import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { JobView, JobRequest } from '../../shared/job.ts';
import { recomputeResultSchema, syncedSchema, type Run } from '../../shared/lot.ts';
import type { Result } from '../../shared/result.ts';
import { SCORE_REASONS } from '../../shared/events.ts';
import { normaliseVin } from '../../shared/vin.ts';
import type { Runner } from '../jobs/runner.ts';
import type { Db } from '../store/open.ts';
import { findRun } from '../store/sync/runs.ts';
import { listSources, type StoredSource } from '../store/sync/sources.ts';

/** Requests remembered; older ones that were one run are still found in the store. */
const KEPT_REQUESTS = 1_000;

type Part = { readonly source: string; outcome: Result<unknown> | null; run: Run | null };
type Job = {
  readonly jobId: string;
  readonly request: JobRequest;
  readonly createdAt: string;
  /** By run id. */
  readonly parts: Map<string, Part>;
  /** The reason why no run was started. */
  readonly message: string | null;
  startedAt: string | null;
  endedAt: string | null;
};

/** Jobs that programs request for a dealer: a sync of each of its sources, or a recompute of its vehicles. */
export class JobRequests {
  readonly #db: Db;
  readonly #runner: Runner;
  readonly #now: () => number;
  readonly #jobs = new Map<string, Job>();

  constructor(db: Db, runner: Runner, now: () => number) {
    this.#db = db;
    this.#runner = runner;
    this.#now = now;
  }

  /** Starts a job, or returns the one under way that does the same. */
  submit(request: JobRequest): JobView {
    const same = [...this.#jobs.values()].find(
      (job) => job.endedAt === null && covers(job.request, request),
    );
    if (same !== undefined) return this.#view(same);
    const sources = listSources(this.#db).filter((source) => hasDealer(source, request.dealerId));
    const parts = sources.length === 0 ? [] : this.#start(request, sources);
    const createdAt = new Date(this.#now()).toISOString();
    const [only] = parts.map(([runId]) => runId);
    const isTaken = only === undefined || parts.length > 1 || this.#jobs.has(only);
    const job: Job = {
      jobId: isTaken ? uuidv7() : only,
      request,
      createdAt,
      parts: new Map(parts),
      message: sources.length === 0 ? `no source for dealer ${request.dealerId}` : null,
      startedAt: sources.length === 0 ? createdAt : null,
      endedAt: sources.length === 0 ? createdAt : null,
    };
    this.#jobs.set(job.jobId, job);
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size > KEPT_REQUESTS && oldest !== undefined) this.#jobs.delete(oldest);
    return this.#view(job);
  }

  find(jobId: string): JobView | null {
    const job = this.#jobs.get(jobId);
    if (job !== undefined) return this.#view(job);
    const run = this.#runner.runs.find(({ runId }) => runId === jobId) ?? findRun(this.#db, jobId);
    return run === null ? null : viewOfRun(run);
  }

  /** Called by the runner when a run has ended. */
  ended(run: Run, outcome: Result<unknown>): void {
    for (const job of this.#jobs.values()) {
      const part = job.parts.get(run.runId);
      if (part === undefined || part.outcome !== null) continue;
      part.outcome = outcome;
      part.run = run;
      job.startedAt ??= run.startedAt;
      if ([...job.parts.values()].every((one) => one.outcome !== null)) {
        job.endedAt = new Date(this.#now()).toISOString();
      }
    }
  }

  #start(request: JobRequest, sources: readonly StoredSource[]): [string, Part][] {
    const part = (source: string): Part => ({ source, outcome: null, run: null });
    if (request.task === 'msrp_sync') {
      return sources.map(({ slug }) => [
        this.#runner.start({ task: 'msrp_sync', source: slug }),
        part(slug),
      ]);
    }
    const reason = SCORE_REASONS.find((known) => known === request.reason) ?? 'recompute';
    const scope =
      request.vins === undefined
        ? ({ kind: 'dealer', dealer: request.dealerId } as const)
        : ({ kind: 'vins', vins: request.vins.map(normaliseVin) } as const);
    const runId = this.#runner.start({ task: 'ai_score_recompute', scope, reason });
    return [[runId, part(sources.map(({ slug }) => slug).join(', '))]];
  }

  #view(job: Job): JobView {
    const live = this.#runner.runs.filter(({ runId }) => job.parts.has(runId));
    const outcomes = [...job.parts.values()]
      .map(({ outcome }) => outcome)
      .filter((outcome) => outcome !== null);
    const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
    const current = live.find(({ state }) => state === 'running') ?? live[0];
    const ended =
      failures.length === 0
        ? 'done'
        : failures.every(({ code }) => code === 'cancelled')
          ? 'cancelled'
          : 'failed';
    const result = countsOf(
      job.request.task,
      outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])),
    );
    return {
      jobId: job.jobId,
      task: job.request.task,
      dealerId: job.request.dealerId,
      status:
        job.endedAt !== null
          ? ended
          : current?.state === 'running' || outcomes.length > 0
            ? 'running'
            : 'queued',
      reason: job.request.reason ?? null,
      createdAt: job.createdAt,
      startedAt: job.startedAt ?? current?.startedAt ?? null,
      endedAt: job.endedAt,
      progress: {
        phase: job.endedAt === null ? (current?.progress.phase ?? 'queued') : ended,
        rows: live.reduce(
          (sum, { progress }) => sum + progress.rows,
          result['rows'] ?? result['scored'] ?? 0,
        ),
        totalRows: current?.progress.totalRows ?? null,
      },
      result: job.endedAt === null ? null : result,
      message: job.message ?? (failures.map(({ message }) => message).join(' ') || null),
      sources: [...job.parts.values()].map(({ source }) => source),
    };
  }
}

/** What the one under way does is all that the other asks for. */
function covers(running: JobRequest, asked: JobRequest): boolean {
  if (running.task !== asked.task || running.dealerId.toLowerCase() !== asked.dealerId.toLowerCase())
    return false;
  if (running.task === 'msrp_sync' || running.vins === undefined) return true;
  const vins = new Set(running.vins);
  return asked.vins !== undefined && asked.vins.every((vin) => vins.has(vin));
}

/** A source that was never synced has no dealers yet but the one it was given. */
function hasDealer({ dealers, settings }: StoredSource, dealer: string): boolean {
  const wanted = dealer.toLowerCase();
  const names = [settings.dealer, ...dealers.flatMap(([id, name]) => [id, name])];
  return names.some((name) => name?.toLowerCase() === wanted);
}

const SYNC_COUNTS = [
  'rows',
  'vehicles',
  'added',
  'returned',
  'removed',
  'msrpChanges',
  'priceChanges',
  'rejectedRows',
  'warnings',
  'events',
] as const;
const SCORE_COUNTS = ['scored', 'changed', 'nullScores', 'events'] as const;

/** What the runner's tasks answered, summed: results of files, or one of a recompute; null where nothing was due. */
function countsOf(task: JobRequest['task'], values: readonly unknown[]): Readonly<Record<string, number>> {
  if (task === 'msrp_sync') {
    const results = z
      .array(syncedSchema)
      .parse(values)
      .flatMap((synced) => synced.results);
    return Object.fromEntries(
      SYNC_COUNTS.map((name) => [name, results.reduce((sum, one) => sum + one[name], 0)]),
    );
  }
  const results = z
    .array(recomputeResultSchema.nullable())
    .parse(values)
    .filter((one) => one !== null);
  const counts = SCORE_COUNTS.map(
    (name) => [name, results.reduce((sum, one) => sum + one[name], 0)] as const,
  );
  return Object.fromEntries([['rows', results.reduce((sum, one) => sum + one.scored, 0)], ...counts]);
}

function viewOfRun(run: Run): JobView {
  const values =
    run.result === null
      ? run.recompute === null
        ? []
        : [run.recompute]
      : [{ results: [run.result], young: [], failed: [] }];
  return {
    jobId: run.runId,
    task: run.task,
    dealerId: run.result?.dealerIds.length === 1 ? (run.result.dealerIds[0] ?? null) : null,
    status: run.state,
    reason: null,
    createdAt: run.queuedAt,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    progress: run.progress,
    result: run.state === 'done' ? countsOf(run.task, values) : null,
    message: run.error,
    sources: run.task === 'msrp_sync' ? [run.source] : [],
  };
}
