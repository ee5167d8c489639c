import { v7 as uuidv7 } from 'uuid';
import type { ScoreReason } from '../../shared/events.ts';
import type { Run } from '../../shared/lot.ts';
import { fail, ok, toFailure, type Result } from '../../shared/result.ts';
import { toIso } from '../../shared/units.ts';
import type { AcceptHeld } from './review/accepted.ts';
import { scopeLabel, type Scope } from './score-recompute/scope.ts';
import type { HttpSources } from './sources/http-sources.ts';
import { beginFetch, syncFetched, type Fetch } from './sync-feed.ts';
import type { WorkerHost } from './worker-host.ts';
import type { TaskProgress } from './worker-protocol.ts';

/** Screens are notified of progress at most this often. */
const PROGRESS_MS = 100;

/** A job as it is asked for. */
export type Job =
  | {
      readonly task: 'msrp_sync';
      readonly source: string;
      /** A held sync that a person let through, instead of what is due. */
      readonly held?: AcceptHeld;
    }
  | { readonly task: 'ai_score_recompute'; readonly scope: Scope; readonly reason: ScoreReason };

/** Vehicles whose scores syncs made dirty and nobody has recomputed yet. */
export const SCORE_DIRTY: Job = {
  task: 'ai_score_recompute',
  scope: { kind: 'dirty' },
  reason: 'competitor_change',
};

type Running = { readonly done: Promise<unknown>; cancel(): void };
type Entry = { readonly job: Job; run: Run; task: Running | null; fetch: Fetch | null };
/** How a run ended, for whoever waits for it. */
export type Ended = { readonly run: Run; readonly outcome: Result<unknown> };

/** Runs whose end can be asked for. */
const KEPT_ENDS = 500;

export type RunnerEvents = {
  /** A run was queued, began, moved or ended. */
  readonly onRuns: () => void;
  /** Something was committed. */
  readonly onCommit: () => void;
  readonly onFailure: (run: Run, message: string) => void;
  /** With its result, also where the store has no row: nothing was due, or it failed before it began. */
  readonly onEnd?: (run: Run, outcome: Result<unknown>) => void;
  /** A listener above threw: its fault is no job's. */
  readonly onError: (error: unknown) => void;
  readonly now: () => number;
};

/**
 * Jobs one after the other in the worker, downloads for them beside each other; queued and running ones are objects that screens see and people cancel. What
 * has ended is in the store. Never two of one source (the store makes sure across processes, too). What a sync touched
 * is scored right after it.
 */
export class Runner {
  readonly #host: WorkerHost;
  readonly #events: RunnerEvents;
  readonly #httpSources: HttpSources | null;
  readonly #entries = new Map<string, Entry>();
  readonly #ends = new Map<string, PromiseWithResolvers<Ended>>();
  readonly #fetching = new Set<Promise<void>>();
  #chain: Promise<void> = Promise.resolve();
  #stopped = false;

  /** Without `httpSources`, sources that are addresses cannot be read. */
  constructor(host: WorkerHost, events: RunnerEvents, httpSources: HttpSources | null = null) {
    this.#host = host;
    this.#events = events;
    this.#httpSources = httpSources;
  }

  /** Queued and running ones, newest first. */
  get runs(): Run[] {
    return [...this.#entries.values()].map((entry) => entry.run).toReversed();
  }

  /** Queues a job; an equal one that is queued or running already is answered instead. */
  start(job: Job): string {
    const same = [...this.#entries.values()].find(
      (entry) => nameOf(entry.job) === nameOf(job) && !(isDirtyScope(job) && entry.task !== null),
    );
    if (same !== undefined) return same.run.runId;
    const runId = uuidv7();
    if (this.#stopped) return runId;
    const entry: Entry = { job, run: queued(job, runId, this.#events.now()), task: null, fetch: null };
    this.#entries.set(runId, entry);
    this.#expect(runId);
    this.#notify(this.#events.onRuns);
    this.#admit(entry);
    return runId;
  }

  /** How a run of this process ends or ended, also one that had nothing to do; null for an unknown or forgotten one. */
  endOf(runId: string): Promise<Ended> | null {
    return this.#ends.get(runId)?.promise ?? null;
  }

  /** Returns whether there was such a run to cancel. */
  cancel(runId: string): boolean {
    const entry = this.#entries.get(runId);
    if (entry === undefined) return false;
    entry.task?.cancel();
    if (entry.task === null) this.#end(entry, fail('cancelled', 'Cancelled before it began'));
    return true;
  }

  /** Settles when nothing is queued or running any more, runs queued meanwhile included. */
  async idle(): Promise<void> {
    do await Promise.all([this.#chain, ...this.#fetching]);
    while (this.#entries.size > 0);
  }

  /** Accepts no jobs, cancels those there are and emits no further events; settles when the last one has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const runId of [...this.#entries.keys()]) this.cancel(runId);
    await Promise.all(this.#fetching);
    await this.#chain;
  }

  #expect(runId: string): void {
    this.#ends.set(runId, Promise.withResolvers());
    const [oldest] = this.#ends.keys();
    if (this.#ends.size > KEPT_ENDS && oldest !== undefined) this.#ends.delete(oldest);
  }

  /** An address is downloaded first; everything else waits for its turn at once. */
  #admit(entry: Entry): void {
    const { job, run } = entry;
    const enqueue = (): void => {
      this.#chain = this.#chain.then(() => this.#run(entry)).catch((error) => this.#events.onError(error));
    };
    if (this.#httpSources === null || job.task !== 'msrp_sync') return enqueue();
    const request = { slug: job.source, runId: run.runId };
    const fetching = beginFetch(this.#httpSources, request, this.#progressReporter(entry));
    if (fetching === null) return enqueue();
    entry.task = fetching;
    this.#begun(entry);
    const fetched = fetching.done.then((fetch) => {
      this.#fetching.delete(fetched);
      entry.fetch = fetch;
      entry.task = null;
      enqueue();
    });
    this.#fetching.add(fetched);
  }

  async #run(entry: Entry): Promise<void> {
    // Cancelled while it waited.
    if (!this.#entries.has(entry.run.runId)) return;
    if (entry.fetch === null) this.#begun(entry);
    entry.task = this.#begin(entry, this.#progressReporter(entry));
    let outcome: Result<unknown>;
    try {
      outcome = ok(await entry.task.done);
    } catch (error) {
      const failure = toFailure(error);
      outcome = { ok: false, error: failure };
      this.#notify(() => this.#events.onFailure(entry.run, failure.message));
    }
    // Before it leaves the list: screens must not see an idle moment between a sync and its scores.
    if (entry.job.task === 'msrp_sync') this.start(SCORE_DIRTY);
    this.#end(entry, outcome);
  }

  #begun(entry: Entry): void {
    this.#change(entry, { state: 'running', startedAt: new Date(this.#events.now()).toISOString() });
  }

  #progressReporter(entry: Entry): (progress: TaskProgress) => void {
    let reportedAt = 0;
    return ({ runId: _runId, file: _file, ...progress }) => {
      const now = performance.now();
      if (now - reportedAt < PROGRESS_MS && progress.phase === entry.run.progress.phase) return;
      reportedAt = now;
      this.#change(entry, { progress });
    };
  }

  #begin(entry: Entry, onProgress: (progress: TaskProgress) => void): Running {
    const { runId } = entry.run;
    const { job, fetch } = entry;
    if (job.task === 'msrp_sync' && fetch !== null) {
      return syncFetched(this.#host, { slug: job.source, runId }, fetch, onProgress);
    }
    return job.task === 'msrp_sync'
      ? this.#host.run(
          'sync',
          { slug: job.source, runId, ...(job.held === undefined ? {} : { held: job.held }) },
          onProgress,
        )
      : this.#host.run('recompute', { runId, scope: job.scope, reason: job.reason }, onProgress);
  }

  #change(entry: Entry, part: Partial<Run>): void {
    entry.run = { ...entry.run, ...part };
    if (!this.#stopped) this.#notify(this.#events.onRuns);
  }

  /** From here on the store has its result. */
  #end(entry: Entry, outcome: Result<unknown>): void {
    this.#entries.delete(entry.run.runId);
    this.#ends.get(entry.run.runId)?.resolve({ run: entry.run, outcome });
    if (this.#stopped) return;
    this.#notify(() => this.#events.onEnd?.(entry.run, outcome));
    this.#notify(this.#events.onCommit);
  }

  /** Each listener apart: one that throws keeps nothing from the others, nor the next job from its turn. */
  #notify(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#events.onError(error);
    }
  }
}

const labelOf = (job: Job): string => (job.task === 'msrp_sync' ? job.source : scopeLabel(job.scope));

/** One at work has read already what is dirty: what came since needs another run. */
const isDirtyScope = (job: Job): boolean => job.task === 'ai_score_recompute' && job.scope.kind === 'dirty';

/** Equal jobs have equal names. */
const nameOf = (job: Job): string =>
  JSON.stringify(job.task === 'msrp_sync' ? [job.task, job.source, job.held?.id] : [job.task, job.scope]);

const queued = (job: Job, runId: string, now: number): Run => ({
  runId,
  task: job.task,
  source: labelOf(job),
  state: 'queued',
  queuedAt: toIso(now),
  startedAt: null,
  endedAt: null,
  progress: { rows: 0, bytes: 0, totalBytes: null, totalRows: null, phase: 'queued' },
  result: null,
  recompute: null,
  error: null,
  published: null,
});
