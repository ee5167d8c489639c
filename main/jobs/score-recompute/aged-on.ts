import { readMeta, writeMeta } from '../../store/meta.ts';
import type { Db } from '../../store/open.ts';

/** The last local day for which everything was scored: age counts, so a day that passes moves scores by itself. */
const KEY = 'scoresAgedOn';

/** "2026-8-1", in the zone of this machine. */
export function localDay(now: number): string {
  const day = new Date(now);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

export const writeAgedOn = (db: Db, day: string): void => writeMeta(db, KEY, day);

/** Whether today's date has not been taken into the scores yet, and there are scores that it could move. */
export const isAgeingDue = (db: Db, now: number): boolean =>
  readMeta(db, KEY) !== localDay(now) && db.prepare('SELECT 1 FROM scores LIMIT 1').get() !== undefined;
