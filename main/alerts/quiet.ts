import type { QuietHours } from '../../shared/alerts/rule.ts';
import { dayOf, momentOf, wallOf, weekdayOf } from './zoned.ts';

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/**
 * When the quiet hours end that a moment lies in, unix ms; null = it lies in none. A stretch begins when the wall clock of
 * its zone first reaches `from`, and ends when it first reaches `to`, however long that is on a day of a change of clocks.
 */
export function quietUntil(quiet: QuietHours, at: number): number | null {
  const today = dayOf(wallOf(at, quiet.zone));
  // One that began yesterday may still go on.
  for (const day of [today, today - 1]) {
    if (!quiet.days.includes(weekdayOf(day))) continue;
    const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
    const begin = momentOf(day, from, quiet.zone);
    const end = momentOf(to > from ? day : day + 1, to, quiet.zone);
    if (begin <= at && at < end) return end;
  }
  return null;
}
