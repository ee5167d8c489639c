import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../shared/schedule.ts';
import {
  newSchedule,
  scheduleDraftOf,
  scheduleOf,
  scheduleProblems,
  scheduleWords,
} from './schedule-draft.ts';

const cron = (pattern: string, timezone: string | null = null): Schedule => ({
  kind: 'cron',
  pattern,
  timezone,
});

describe('a schedule on screen', () => {
  it.each([
    [{ kind: 'manual' } as const, null],
    [{ kind: 'watch' } as const, 'When it changes'],
    [cron('0 * * * *'), 'Every hour'],
    [cron('30 6 * * *'), 'Every day at 06:30'],
    [cron('5 16 * * *', 'America/Chicago'), 'Every day at 16:05, America/Chicago'],
    [cron('0 6 * * 1-5'), 'At “0 6 * * 1-5”'],
  ])('%j comes back as it was and reads %s', (schedule, words) => {
    expect(scheduleOf(scheduleDraftOf(schedule))).toEqual(schedule);
    expect(scheduleProblems(scheduleDraftOf(schedule))).toBeNull();
    expect(scheduleWords(schedule)).toBe(words);
  });

  it('the schedule of a new file or folder is “when it changes”; of an address it is asked for', () => {
    expect(scheduleOf(newSchedule(null, { canWatch: true }))).toEqual({ kind: 'watch' });
    const asked = newSchedule(null, { canWatch: false });
    expect(scheduleProblems(asked)?.kind).toContain('Choose');
    expect(() => scheduleOf(asked)).toThrow();
    const hourly = scheduleDraftOf(cron('0 * * * *'));
    expect(scheduleOf(newSchedule(hourly, { canWatch: false }))).toEqual(cron('0 * * * *'));
  });

  it('that cannot be is asked for again: an address that took the place of a file', () => {
    const watched = scheduleDraftOf({ kind: 'watch' });
    expect(scheduleProblems(newSchedule(watched, { canWatch: false }))?.kind).toContain('Choose');
  });

  it('says what is wrong with a time, a pattern, a time zone', () => {
    const draft = scheduleDraftOf({ kind: 'manual' });
    expect(scheduleProblems({ ...draft, kind: 'daily', time: '25:00' })?.time).toContain('06:30');
    expect(scheduleProblems({ ...draft, kind: 'cron', pattern: 'daily' })?.pattern).toContain('parts');
    expect(
      scheduleProblems({ ...draft, kind: 'cron', pattern: '0 6 * * *', timezone: 'Mars/North' })?.timezone,
    ).toContain('time zone');
  });
});
