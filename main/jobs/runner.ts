import { v7 as uuidv7 } from 'uuid';
import type { Run } from '../../shared/lot.ts';
import { toFailure } from '../../shared/result.ts';
import type { RunningTask, WorkerHost } from './worker-host.ts';
import type { TaskProgress } from './worker-protocol.ts';

/** Progress is told to screens at most this often. */
const PROGRESS_MS = 100;

type Entry = { run: Run; task: RunningTask<'sync'> | null; cancelled: boolean };

export type RunnerEvents = {
  /** A run was queued, began, moved or ended. */
  readonly onRuns: () => void;
  /** Something was committed. */
  readonly onCommit: () => void;
  readonly onFailure: (run: Run, message: string) => void;
  readonly now: () => number;
};

/**
 * Syncs one after the other in the worker; queued and running ones are objects that screens see and people cancel. What
 * has ended is in the store. Never two of one source (the store makes sure across processes, too).
 */
export class Runner {
  readonly #host: WorkerHost;
  readonly #events: RunnerEvents;
  readonly #entries = new Map<string, Entry>();
  #chain: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(host: WorkerHost, events: RunnerEvents) {
    this.#host = host;
    this.#events = events;
  }

  /** Queued and running ones, newest first. */
  get runs(): Run[] {
    return [...this.#entries.values()].map((entry) => entry.run).toReversed();
  }

  /** Queues a sync of the source; one that is queued or running already is answered instead. */
  start(source: string): string {
    const waiting = [...this.#entries.values()].find((entry) => entry.run.source === source);
    if (waiting !== undefined) return waiting.run.runId;
    const runId = uuidv7();
    const run: Run = {
      runId,
      task: 'msrp_sync',
      source,
      state: 'queued',
      queuedAt: new Date(this.#events.now()).toISOString(),
      startedAt: null,
      endedAt: null,
      progress: { rows: 0, bytes: 0, totalBytes: null, phase: 'queued' },
      result: null,
      error: null,
    };
    const entry: Entry = { run, task: null, cancelled: false };
    if (this.#stopped) return runId;
    this.#entries.set(runId, entry);
    this.#events.onRuns();
    this.#chain = this.#chain.then(() => this.#run(entry));
    return runId;
  }

  /** Answers whether there was such a run to cancel. */
  cancel(runId: string): boolean {
    const entry = this.#entries.get(runId);
    if (entry === undefined) return false;
    entry.cancelled = true;
    entry.task?.cancel();
    if (entry.task === null) this.#end(entry);
    return true;
  }

  /** Settles when nothing is queued or running any more, runs queued meanwhile included. */
  async idle(): Promise<void> {
    do await this.#chain;
    while (this.#entries.size > 0);
  }

  /** Takes no more, cancels what there is and tells nothing any more; settles when the last one has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const runId of [...this.#entries.keys()]) this.cancel(runId);
    await this.#chain;
  }

  async #run(entry: Entry): Promise<void> {
    if (entry.cancelled) return;
    const { source, runId } = entry.run;
    this.#change(entry, { state: 'running', startedAt: new Date(this.#events.now()).toISOString() });
    let told = 0;
    const onProgress = ({ rows, bytes, totalBytes, phase }: TaskProgress): void => {
      const now = performance.now();
      if (now - told < PROGRESS_MS && phase === entry.run.progress.phase) return;
      told = now;
      this.#change(entry, { progress: { rows, bytes, totalBytes, phase } });
    };
    entry.task = this.#host.run('sync', { slug: source, runId }, onProgress);
    try {
      await entry.task.done;
    } catch (error) {
      this.#events.onFailure(entry.run, toFailure(error).message);
    }
    this.#end(entry);
  }

  #change(entry: Entry, part: Partial<Run>): void {
    entry.run = { ...entry.run, ...part };
    if (!this.#stopped) this.#events.onRuns();
  }

  /** From here on the store tells what became of it. */
  #end(entry: Entry): void {
    this.#entries.delete(entry.run.runId);
    if (!this.#stopped) this.#events.onCommit();
  }
}
