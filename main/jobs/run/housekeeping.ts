import { transaction, type Db } from '../../store/open.ts';
import { sweepKept } from '../review/kept-files.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { readPreferences } from '../../store/settings.ts';
import { pruneRuns, sweepRuns } from '../../store/sync/claims.ts';
import { pruneAdvertised } from '../../store/vehicles/advertised-prune.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** How often the console that owns the data folder does it, ms: a command that was killed beside it is seen in time. */
export const HOUSEKEEPING_MS = 10_000;

export type Housekeeping = {
  /** Runs whose process was gone. */
  readonly interrupted: number;
  /** Old runs that were deleted. */
  readonly pruned: number;
};

/** Ends what dead processes left "running", deletes old runs, copies of files that nothing waits for, and records older than Settings keeps. */
export function housekeep(db: Db, now: number): Housekeeping {
  const done = transaction(db, () => ({ interrupted: sweepRuns(db, now), pruned: pruneRuns(db, now) }));
  sweepKept(db);
  pruneEvidence(db, now);
  return done;
}

const LOOKED = 'evidenceLooked';

/** Once a day, and only where a person set for how many years what was advertised is kept. */
function pruneEvidence(db: Db, now: number): void {
  const { evidenceYears } = readPreferences(db);
  if (evidenceYears === null) return;
  const [years = '', at = '0'] = (readMeta(db, LOOKED) ?? '').split(' ');
  // Another number of years is looked at at once.
  if (years === String(evidenceYears) && now - Number(at) < DAY_MS) return;
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() - evidenceYears);
  transaction(db, () => {
    pruneAdvertised(db, until.getTime(), now);
    writeMeta(db, LOOKED, `${evidenceYears} ${now}`);
  });
}
