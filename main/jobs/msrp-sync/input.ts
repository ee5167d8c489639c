import type { GuardSettings } from '../../../shared/guard.ts';
import type { HeldSyncRow } from '../../store/held-syncs.ts';
import type { StoredProblem } from '../../store/runs.ts';
import type { StoredSource } from '../../store/sources.ts';

export type AcceptedSync = { readonly held: HeldSyncRow; readonly decision: 'accept' | 'always' };

/** One sync: a source and the file it is read from. */
export type SyncInput = {
  readonly runId: string;
  readonly source: StoredSource;
  /** Absolute path. */
  readonly file: string;
  /** Unix ms the data stands for. */
  readonly asOf: number;
  /** This console, as `origin` of its events. */
  readonly instanceId: string;
  readonly groupAtLeast: number;
  readonly guard: GuardSettings;
  /** The held sync that a person let through: its kept file is read as what it was, and not judged as a whole again. */
  readonly accepted?: AcceptedSync | undefined;
  /** Changed rows held back before they are written; what the pass thinks right unless said. */
  readonly maxPending?: number;
};

export type SyncProgress = {
  readonly phase: 'checking' | 'reading' | 'storing';
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number;
};

/** What a run asks of whoever runs it. */
export type SyncHooks = {
  readonly now: () => number;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: SyncProgress) => void;
  /** Of a dry run, whose problems are stored nowhere: rejected rows before warnings. */
  readonly onProblems?: (problems: readonly StoredProblem[]) => void;
};
