import { readdirSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { FEED_EXTENSIONS } from '../../shared/feed-files.ts';
import type { Role } from '../../shared/listing.ts';
import { z } from 'zod';
import { LotwatchError } from '../../shared/result.ts';
import { pathKey } from '../files/path-key.ts';
import { codeOf, retrying } from '../files/retrying.ts';

export { digestFile } from './digest.ts';

/** A file younger than this may still be being written. */
export const SETTLE_MS = 2_000;
const NOON_MS = 43_200_000;

const DATA_EXTENSIONS: ReadonlySet<string> = new Set(FEED_EXTENSIONS.map((extension) => `.${extension}`));
const UNFINISHED = /^[.~]|~$|\.(?:tmp|part|partial|crdownload)(?:\.|$)/i;
const MONTHS =
  /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?=[-_. ]?\d)|(?<=\d[-_. ]?)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?![a-z])/gi;

/** "inventory_2026-08-21.csv" -> "inventory.csv": what daily files of one source have in common. '.csv' if nothing is left. */
export function namePattern(fileName: string): string {
  const extension = extname(fileName).toLowerCase();
  const stem = basename(fileName, extname(fileName)).toLowerCase();
  const words = stem
    .replace(MONTHS, ' ')
    .replace(/\d+/g, ' ')
    .split(/[^\p{L}]+/u);
  return words.filter((word) => word !== '' && word !== 't' && word !== 'z').join('-') + extension;
}

/** What makes a later file the same source (rules 2). */
export type SourceIdentity = {
  readonly folder: string;
  readonly dealer: string | null;
  readonly role: Role;
  readonly pattern: string;
};

/** One text per source; never leaves this machine, because it holds a path. */
export function sourceKey({ folder, dealer, role, pattern }: SourceIdentity): string {
  return JSON.stringify([pathKey(folder), dealer, role, pattern]);
}

/** Whether a stored key names the same source; keys of earlier versions hold the folder as it was written. */
export function isSameSource(stored: string, key: string): boolean {
  if (stored === key) return true;
  if (!stored.startsWith('[')) return false;
  const [folder, ...rest] = z.tuple([z.string()], z.unknown()).parse(JSON.parse(stored));
  return JSON.stringify([pathKey(folder), ...rest]) === key;
}

/** A short name for a source, never a path: the file's own name, or its folder's if it is all date. */
export function suggestSlug(file: string): string {
  const pattern = namePattern(basename(file));
  const stem = pattern.slice(0, pattern.length - extname(file).length);
  return slug(stem) || slug(basename(dirname(file))) || 'inventory';
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** What is known about a snapshot's date. */
export type DateHints = {
  /** `--as-of`, ISO; null if not given. */
  readonly asOfFlag: string | null;
  readonly fileName: string;
  readonly mtimeMs: number;
};

/**
 * As-of date of a snapshot, unix ms: the flag, else the date in the file name at 12:00 UTC, else mtime.
 * @throws LotwatchError `bad-input` if the flag is no date
 */
export function asOfOf({ asOfFlag, fileName, mtimeMs }: DateHints): number {
  if (asOfFlag !== null) return flagDate(asOfFlag);
  return dateInName(fileName) ?? Math.round(mtimeMs);
}

function flagDate(flag: string): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(flag)) {
    const [year = 0, month = 0, day = 0] = flag.split('-').map(Number);
    const noon = noonOf(year, month, day);
    // A date a person gives without a time is 00:00 UTC (rules 5); only file names mean noon.
    if (noon !== null) return noon - NOON_MS;
  } else if (/^\d{4}-\d{2}-\d{2}T/.test(flag)) {
    const time = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(flag) ? flag : `${flag}Z`);
    if (!Number.isNaN(time)) return time;
  }
  throw new LotwatchError(
    'bad-input',
    `--as-of ${flag} is not a date; write it as 2026-08-21 or 2026-08-21T06:00:00Z.`,
  );
}

const YEAR_FIRST = /(?<!\d)((?:19|20)\d{2})([-_. ]?)(\d{2})\2(\d{2})(?!\d)/;
const YEAR_LAST = /(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ]((?:19|20)\d{2})(?!\d)/;

/** 12:00 UTC of "2026-08-21", "20260821" or "08-21-2026" in a file name, or null. */
export function dateInName(fileName: string): number | null {
  // A time of day glued to the date ("20260821T0600", "20260821_063000") does not matter.
  const name = fileName.replace(/(?<=\d{8})(?:T?\d{6}|T\d{4})(?!\d)/i, '');
  const first = YEAR_FIRST.exec(name);
  if (first !== null) return noonOf(Number(first[1]), Number(first[3]), Number(first[4]));
  const last = YEAR_LAST.exec(name);
  if (last === null) return null;
  const [a, b, year] = [Number(last[1]), Number(last[2]), Number(last[3])];
  return a > 12 ? noonOf(year, b, a) : noonOf(year, a, b);
}

function noonOf(year: number, month: number, day: number): number | null {
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? midnight + NOON_MS : null;
}

/** True for names of inventory files: not hidden, not half written, with an extension Lotwatch reads. */
export function isDataFile(name: string): boolean {
  return !UNFINISHED.test(name) && DATA_EXTENSIONS.has(extname(name).toLowerCase());
}

/**
 * Paths of a folder's data files in name order, digits by value ("day-2" before "day-10").
 * @throws LotwatchError `source` if the folder cannot be read
 */
export function listFolder(folder: string): readonly string[] {
  try {
    return retrying(() => readdirSync(folder, { withFileTypes: true }))
      .filter((entry) => !entry.isDirectory() && isDataFile(entry.name))
      .map((entry) => entry.name)
      .sort(byName)
      .map((name) => join(folder, name));
  } catch (error) {
    const code = codeOf(error);
    const reason = {
      ENOENT: 'there is no such folder',
      ENOTDIR: 'it is not a folder',
      EACCES: 'this account may not read it',
    }[code];
    throw new LotwatchError('source', `${folder} cannot be read: ${reason ?? code}.`, { cause: error });
  }
}

const order = new Intl.Collator('en', { numeric: true });

function byName(a: string, b: string): number {
  return order.compare(a, b) || (a < b ? -1 : 1);
}

/** What the system says of a file just now: it may be gone since its folder was listed, or on a drive that does not answer. */
export function statNow(file: string): Stats | 'gone' | 'unreachable' {
  try {
    return retrying(() => statSync(file));
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unreachable';
  }
}

/**
 * False while a file may still be being written; such a file is left for later. A time ahead of the clock, as a copying
 * tool or a clock that was set leaves it, says nothing: then the time of the last change does, which no tool can set,
 * and where that lies ahead as well, nothing speaks for waiting.
 */
export function isSettled({ mtimeMs, ctimeMs }: Pick<Stats, 'mtimeMs' | 'ctimeMs'>, now: number): boolean {
  const written = [mtimeMs, ctimeMs].find((at) => at - now < SETTLE_MS);
  return written === undefined || now - written >= SETTLE_MS;
}
