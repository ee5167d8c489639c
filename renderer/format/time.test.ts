import { describe, expect, it } from 'vitest';
import { age, asOfDay, clockTime, duration, fullTime, shortDay, shortTime, startOfToday } from './time.ts';

const NOW = Date.parse('2025-11-23T15:30:00Z');
const TODAY = startOfToday(NOW);

describe('time', () => {
  it('shows seconds today and the date on other days', () => {
    expect(shortTime('2025-11-23T09:41:07Z', TODAY)).toBe('09:41:07');
    expect(shortTime('2025-11-22T23:59:59Z', TODAY)).toBe('Nov 22 23:59');
    expect(shortTime('2023-04-30T12:00:00Z', TODAY)).toBe('Apr 30 2023 12:00');
    expect(clockTime('2025-11-23T09:41:07Z', TODAY)).toEqual({
      date: null,
      year: null,
      minutes: '09:41',
      seconds: ':07',
    });
  });

  it('puts tomorrow on another day too', () => {
    expect(clockTime('2025-11-24T00:00:00Z', TODAY).date).toBe('Nov 24');
  });

  it('names the full time and the day a file speaks of', () => {
    expect(fullTime('2025-11-21T09:41:07Z')).toBe('Nov 21 2025 09:41:07');
    expect(asOfDay('2023-05-01T12:00:00Z')).toBe('May 1 2023');
  });

  it('leaves the year out where it is this one', () => {
    expect(shortDay('2025-06-03T00:00:00Z', TODAY)).toBe('Jun 3');
    expect(shortDay('2024-06-03T00:00:00Z', TODAY)).toBe('Jun 3 2024');
  });

  it('has the year by itself, for columns that put it on a line of its own', () => {
    expect(clockTime('2023-03-05T09:41:00Z', TODAY)).toMatchObject({ date: 'Mar 5 2023', year: '2023' });
    expect(clockTime('2025-11-21T09:41:00Z', TODAY)).toMatchObject({ date: 'Nov 21', year: null });
  });

  it('counts ages down to what matters', () => {
    const ago = (ms: number): string => age(new Date(NOW - ms).toISOString(), NOW);
    expect(ago(-3000)).toBe('just now');
    expect(ago(4999)).toBe('just now');
    expect(ago(34_000)).toBe('34 s ago');
    expect(ago(119_000)).toBe('1 min ago');
    expect(ago(3 * 3_600_000)).toBe('3 h ago');
    expect(ago(25 * 3_600_000)).toBe('yesterday');
    expect(ago(5 * 86_400_000)).toBe('5 days ago');
  });

  it('reads durations', () => {
    expect(duration(0.4)).toBe('1 ms');
    expect(duration(830)).toBe('830 ms');
    expect(duration(1234)).toBe('1.2 s');
    expect(duration(75_000)).toBe('1 min 15 s');
    expect(duration(3_720_000)).toBe('1 h 2 min');
  });
});
