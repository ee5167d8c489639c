import type { Reading } from './numbers.ts';
import { DAY_MS } from '../../../shared/units.ts';

const LONGEST_DATE = 60;
/** Day 0 of spreadsheet dates, from 1900-03-01 on. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);
const CLOCK = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AP]M)?\s*(Z|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}$`, 'i');
const SLASHED = new RegExp(String.raw`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})${CLOCK}$`, 'i');
const BLANK = /^(?:n\/?a|tbd|tba|none|null|nan|unknown|-+|0+|0{4}-0{2}-0{2}.*)$/i;
const MONTH_NAME = /^(?:\d{1,2}[ -])?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]/i;

type Clock = readonly (string | undefined)[];

/** Unix ms of a calendar day and a time of day; undefined for days that do not exist. */
function moment(
  year: number,
  month: number,
  day: number,
  [hour, minute, second, half, zone]: Clock,
): Reading {
  const midnight = Date.UTC(year, month - 1, day);
  if (new Date(midnight).getUTCMonth() !== month - 1 || new Date(midnight).getUTCDate() !== day)
    return undefined;
  let hours = Number(hour ?? 0);
  if (half !== undefined) hours = (hours % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
  const seconds = hours * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0);
  if (hours > 24 || Number(minute ?? 0) > 59) return undefined;
  return midnight + seconds * 1000 - offsetMs(zone);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}

/**
 * Unix ms of an ISO date, US m/d/y (d/m/y only where the first number cannot be a month), epoch seconds or
 * milliseconds, a spreadsheet's day number or "Mar 23, 2026". Without a time: 00:00 UTC; without a zone: UTC.
 */
export function parseDate(text: string): Reading {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_DATE) return undefined;
  if (trimmed === '' || BLANK.test(trimmed)) return null;
  const iso = ISO.exec(trimmed) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(trimmed);
  if (iso !== null) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4));
  const slashed = SLASHED.exec(trimmed);
  if (slashed !== null) {
    const [first, second, written] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
    const year = written >= 100 ? written : written < 70 ? 2000 + written : 1900 + written;
    const dayFirst = first > 12;
    return moment(year, dayFirst ? second : first, dayFirst ? first : second, slashed.slice(4));
  }
  if (/^\d{12,13}$/.test(trimmed)) return Number(trimmed);
  if (/^\d{10}$/.test(trimmed)) return Number(trimmed) * 1000;
  if (/^[2-7]\d{4}(?:\.\d+)?$/.test(trimmed))
    return SPREADSHEET_EPOCH + Math.round(Number(trimmed) * DAY_MS);
  if (MONTH_NAME.test(trimmed)) {
    const hasZone = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})$/i.test(trimmed);
    const parsed = Date.parse(hasZone ? trimmed : `${trimmed} UTC`);
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  return undefined;
}
