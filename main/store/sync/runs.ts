import { z } from 'zod';
import {
  recomputeResultSchema,
  RUN_STATES,
  syncResultSchema,
  TASKS,
  type RecomputeResult,
  type Run,
  type SyncResult,
} from '../../../shared/lot.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { transaction, type Db } from '../open.ts';

/** A running job says so at least this often; one that has not for STALE_AFTER_MS and whose process is gone or reused is dead. */
export const HEARTBEAT_MS = 5_000;
const STALE_AFTER_MS = 60_000;
/** Ended runs kept for the Jobs screen, their problems with them. */
const KEPT_RUNS = 500;
/** Rejected rows and warnings kept per run; the counts in its result are exact whatever is kept. */
export const KEPT_PROBLEMS = 1_000;

export type StoredProblem = {
  readonly kind: 'rejected' | 'warning';
  readonly file: string;
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
};

export type RunStart = {
  readonly runId: string;
  readonly source: { readonly id: number; readonly slug: string; readonly kind: string };
  readonly file: string | null;
  readonly now: number;
};

/**
 * Takes the source for one run: at most one at a time, whichever process asks (rules 16). A run whose process died is
 * marked interrupted and gives way.
 * @throws LotwatchError `busy` naming the process that is at it.
 */
export function claimRun(
  db: Db,
  start: RunStart,
  isAlive: (pid: number) => boolean = processIsAlive,
): void {
  transaction(db, () => {
    const running = db
      .prepare("SELECT run_id, pid, heartbeat FROM runs WHERE source_id = ? AND state = 'running'")
      .get(start.source.id);
    if (running !== undefined) {
      const pid = Number(running['pid']);
      // A stale heartbeat under our write lock means its process id was given to another program.
      const fresh = start.now - Number(running['heartbeat']) < STALE_AFTER_MS;
      if (isAlive(pid) && fresh) {
        throw new LotwatchError(
          'busy',
          `${start.source.slug} is being synced already, by process ${pid}; wait for it or cancel it`,
        );
      }
      db.prepare("UPDATE runs SET state = 'interrupted', ended_at = ?, error = ? WHERE run_id = ?").run(
        start.now,
        'Its process ended in the middle; nothing of it was stored.',
        String(running['run_id']),
      );
    }
    db.prepare(
      `INSERT INTO runs (run_id, task, source_id, source, state, pid, heartbeat, queued_at, started_at, file, sample)
       VALUES (?, 'msrp_sync', ?, ?, 'running', ?, ?, ?, ?, ?, ?)`,
    ).run(
      start.runId,
      start.source.id,
      start.source.slug,
      process.pid,
      start.now,
      start.now,
      start.now,
      start.file,
      start.source.kind === 'sample' ? 1 : 0,
    );
  });
}

/** Whether some process reads the source just now. */
export function isBeingSynced(db: Db, sourceId: number, now: number): boolean {
  const row = db
    .prepare("SELECT pid, heartbeat FROM runs WHERE source_id = ? AND state = 'running'")
    .get(sourceId);
  return row !== undefined && isAtWork(Number(row['pid']), Number(row['heartbeat']), now, processIsAlive);
}

/** Notes that a recompute runs. There may be several: what they store they compare under the write lock. */
export function startScoreRun(
  db: Db,
  run: { readonly runId: string; readonly label: string; readonly now: number },
): void {
  db.prepare(
    `INSERT INTO runs (run_id, task, source_id, source, state, pid, heartbeat, queued_at, started_at)
     VALUES (?, 'ai_score_recompute', NULL, ?, 'running', ?, ?, ?, ?)`,
  ).run(run.runId, run.label, process.pid, run.now, run.now, run.now);
}

/** Asked under the write lock: a stale heartbeat then means that the process id was given to another program. */
const isAtWork = (
  pid: number,
  heartbeat: number,
  now: number,
  isAlive: (pid: number) => boolean,
): boolean => isAlive(pid) && now - heartbeat < STALE_AFTER_MS;

function interruptRun(db: Db, runId: string, now: number): void {
  db.prepare("UPDATE runs SET state = 'interrupted', ended_at = ?, error = ? WHERE run_id = ?").run(
    now,
    'Its process ended in the middle; nothing of it was stored.',
    runId,
  );
}

/** Marks every run as interrupted whose process is gone. Call inside a transaction. */
export function sweepRuns(db: Db, now: number, isAlive: (pid: number) => boolean = processIsAlive): void {
  for (const row of db.prepare("SELECT run_id, pid, heartbeat FROM runs WHERE state = 'running'").all()) {
    if (isAtWork(Number(row['pid']), Number(row['heartbeat']), now, isAlive)) continue;
    interruptRun(db, String(row['run_id']), now);
  }
}

export function beatRun(db: Db, runId: string, now: number): void {
  db.prepare('UPDATE runs SET heartbeat = ? WHERE run_id = ?').run(now, runId);
}

export type RunEnd =
  | { readonly state: 'done'; readonly result: SyncResult | RecomputeResult }
  | { readonly state: 'held'; readonly result: SyncResult }
  | { readonly state: 'failed' | 'cancelled'; readonly error: string };

/** Closes the run's row; inside the transaction that stores what it did, or alone when it did nothing. */
export function endRun(db: Db, runId: string, end: RunEnd, now: number): void {
  db.prepare(
    'UPDATE runs SET state = ?, ended_at = ?, result = ?, error = ?, file = coalesce(?, file) WHERE run_id = ?',
  ).run(
    end.state,
    now,
    'result' in end ? JSON.stringify(end.result) : null,
    'result' in end ? null : end.error,
    'result' in end && 'file' in end.result ? end.result.file : null,
    runId,
  );
  // A source's last run stays: its counts answer for a file that did not change.
  db.prepare(
    `DELETE FROM runs WHERE state <> 'running' AND run_id NOT IN (SELECT last_run FROM sources WHERE last_run IS NOT NULL)
       AND queued_at < (SELECT queued_at FROM runs ORDER BY queued_at DESC LIMIT 1 OFFSET ${KEPT_RUNS})`,
  ).run();
}

export function insertProblems(db: Db, runId: string, problems: readonly StoredProblem[]): void {
  const insert = db.prepare(
    'INSERT INTO problems (run_id, kind, file, row, "column", value, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (const p of problems.slice(0, KEPT_PROBLEMS)) {
    insert.run(runId, p.kind, p.file, p.row, p.column, p.value, p.reason);
  }
}

const problemSchema = z.object({
  kind: z.enum(['rejected', 'warning']),
  file: z.string(),
  row: z.number(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});

export function pageProblems(
  db: Db,
  runId: string,
  offset: number,
  limit: number,
): { problems: StoredProblem[]; total: number } {
  const problems = db
    .prepare(
      'SELECT kind, file, row, "column", value, reason FROM problems WHERE run_id = ? ORDER BY id LIMIT ? OFFSET ?',
    )
    .all(runId, limit, offset)
    .map((row) => problemSchema.parse(row));
  const total = Number(
    db.prepare('SELECT count(*) AS n FROM problems WHERE run_id = ?').get(runId)?.['n'] ?? 0,
  );
  return { problems, total };
}

const rowSchema = z.object({
  run_id: z.string(),
  task: z.enum(TASKS),
  source: z.string(),
  state: z.enum(RUN_STATES),
  queued_at: z.number(),
  started_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  file: z.string().nullable(),
  result: z.string().nullable(),
  error: z.string().nullable(),
  published: z.number().nullable(),
});

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const RUN_COLUMNS =
  'run_id, task, source, state, queued_at, started_at, ended_at, file, result, error, published';

/** Newest first; one source's or, with null, all. */
export const listRuns = (db: Db, source: string | null, limit: number): Run[] =>
  db
    .prepare(
      `SELECT ${RUN_COLUMNS} FROM runs WHERE ?1 IS NULL OR source = ?1 ORDER BY queued_at DESC, rowid DESC LIMIT ?2`,
    )
    .all(source, limit)
    .map(toRun);

export function findRun(db: Db, runId: string): Run | null {
  const row = db.prepare(`SELECT ${RUN_COLUMNS} FROM runs WHERE run_id = ?`).get(runId);
  return row === undefined ? null : toRun(row);
}

function toRun(raw: unknown): Run {
  const row = rowSchema.parse(raw);
  const stored: unknown = row.result === null ? null : JSON.parse(row.result);
  const isSync = row.task === 'msrp_sync';
  const result = stored === null || !isSync ? null : syncResultSchema.parse(stored);
  const recompute = stored === null || isSync ? null : recomputeResultSchema.parse(stored);
  return {
    runId: row.run_id,
    task: row.task,
    source: row.source,
    state: row.state,
    queuedAt: new Date(row.queued_at).toISOString(),
    startedAt: iso(row.started_at),
    endedAt: iso(row.ended_at),
    progress: {
      rows: result?.rows ?? recompute?.scored ?? 0,
      bytes: 0,
      totalBytes: null,
      totalRows: null,
      phase: row.state,
    },
    result,
    recompute,
    error: row.error,
    published: row.published,
  };
}

/** Whether a process with this id exists; one of another user counts as alive. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
