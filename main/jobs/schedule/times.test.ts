import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../shared/schedule.ts';
import { assertSchedule, nextTime, previousTime } from './times.ts';

const cron = (pattern: string, timezone: string | null = 'UTC'): Schedule => ({
  kind: 'cron',
  pattern,
  timezone,
});
const at = (iso: string): number => Date.parse(iso);
const next = (schedule: Schedule, after: string): string =>
  new Date(nextTime(schedule, at(after)) ?? 0).toISOString();

describe('the times of a schedule', () => {
  it('include the moment itself behind and not before', () => {
    const six = cron('0 6 * * *');
    expect(previousTime(six, at('2026-03-02T06:00:00Z'))).toBe(at('2026-03-02T06:00:00Z'));
    expect(previousTime(six, at('2026-03-02T05:59:59.999Z'))).toBe(at('2026-03-01T06:00:00Z'));
    expect(next(six, '2026-03-02T06:00:00Z')).toBe('2026-03-03T06:00:00.000Z');
  });

  it('are those of the time zone, on both sides of a daylight-saving day', () => {
    const chicago = cron('30 6 * * *', 'America/Chicago');
    expect(next(chicago, '2026-03-07T00:00:00Z')).toBe('2026-03-07T12:30:00.000Z');
    expect(next(chicago, '2026-03-08T00:00:00Z')).toBe('2026-03-08T11:30:00.000Z');
    expect(next(chicago, '2026-11-01T00:00:00Z')).toBe('2026-11-01T12:30:00.000Z');
  });

  it('have one on a day that skips the hour, and one on a day that has it twice', () => {
    const gap = cron('30 2 * * *', 'America/New_York');
    expect(next(gap, '2026-03-08T05:00:00Z')).toBe('2026-03-08T07:00:00.000Z');
    expect(next(gap, '2026-03-08T07:00:00Z')).toBe('2026-03-09T06:30:00.000Z');
    const twice = cron('30 1 * * *', 'America/New_York');
    expect(next(twice, '2026-11-01T04:00:00Z')).toBe('2026-11-01T05:30:00.000Z');
    expect(next(twice, '2026-11-01T05:30:00Z')).toBe('2026-11-02T06:30:00.000Z');
  });

  it.each([
    [
      cron('61 * * * *'),
      /“61 \* \* \* \*” is not a schedule: Invalid value for minute: 61\. Write five fields/,
    ],
    [cron('every morning'), /“every morning” is not a schedule/],
    [cron('* * * * * *'), /requires exactly 5 parts/],
    [cron('0 0 30 2 *'), /“0 0 30 2 \*” is never due/],
    [cron('0 6 * * *', 'Mars/Base'), /“Mars\/Base” is not a time zone; .*America\/Chicago/],
    [cron('0 6 * * *', '+05:00'), /“\+05:00” is not a time zone/],
  ])('are refused in words where there are none: %j', (schedule, words) => {
    expect(() => assertSchedule(schedule, at('2026-01-01T00:00:00Z'))).toThrow(words);
  });

  it('takes every other pattern, and this machine’s own zone', () => {
    for (const pattern of ['30 6 * * 1-6', '*/15 * * * *', '@daily', '0 6,18 * * MON-FRI'])
      expect(() => assertSchedule(cron(pattern, null), 0)).not.toThrow();
  });
});
