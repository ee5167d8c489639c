import type { MUTES, SNOOZES } from '../../../shared/alerts/calls.ts';

const MINUTE_MS = 60_000;

/** Midnight of this machine's day that comes next, whatever its length. */
function tomorrow(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

/** Unix ms. */
export function muteEnd(length: (typeof MUTES)[number], now: number): number {
  if (length === 'until-tomorrow') return tomorrow(now);
  return now + (length === '1-hour' ? 60 : 15) * MINUTE_MS;
}

/** Unix ms; null = until it changes. */
export function snoozeEnd(until: (typeof SNOOZES)[number], now: number): number | null {
  if (until === 'until-it-changes') return null;
  return until === 'today' ? tomorrow(now) : now + 60 * MINUTE_MS;
}
