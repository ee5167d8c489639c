import type { RecomputeResult, SyncResult } from '../../../shared/lot.ts';
import { LotwatchError, toFailure, type Failure } from '../../../shared/result.ts';
import { transaction, type Db } from '../../store/open.ts';
import {
  assertStillOurs,
  beatRun,
  endRun,
  HEARTBEAT_MS,
  holderOf,
  insertRun,
  type Claim,
  type RunEnd,
  type RunStart,
} from '../../store/sync/claims.ts';

/**
 * The one owner of a run: it takes the claim, lets the work read what it needs after that, opens and ends its
 * transactions, says that it is alive, and writes how it ended. Work is handed a {@link RunningWork} and never begins,
 * commits or rolls back by itself.
 */

export type RunHooks = { readonly now: () => number; readonly isCancelled: () => boolean };

export type RunRequest = RunStart & {
  /** How long to wait for another's run of the same claim, ms; 0 = refuse at once. */
  readonly waitMs: number;
  /**
   * Asked once the claim is ours, before the run exists: false = another process did it meanwhile, and nothing is left to do.
   * What it throws is thrown, and no run is noted.
   */
  readonly isWanted?: () => boolean;
  /** Within the transaction that notes the failure; not for a cancel. */
  readonly onFailure?: (failure: Failure, error: unknown) => void;
};

/** How a run that did not fail ended: as it stands in the runs table. */
export type Outcome<R> = { readonly state: 'done' | 'held'; readonly result: R };

/** How often a waiting run asks again, ms: far below what a person notices, far above what asking costs (20 µs). */
const ASK_AGAIN_MS = 50;

/**
 * Runs `work` under its claim. What it wrote and the run's end are committed together; after an error, a cancel or a
 * crash nothing of the open transaction stays ({@link RunningWork.step} commits earlier).
 * @returns null where `isWanted` said no.
 * @throws LotwatchError `busy` while another run has the claim, or `work`'s error after it was noted in the run's row.
 */
export function ownRun<R extends SyncResult | RecomputeResult>(
  db: Db,
  request: RunRequest,
  hooks: RunHooks,
  work: (run: RunningWork) => Outcome<R>,
): R | null {
  if (!takeClaim(db, request, hooks)) return null;
  const run = new RunningWork(db, request.runId, hooks.now);
  try {
    const outcome = work(run);
    run.begin();
    // The types of results and of states go together: only a sync is held.
    endRun(db, request.runId, outcome as RunEnd, hooks.now());
    db.exec('COMMIT');
    return outcome.result;
  } catch (error) {
    run.rollback();
    noteFailure(db, request, error, hooks.now());
    throw error;
  }
}

/** Tries `work` without a claim and without a trace: a dry run. */
export function tryRun<R>(db: Db, hooks: RunHooks, work: (run: RunningWork) => Outcome<R>): R {
  const run = new RunningWork(db, null, hooks.now);
  try {
    return work(run).result;
  } finally {
    run.rollback();
  }
}

/**
 * One short change to sources outside a run (a decision, a removal): none of them is being synced while it happens, nor
 * does a sync begin before it is committed.
 * @throws LotwatchError `busy` naming the source that is being synced; nothing was changed then.
 */
export function changeSources<T>(
  db: Db,
  now: number,
  work: (assertFree: (source: { readonly id: number; readonly slug: string }) => void) => T,
): T {
  return transaction(db, () =>
    work(({ id, slug }) => {
      const holder = holderOf(db, { kind: 'source', id }, now);
      if (holder !== null) throw busy({ kind: 'source', id }, slug, holder.pid);
    }),
  );
}

/** What the work of a run may do with the database. */
export class RunningWork {
  readonly #db: Db;
  readonly #runId: string | null;
  readonly #now: () => number;
  #beatAt: number;

  constructor(db: Db, runId: string | null, now: () => number) {
    this.#db = db;
    this.#runId = runId;
    this.#now = now;
    this.#beatAt = now();
  }

  /** Whether the run has begun to write, and so holds the write lock. */
  get isWriting(): boolean {
    return this.#db.isTransaction;
  }

  /**
   * Opens the run's transaction, once. From here on no other process writes.
   * @throws LotwatchError `busy` when the claim was lost meanwhile.
   */
  begin(): void {
    if (this.#db.isTransaction) return;
    this.#db.exec('BEGIN IMMEDIATE');
    if (this.#runId !== null) assertStillOurs(this.#db, this.#runId);
  }

  /** Drops what was written, and begins again. */
  restart(): void {
    this.rollback();
    this.begin();
  }

  /** SQLite may have rolled back by itself, as it does on a full disk. */
  rollback(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
  }

  /** One part that stays even where a later one fails. */
  step<T>(work: () => T): T {
    this.begin();
    const result = work();
    this.#beat();
    this.#db.exec('COMMIT');
    return result;
  }

  /** Called now and then by long work. */
  alive(): void {
    // Inside the transaction no other process could see it, and the write lock shows it anyway.
    if (!this.#db.isTransaction) this.#beat();
  }

  #beat(): void {
    const now = this.#now();
    if (this.#runId === null || now - this.#beatAt < HEARTBEAT_MS) return;
    beatRun(this.#db, this.#runId, now);
    this.#beatAt = now;
  }
}

function takeClaim(db: Db, request: RunRequest, hooks: RunHooks): boolean {
  const { claim, label } = request;
  for (let left = request.waitMs; ; left -= ASK_AGAIN_MS) {
    const found = transaction(db, () => {
      const holder = holderOf(db, claim, hooks.now());
      if (holder !== null) return holder;
      if (request.isWanted?.() === false) return 'unwanted';
      insertRun(db, request, hooks.now());
      return 'ours';
    });
    if (found === 'ours' || found === 'unwanted') return found === 'ours';
    if (left <= 0) throw busy(claim, label, found.pid);
    if (hooks.isCancelled()) throw new LotwatchError('cancelled', 'Cancelled before it began');
    pause(ASK_AGAIN_MS);
  }
}

/** Jobs run in a worker, or are a command's only work: blocking this thread delays nothing else. */
const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

const busy = (claim: Claim, label: string, pid: number): LotwatchError =>
  new LotwatchError(
    'busy',
    claim.kind === 'source'
      ? `${label} is already being synced, by process ${pid}; wait for it or cancel it`
      : `Scores are already being computed, by process ${pid}; wait for it or cancel it`,
  );

function noteFailure(db: Db, request: RunRequest, error: unknown, now: number): void {
  const failure = toFailure(error);
  const isCancelled = failure.code === 'cancelled';
  transaction(db, () => {
    const end: RunEnd = { state: isCancelled ? 'cancelled' : 'failed', error: failure.message };
    if (endRun(db, request.runId, end, now) && !isCancelled) request.onFailure?.(failure, error);
  });
}
