import { LotwatchError } from '../../../shared/result.ts';
import type { RecomputeResult, SyncResult, Run } from '../../../shared/lot.ts';
import type { Db } from '../open.ts';

/**
 * Who may write what: one run at a time holds a claim, whichever process asks (rules 16). The claim is the run's row
 * while it says "running"; a unique index makes a second one impossible. All functions here are called inside a
 * transaction, so what they see cannot change before the commit.
 */

/** A running job renews its claim at least this often; one that has not for STALE_AFTER_MS has lost it. */
export const HEARTBEAT_MS = 5_000;
const STALE_AFTER_MS = 60_000;

/** What a run has to itself: the listings of one source, or the scores of the whole lot. */
export type Claim = { readonly kind: 'source'; readonly id: number } | { readonly kind: 'scores' };
const keyOf = (claim: Claim): string => (claim.kind === 'source' ? `source:${claim.id}` : 'scores');

export type RunStart = {
  readonly runId: string;
  readonly task: Run['task'];
  readonly claim: Claim;
  /** For people: the source's name, or whose scores. */
  readonly label: string;
  readonly file: string | null;
  readonly sample: boolean;
};

export type Holder = { readonly runId: string; readonly pid: number };

/** Who holds the claim just now; a run whose process is gone or silent is marked interrupted and holds nothing. */
export function holderOf(
  db: Db,
  claim: Claim,
  now: number,
  isAlive: (pid: number) => boolean = processIsAlive,
): Holder | null {
  const row = db
    .prepare("SELECT run_id, pid, heartbeat FROM runs WHERE claim = ? AND state = 'running'")
    .get(keyOf(claim));
  if (row === undefined) return null;
  const holder = { runId: String(row['run_id']), pid: Number(row['pid']) };
  if (isAtWork(holder.pid, Number(row['heartbeat']), now, isAlive)) return holder;
  interruptRun(db, holder.runId, now);
  return null;
}

/** Makes the run's row, and with it takes the claim, which must be free: see {@link holderOf}. */
export function insertRun(db: Db, start: RunStart, now: number): void {
  const { runId, task, claim, label, file, sample } = start;
  db.prepare(
    `INSERT INTO runs (run_id, task, claim, source_id, source, state, pid, heartbeat, queued_at, started_at, file, sample)
     VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?)`,
  ).run(
    runId,
    task,
    keyOf(claim),
    claim.kind === 'source' ? claim.id : null,
    label,
    process.pid,
    now,
    now,
    now,
    file,
    sample ? 1 : 0,
  );
}

/** @throws LotwatchError `busy`: a run was silent for so long that another took its claim; what it has is old. */
export function assertStillOurs(db: Db, runId: string): void {
  const row = db.prepare("SELECT 1 FROM runs WHERE run_id = ? AND state = 'running'").get(runId);
  if (row !== undefined) return;
  throw new LotwatchError(
    'busy',
    'This run stood still for so long that another took its place; what it had not stored yet was dropped.',
  );
}

export function beatRun(db: Db, runId: string, now: number): void {
  db.prepare("UPDATE runs SET heartbeat = ? WHERE run_id = ? AND state = 'running'").run(now, runId);
}

export type RunEnd =
  | { readonly state: 'done'; readonly result: SyncResult | RecomputeResult }
  | { readonly state: 'held'; readonly result: SyncResult }
  | { readonly state: 'failed' | 'cancelled'; readonly error: string };

/** Closes the run's row and frees its claim. Returns false for a run that lost its claim: its end is known already. */
export function endRun(db: Db, runId: string, end: RunEnd, now: number): boolean {
  const { changes } = db
    .prepare(
      `UPDATE runs SET state = ?, ended_at = ?, result = ?, error = ?, file = coalesce(?, file)
       WHERE run_id = ? AND state = 'running'`,
    )
    .run(
      end.state,
      now,
      'result' in end ? JSON.stringify(end.result) : null,
      'result' in end ? null : end.error,
      'result' in end && 'file' in end.result ? end.result.file : null,
      runId,
    );
  return changes > 0;
}

/** Marks every run as interrupted whose process is gone or silent. Returns how many. */
export function sweepRuns(db: Db, now: number, isAlive: (pid: number) => boolean = processIsAlive): number {
  const dead = db
    .prepare("SELECT run_id, pid, heartbeat FROM runs WHERE state = 'running'")
    .all()
    .filter((row) => !isAtWork(Number(row['pid']), Number(row['heartbeat']), now, isAlive));
  for (const row of dead) interruptRun(db, String(row['run_id']), now);
  return dead.length;
}

/** Ids of the runs at work, in whichever process. */
export const runningRuns = (db: Db): string[] =>
  db
    .prepare("SELECT run_id FROM runs WHERE state = 'running'")
    .all()
    .map((row) => String(row['run_id']));

/**
 * Asked under the write lock: a run that is writing keeps it, so one that is silent and does not hold it has stopped, or
 * its process id was given to another program.
 */
const isAtWork = (
  pid: number,
  heartbeat: number,
  now: number,
  isAlive: (pid: number) => boolean,
): boolean => isAlive(pid) && now - heartbeat < STALE_AFTER_MS;

function interruptRun(db: Db, runId: string, now: number): void {
  db.prepare("UPDATE runs SET state = 'interrupted', ended_at = ?, error = ? WHERE run_id = ?").run(
    now,
    'Its process ended during the run; the next run does again what was not finished.',
    runId,
  );
}

/** Whether a process with this id exists; one of another user counts as alive. */
function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ended runs kept for the Jobs screen, their problems with them; a day's runs are kept however many they are. */
const KEPT_RUNS = 500;
const KEPT_MS = 48 * 3_600_000;

/** Deletes old ended runs. A source's last run stays: its counts answer for a file that did not change. Returns how many. */
export function pruneRuns(db: Db, now: number): number {
  const { changes } = db
    .prepare(
      `DELETE FROM runs WHERE state <> 'running' AND queued_at < ?
         AND run_id NOT IN (SELECT last_run FROM sources WHERE last_run IS NOT NULL)
         AND queued_at < (SELECT queued_at FROM runs ORDER BY queued_at DESC LIMIT 1 OFFSET ${KEPT_RUNS})`,
    )
    .run(now - KEPT_MS);
  return Number(changes);
}
