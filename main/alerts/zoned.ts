import type { Weekday } from '../../shared/alerts/weekdays.ts';
import { WEEKDAYS } from '../../shared/alerts/weekdays.ts';
import { DAY_MS } from '../../shared/units.ts';

/** Wall clocks of time zones, from what the platform knows of them. */

/** As `Date.UTC` would count it if the clock on the wall were UTC. */
type WallMs = number;

const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' } as const;
    format = new Intl.DateTimeFormat('en-US', {
      ...parts,
      ...{ minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZone: zone },
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clock on the wall shows at a moment. */
export function wallOf(at: number, zone: string): WallMs {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
}

/** The day that a wall clock shows, as days since 1970. */
export const dayOf = (wall: WallMs): number => Math.floor(wall / DAY_MS);
export const weekdayOf = (day: number): Weekday => WEEKDAYS[new Date(day * DAY_MS).getUTCDay()] ?? 'sun';

/**
 * The first moment at which the wall clock has reached a time of a day, unix ms: of a time that comes twice the earlier, of
 * one that is skipped the moment of the change.
 */
export function momentOf(day: number, minutes: number, zone: string): number {
  const wall = day * DAY_MS + minutes * MINUTE_MS;
  const offset = (at: number): number => wallOf(at, zone) - Math.floor(at / 1000) * 1000;
  const exact = [wall - DAY_MS, wall + DAY_MS]
    .map((near) => wall - offset(near))
    .filter((at) => wallOf(at, zone) === wall);
  if (exact.length > 0) return Math.min(...exact);
  // Skipped: between a moment before and one after it the clock jumps over it.
  let [before, after] = [wall - DAY_MS, wall + DAY_MS];
  while (after - before > MINUTE_MS) {
    const middle = before + Math.floor((after - before) / MINUTE_MS / 2) * MINUTE_MS;
    if (wallOf(middle, zone) >= wall) after = middle;
    else before = middle;
  }
  return after;
}
