import { transaction, type Db } from '../../store/open.ts';
import { sweepKept } from '../review/kept-files.ts';
import { pruneRuns, sweepRuns } from '../../store/sync/claims.ts';

/** How often the console that owns the data folder does it, ms: a command that was killed beside it is seen in time. */
export const HOUSEKEEPING_MS = 10_000;

export type Housekeeping = {
  /** Runs whose process was gone. */
  readonly interrupted: number;
  /** Old runs that were deleted. */
  readonly pruned: number;
};

/** Ends what dead processes left "running", deletes old runs and copies of files that nothing waits for. */
export function housekeep(db: Db, now: number): Housekeeping {
  const done = transaction(db, () => ({ interrupted: sweepRuns(db, now), pruned: pruneRuns(db, now) }));
  sweepKept(db);
  return done;
}
