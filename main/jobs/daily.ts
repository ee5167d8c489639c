import { Cron } from 'croner';
import type { Db } from '../store/open.ts';
import { HOUSEKEEPING_MS } from './run/housekeeping.ts';
import { SCORE_DIRTY, type Runner } from './runner.ts';
import { isAgeingDue } from './score-recompute/aged-on.ts';
import type { WorkerHost } from './worker-host.ts';

/** Local time from which a day's ageing is due: after midnight, when every age has grown, and before people come. */
const AGEING_HOUR = 2;

export type Upkeep = {
  /** Looks at once what is due, as after sleep. */
  wake(): void;
  stop(): void;
};

/**
 * What a console does by itself: scores what a crash or a command beside it left unscored, once a day everything because
 * age counts (at the first look of the day where the machine was off at two), and the housekeeping of runs.
 * @param db for reading.
 */
export function openUpkeep(parts: {
  readonly db: Db;
  readonly worker: Pick<WorkerHost, 'run'>;
  readonly runner: Pick<Runner, 'start'>;
  readonly now: () => number;
  readonly onSwept: () => void;
  readonly onError: (error: unknown) => void;
}): Upkeep {
  const { db, worker, runner, now, onError } = parts;
  const look = (): void => {
    const isDay = new Date(now()).getHours() >= AGEING_HOUR;
    if (isDay && isAgeingDue(db, now())) {
      runner.start({ task: 'ai_score_recompute', scope: { kind: 'all' }, reason: 'aging' });
    }
    // While a long import writes, the sweep has to wait for it or gives up: the next one comes soon.
    worker.run('housekeep', {}).done.then(({ interrupted }) => {
      if (interrupted > 0) parts.onSwept();
    }, onError);
  };
  const job = new Cron(`*/${HOUSEKEEPING_MS / 1000} * * * * *`, { catch: onError, protect: true }, look);
  runner.start(SCORE_DIRTY);
  look();
  return { wake: look, stop: () => job.stop() };
}
