import { expect, it } from 'vitest';
import { barsOf } from './rehearsal.tsx';

const alert = (at: string, deferred: string | null = null) => ({
  ...{ at, text: '', count: 1, sentAt: at },
  deferred,
});
const midnight = new Date(2025, 10, 23).getTime();
const local = (day: number, hour: number): string => new Date(2025, 10, day, hour, 30).toISOString();

it('each of the days has a bar, those without an alert too, and the last one is today', () => {
  const alerts = [alert(local(22, 23), 'quiet'), alert(local(22, 0)), alert(local(23, 9))];
  const bars = barsOf({ alerts, days: 30 }, midnight);
  expect(bars).toHaveLength(30);
  expect(bars.slice(-2)).toEqual([
    { day: new Date(2025, 10, 22).getTime(), atOnce: 1, later: 1 },
    { day: midnight, atOnce: 1, later: 0 },
  ]);
  expect(bars.slice(0, -2).every(({ atOnce, later }) => atOnce + later === 0)).toBe(true);
});

it('days of 23 and 25 hours are one bar each', () => {
  const days = barsOf({ alerts: [], days: 200 }, midnight).map(({ day }) => new Date(day).getDate());
  const before = days.slice(0, -1);
  expect(days.slice(1).every((date, at) => date !== before[at])).toBe(true);
});
