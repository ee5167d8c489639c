import type { Command } from 'commander';
import { LotwatchError } from '../../shared/result.ts';
import { MANUAL, type Schedule } from '../../shared/schedule.ts';
import { setSchedule } from '../jobs/schedule/set-schedule.ts';
import { nextTime } from '../jobs/schedule/times.ts';
import { transaction } from '../store/open.ts';
import { toPublicSource } from '../store/sync/public-source.ts';
import { listSources, mustFindSource, type StoredSource } from '../store/sync/sources.ts';
import { printJson } from '../log/terminal.ts';
import { withReader, withWriter } from './with-store.ts';

type ScheduleOptions = { timezone?: string; dataDir?: string };

export function addSourceCommands(program: Command): void {
  program
    .command('sources')
    .description('Print the sources, one JSON object per line')
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (options: { dataDir?: string }) => {
      await withReader(options.dataDir, (db) => {
        for (const stored of listSources(db)) {
          const { slug, kind, location, role, ...source } = toPublicSource(stored, nextOf(stored));
          const { schedule, nextRunAt, lastSyncAt, checkedAt, error } = source;
          printJson({ slug, kind, location, role, schedule, nextRunAt, lastSyncAt, checkedAt, error });
        }
      });
    });
  program
    .command('schedule')
    .description('Print or set when a source is read while a console (the app or serve) is open')
    .argument('<source>', 'its name, as “lotwatch sources” prints it')
    .argument('[when]', 'a cron pattern in quotes ("30 6 * * 1-6"), watch, or off')
    .option(
      '--timezone <name>',
      'the time zone of the pattern, such as America/Chicago; by default this machine’s',
    )
    .option('--data-dir <dir>', 'where this console keeps its data')
    .action(async (slug: string, when: string | undefined, options: ScheduleOptions) => {
      const schedule = wanted(when, options.timezone ?? null);
      const withStore = schedule === null ? withReader : withWriter;
      await withStore(options.dataDir, (db) => {
        if (schedule !== null)
          transaction(db, () => setSchedule(db, mustFindSource(db, slug), schedule, Date.now()));
        const source = toPublicSource(mustFindSource(db, slug), nextOf(mustFindSource(db, slug)));
        printJson({ source: slug, schedule: source.schedule, nextRunAt: source.nextRunAt });
      });
    });
}

const nextOf = ({ schedule }: StoredSource): number | null => nextTime(schedule, Date.now());

/** Null where nothing is to be set. */
function wanted(when: string | undefined, timezone: string | null): Schedule | null {
  const isPattern = when !== undefined && when !== 'off' && when !== 'watch';
  if (timezone !== null && !isPattern)
    throw new LotwatchError('bad-input', '--timezone goes with a cron pattern; give both.');
  if (when === undefined) return null;
  if (when === 'off') return MANUAL;
  return isPattern ? { kind: 'cron', pattern: when, timezone } : { kind: 'watch' };
}
