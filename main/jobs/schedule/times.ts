import { Cron } from 'croner';
import { LotwatchError } from '../../../shared/result.ts';
import type { Schedule } from '../../../shared/schedule.ts';

type CronSchedule = Extract<Schedule, { kind: 'cron' }>;

/** Five fields: a feed is made once a day or once an hour; a pattern with seconds is a slip. */
const open = ({ pattern, timezone }: CronSchedule): Cron =>
  new Cron(pattern, { mode: '5-part', ...(timezone === null ? {} : { timezone }) });

/** The first time after `after`, unix ms; null where the schedule names no time. A time that a daylight-saving day skips moves to the first one there is. */
export const nextTime = (schedule: Schedule, after: number): number | null =>
  schedule.kind === 'cron' ? (open(schedule).nextRun(new Date(after))?.getTime() ?? null) : null;

/** The last time at or before `now`, unix ms; null where there is none. */
export function previousTime(schedule: Schedule, now: number): number | null {
  if (schedule.kind !== 'cron') return null;
  // croner answers what lies before its reference.
  return (
    open(schedule)
      .previousRuns(1, new Date(now + 1))[0]
      ?.getTime() ?? null
  );
}

/** @throws LotwatchError `bad-input` for a pattern or a time zone that is none, and for a pattern that is never due. */
export function assertSchedule(schedule: Schedule, now: number): void {
  if (schedule.kind !== 'cron') return;
  const { pattern, timezone } = schedule;
  if (timezone !== null && !isZone(timezone)) {
    throw new LotwatchError(
      'bad-input',
      `“${timezone}” is not a time zone; write its IANA name, such as America/Chicago.`,
    );
  }
  const how =
    'Write five fields: minute, hour, day, month, weekday. “30 6 * * 1-6” is 6:30 from Monday to Saturday.';
  let next: number | null;
  try {
    next = nextTime(schedule, now);
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^CronPattern: /, '').replace(/\.$/, '') : '';
    throw new LotwatchError('bad-input', `“${pattern}” is not a schedule: ${reason}. ${how}`, {
      cause: error,
    });
  }
  if (next === null) throw new LotwatchError('bad-input', `“${pattern}” is never due. ${how}`);
}

/** Names only: a fixed offset ("+05:00") would be an hour off for half the year. */
function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}
