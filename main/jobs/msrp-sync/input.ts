import type { GuardSettings } from '../../../shared/guard.ts';
import type { Decision } from '../../../shared/review.ts';
import type { HeldSyncRow } from '../../store/review/held-syncs.ts';
import type { ObservationKey } from '../../store/sync/observations.ts';
import type { StoredProblem } from '../../store/sync/runs.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import type { RunHooks, RunningWork } from '../run/own-run.ts';

export type AcceptedSync = {
  readonly held: HeldSyncRow;
  readonly decision: Exclude<Decision, 'reject'>;
};

/** One sync: a source and the file it is read from, as they are once the run has its claim. */
export type SyncInput = {
  readonly runId: string;
  readonly source: StoredSource;
  /** Absolute path. */
  readonly file: string;
  /** As-of date of the data, unix ms. */
  readonly asOf: number;
  /** This console, as `origin` of its events. */
  readonly instanceId: string;
  readonly groupAtLeast: number;
  readonly guard: GuardSettings;
  /** The held sync that a person let through: its kept file is read as what it was, and not judged as a whole again. */
  readonly accepted?: AcceptedSync | undefined;
  /** Changed rows held back before they are written; what the pass thinks right unless said. */
  readonly maxPending?: number | undefined;
};

export type SyncProgress = {
  readonly phase: 'checking' | 'reading' | 'storing';
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number;
};

/** What a run asks of whoever runs it. */
export type SyncHooks = RunHooks & {
  readonly onProgress: (progress: SyncProgress) => void;
  /** Of a dry run, whose problems are stored nowhere: rejected rows before warnings. */
  readonly onProblems?: (problems: readonly StoredProblem[]) => void;
};

/** What both ways through a sync are given. */
export type SyncSetting = {
  readonly input: SyncInput;
  readonly hooks: SyncHooks;
  readonly key: ObservationKey;
  /** False when exactly this file was read before: absence is not counted again (rules 4). */
  readonly isObservation: boolean;
  readonly bytes: number;
  readonly startedAt: number;
  /** Nothing of it stays. */
  readonly dryRun: boolean;
  /** Ownership transaction everything is written in. */
  readonly run: RunningWork;
};
