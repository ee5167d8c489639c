import { DAY_MS } from '../../shared/units.ts';

/** Times as people read them: local zone, 24 hours, the date only where it is not today. */
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const WEEK = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Unix ms of the last local midnight: what "today" means on screen (rules 5). */
export function startOfToday(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

export type ClockTime = {
  /** "Nov 21", with the year where it is not this one; null for today. */
  readonly date: string | null;
  /** Of `date` alone where it has one, so that a narrow column can put it on a line of its own. */
  readonly year: string | null;
  /** "09:41" */
  readonly minutes: string;
  /** ":07" */
  readonly seconds: string;
};

/** An ISO time in parts, so that a narrow column can leave out the seconds. `today` = {@link startOfToday}. */
export function clockTime(iso: string, today: number): ClockTime {
  const time = new Date(iso);
  const sameDay = startOfToday(time.getTime()) === today;
  const sameYear = time.getFullYear() === new Date(today).getFullYear();
  const year = sameYear ? null : String(time.getFullYear());
  const date = `${MONTHS[time.getMonth()] ?? ''} ${time.getDate()}${year === null ? '' : ` ${year}`}`;
  return {
    date: sameDay ? null : date,
    year,
    minutes: `${two(time.getHours())}:${two(time.getMinutes())}`,
    seconds: `:${two(time.getSeconds())}`,
  };
}

/** "09:41:07", or "Nov 21 09:41" on another day. */
export function shortTime(iso: string, today: number): string {
  const { date, minutes, seconds } = clockTime(iso, today);
  return date === null ? minutes + seconds : `${date} ${minutes}`;
}

/** "09:41", or "Nov 21 09:41" on another day: for sentences. */
export function sinceTime(iso: string, today: number): string {
  const { date, minutes } = clockTime(iso, today);
  return date === null ? minutes : `${date} ${minutes}`;
}

/** "Nov 21 2025 09:41:07", for titles. */
export function fullTime(iso: string): string {
  const time = new Date(iso);
  const day = `${MONTHS[time.getMonth()] ?? ''} ${time.getDate()} ${time.getFullYear()}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** "Nov 21 2025" in UTC: as-of dates are noon or midnight UTC and must not slip a day. */
export function asOfDay(iso: string): string {
  const time = new Date(iso);
  return `${MONTHS[time.getUTCMonth()] ?? ''} ${time.getUTCDate()} ${time.getUTCFullYear()}`;
}

/** {@link asOfDay} without the year where it is that of `today` ({@link startOfToday}): "Nov 21". */
export function shortDay(iso: string, today: number): string {
  const day = asOfDay(iso);
  const year = ` ${new Date(today).getFullYear()}`;
  return day.endsWith(year) ? day.slice(0, -year.length) : day;
}

/** "just now", "34 s ago", "2 min ago", "3 h ago", "5 days ago". A time ahead of this clock counts as now. */
export function age(iso: string, now: number): string {
  const elapsed = now - Date.parse(iso);
  if (elapsed < 5 * SECOND_MS) return 'just now';
  if (elapsed < MINUTE_MS) return `${Math.floor(elapsed / SECOND_MS)} s ago`;
  if (elapsed < HOUR_MS) return `${Math.floor(elapsed / MINUTE_MS)} min ago`;
  if (elapsed < DAY_MS) return `${Math.floor(elapsed / HOUR_MS)} h ago`;
  const days = Math.floor(elapsed / DAY_MS);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** 830 -> "0.8 s", 75_000 -> "1 min 15 s". */
export function duration(ms: number): string {
  if (ms < 950) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 59_500) return `${(ms / SECOND_MS).toFixed(1)} s`;
  const seconds = Math.round(ms / SECOND_MS);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** "Wed Nov 25" of a local day, with the year where it is not that of `today` ({@link startOfToday}). */
export function weekDay(day: number, today: number): string {
  const time = new Date(day);
  const year = time.getFullYear() === new Date(today).getFullYear() ? '' : ` ${time.getFullYear()}`;
  return `${WEEK[time.getDay()] ?? ''} ${dayOf(day)}${year}`;
}

/** Unix ms -> "Nov 21", in the local zone; for axes, where the year is plain from what is around it. */
export function dayOf(ms: number): string {
  const time = new Date(ms);
  return `${MONTHS[time.getMonth()] ?? ''} ${time.getDate()}`;
}
