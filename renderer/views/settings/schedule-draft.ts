import type { Schedule } from '../../../shared/schedule.ts';
import { text } from '../../text.ts';

const words = text.schedule;

/** The usual schedules by name, and any other by its pattern. */
export type ScheduleKind = 'manual' | 'watch' | 'hourly' | 'daily' | 'cron';
export type ScheduleDraft = {
  /** Null = nothing is chosen yet. */
  readonly kind: ScheduleKind | null;
  /** "06:30", for `daily`. */
  readonly time: string;
  readonly pattern: string;
  /** '' = this machine's. */
  readonly timezone: string;
};

const HOURLY = '0 * * * *';
const DAILY = /^(\d{1,2}) (\d{1,2}) \* \* \*$/;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

const two = (value: string): string => value.padStart(2, '0');

const EMPTY = { time: '06:00', pattern: '', timezone: '' } as const;

/**
 * The schedule of a source that is being added: what was chosen, else when it changes. An address cannot be watched and
 * has no default that were right for everybody: it is asked for.
 */
export function newSchedule(
  chosen: ScheduleDraft | null,
  { canWatch }: { readonly canWatch: boolean },
): ScheduleDraft {
  const draft = chosen ?? { ...EMPTY, kind: 'watch' };
  return draft.kind === 'watch' && !canWatch ? { ...draft, kind: null } : draft;
}

export function scheduleDraftOf(schedule: Schedule): ScheduleDraft {
  const draft = EMPTY;
  if (schedule.kind !== 'cron') return { ...draft, kind: schedule.kind };
  const { pattern } = schedule;
  const timezone = schedule.timezone ?? '';
  if (pattern === HOURLY && timezone === '') return { ...draft, kind: 'hourly' };
  const daily = DAILY.exec(pattern);
  if (daily !== null)
    return { ...draft, kind: 'daily', time: `${two(daily[2] ?? '')}:${two(daily[1] ?? '')}`, timezone };
  return { ...draft, kind: 'cron', pattern, timezone };
}

/** Why a draft is no schedule, by field; null where it is one. The pattern itself is checked by the core. */
export function scheduleProblems(draft: ScheduleDraft): {
  readonly kind?: string;
  readonly time?: string;
  readonly pattern?: string;
  readonly timezone?: string;
} | null {
  if (draft.kind === null) return { kind: words.choose };
  if (draft.kind === 'daily' && !TIME.test(draft.time.trim())) return { time: words.timeWrong };
  if (draft.kind === 'cron' && ![5, 6].includes(draft.pattern.trim().split(/\s+/).length))
    return { pattern: words.patternWrong };
  if (draft.kind === 'cron' && !isTimezone(draft.timezone.trim())) return { timezone: words.timezoneWrong };
  return null;
}

function isTimezone(name: string): boolean {
  if (name === '') return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The schedule of a draft without problems. */
export function scheduleOf(draft: ScheduleDraft): Schedule {
  const timezone = draft.timezone.trim() || null;
  if (draft.kind === null) throw new Error('No schedule was chosen');
  if (draft.kind === 'manual' || draft.kind === 'watch') return { kind: draft.kind };
  if (draft.kind === 'hourly') return { kind: 'cron', pattern: HOURLY, timezone: null };
  if (draft.kind === 'cron') return { kind: 'cron', pattern: draft.pattern.trim(), timezone };
  const [, hour = '6', minute = '0'] = TIME.exec(draft.time.trim()) ?? [];
  return { kind: 'cron', pattern: `${Number(minute)} ${Number(hour)} * * *`, timezone };
}

/** "Every day at 06:30"; null for a source that is only read when asked. */
export function scheduleWords(schedule: Schedule): string | null {
  const draft = scheduleDraftOf(schedule);
  const zone = draft.timezone || null;
  if (draft.kind === 'manual') return null;
  if (draft.kind === 'watch') return words.watching;
  if (draft.kind === 'hourly') return words.hourly;
  if (draft.kind === 'daily') return words.inZone(words.daily(draft.time), zone);
  return words.inZone(words.cron(draft.pattern), zone);
}
