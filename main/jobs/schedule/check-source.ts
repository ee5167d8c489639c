import { basename } from 'node:path';
import { samePath } from '../../files/path-key.ts';
import { isSettled, listFolder, statNow } from '../../sources/locate.ts';
import { isUnusable, lastReading, observedTimes } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import { readPreferences } from '../../store/settings.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import { settingsKey } from '../msrp-sync/meaning.ts';
import { belongsTo } from '../sources/define.ts';
import { isLeftAlone, retryAt } from './retry.ts';

/** Whether a sync would find anything: `unsettled` = something is new and may still be being written, or cannot be read just now. */
export type Findings = 'news' | 'same' | 'unsettled';

/**
 * Looks at names, sizes and modification times only. An unreadable path is reported once: the sync says what is
 * wrong. An address always is: only its server knows.
 */
export function checkSource(db: Db, source: StoredSource, now: number): Findings {
  if (source.kind === 'file') return checkFile(db, source, now);
  if (source.kind === 'folder') return checkFolder(db, source, now);
  if (source.kind !== 'http') return 'same';
  return source.retry !== null && now < retryAt(source.retry) ? 'unsettled' : 'news';
}

function checkFile(db: Db, source: StoredSource, now: number): Findings {
  const file = source.location ?? '';
  const found = statNow(file);
  if (typeof found === 'string') return unlessReported(source);
  const [name, mtime] = [basename(file), Math.round(found.mtimeMs)];
  const last = lastReading(db, source.id);
  const isRead =
    last !== null &&
    samePath(last.file, name) &&
    last.mtime === mtime &&
    source.digestBytes === found.size &&
    source.settingsKey === settingsKey(source, readPreferences(db).guard) &&
    source.error === null;
  if (isRead || isUnusable(db, source.id, name, mtime)) return 'same';
  return isSettled(found, now) && !isLeftAlone(source.retry, found, now) ? 'news' : 'unsettled';
}

/** Reports an unreadable path once, then checks it until it is back. */
const unlessReported = ({ error, retry }: StoredSource): Findings =>
  error === null ? 'news' : retry === null ? 'same' : 'unsettled';

function checkFolder(db: Db, source: StoredSource, now: number): Findings {
  const observed = observedTimes(db, source.id);
  let files: readonly string[];
  try {
    files = listFolder(source.location ?? '').filter((file) => belongsTo(source, file));
  } catch {
    return unlessReported(source);
  }
  let isWaiting = false;
  for (const file of files) {
    const found = statNow(file);
    if (found === 'gone') continue;
    if (found !== 'unreachable') {
      if (observed(basename(file)).has(Math.round(found.mtimeMs))) continue;
      if (isSettled(found, now) && !isLeftAlone(source.retry, found, now)) return 'news';
    }
    isWaiting = true;
  }
  if (isWaiting) return 'unsettled';
  return 'same';
}
