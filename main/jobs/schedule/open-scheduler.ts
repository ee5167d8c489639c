import type { Db } from '../../store/open.ts';
import { listSources } from '../../store/sync/sources.ts';
import type { Runner } from '../runner.ts';
import type { WorkerHost } from '../worker-host.ts';
import { Scheduler, type SchedulerParts } from './scheduler.ts';
import { watchPlace } from './watch-place.ts';

export type SchedulerSetting = Pick<SchedulerParts, 'onMoved' | 'onError'> & {
  readonly db: Db;
  /** The worker of the syncs: a drive that is slow to answer must keep no screen waiting. */
  readonly jobs: WorkerHost;
  readonly runner: Runner;
};

/** The scheduler of this data folder's sources; its syncs are the runner's, like those a person starts. */
export const openScheduler = ({ db, jobs, runner, onMoved, onError }: SchedulerSetting): Scheduler =>
  new Scheduler({
    sources: () => listSources(db),
    check: (slug, note) => jobs.run('checkSource', { slug, note }).done,
    isBusy: (slug) => runner.runs.some((run) => run.task === 'msrp_sync' && run.source === slug),
    start: (slug) => void runner.start({ task: 'msrp_sync', source: slug }),
    watch: watchPlace,
    now: Date.now,
    onMoved,
    onError,
  });
