import { z } from 'zod';
import { recomputeResultSchema, RUN_STATES, TASKS, type Run } from '../../../shared/lot.ts';
import { toIso } from '../../../shared/units.ts';
import type { Db, Reader } from '../open.ts';
import { readJson, readRow, readRows } from '../stored.ts';
import { NO_RECOMPUTE, readSyncResult } from './results.ts';

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
  const found = db
    .prepare(
      'SELECT kind, file, row, "column", value, reason FROM problems WHERE run_id = ? ORDER BY id LIMIT ? OFFSET ?',
    )
    .all(runId, limit, offset);
  const problems = readRows('problem', found, (row) => problemSchema.parse(row));
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

const RUN_COLUMNS =
  'run_id, task, source, state, queued_at, started_at, ended_at, file, result, error, published';

/** Newest first; one source's or, with null, all. */
export const listRuns = (db: Reader, source: string | null, limit: number): Run[] =>
  readRows(
    'run',
    db
      .prepare(
        `SELECT ${RUN_COLUMNS} FROM runs WHERE ?1 IS NULL OR source = ?1 ORDER BY queued_at DESC, rowid DESC LIMIT ?2`,
      )
      .all(source, limit),
    toRun,
  );

export function findRun(db: Db, runId: string): Run | null {
  const row = db.prepare(`SELECT ${RUN_COLUMNS} FROM runs WHERE run_id = ?`).get(runId);
  return row === undefined ? null : readRow('run', row, toRun);
}

/** The source's last sync that stored a file which was not the same as before; null = never, or long ago. */
export function lastNews(db: Db, source: string): { readonly runId: string; readonly at: string } | null {
  const row = db
    .prepare(
      `SELECT run_id, ended_at FROM runs
       WHERE source = ? AND task = 'msrp_sync' AND state = 'done' AND NOT json_extract(result, '$.unchanged')
       ORDER BY ended_at DESC LIMIT 1`,
    )
    .get(source);
  return row === undefined ? null : { runId: String(row['run_id']), at: toIso(Number(row['ended_at'])) };
}

function toRun(raw: unknown): Run {
  const row = rowSchema.parse(raw);
  const isSync = row.task === 'msrp_sync';
  const result = row.result === null || !isSync ? null : readSyncResult(row.result);
  const recompute =
    row.result === null || isSync
      ? null
      : readJson('Result of a recompute', row.result, recomputeResultSchema, NO_RECOMPUTE);
  return {
    runId: row.run_id,
    task: row.task,
    source: row.source,
    state: row.state,
    queuedAt: toIso(row.queued_at),
    startedAt: toIso(row.started_at),
    endedAt: toIso(row.ended_at),
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
