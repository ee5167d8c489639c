import { LotwatchError } from '../../../shared/result.ts';
import type { Schedule } from '../../../shared/schedule.ts';
import type { Db } from '../../store/open.ts';
import { updateSchedule, type StoredSource } from '../../store/sync/sources.ts';
import { assertSchedule } from './times.ts';

/**
 * Stores when a source is read; the console that is open on the folder follows at once.
 * @throws LotwatchError `bad-input` for a schedule that cannot be kept.
 */
export function setSchedule(db: Db, source: StoredSource, schedule: Schedule, now: number): void {
  assertSchedule(schedule, now);
  if (source.kind === 'sample' && schedule.kind !== 'manual') {
    throw new LotwatchError('bad-input', 'The sample has no schedule; “Sync now” plays its next day.');
  }
  if (source.kind === 'http' && schedule.kind === 'watch') {
    throw new LotwatchError(
      'bad-input',
      `${source.slug} is an address and cannot be watched; give it times, such as “*/30 * * * *”.`,
    );
  }
  updateSchedule(db, source.id, schedule);
}
