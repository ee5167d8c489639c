import type { LogWhen, SourceWhen } from '../../../shared/alerts/rule.ts';
import type { Reading, Subject } from '../../alerts/types.ts';
import type { Reader } from '../../store/open.ts';
import { listSources, type StoredSource } from '../../store/sync/sources.ts';
import { listRuns } from '../../store/sync/runs.ts';

/** What rules about sources and the shared log read. */

/** How Redis stands, as only a console at work knows it; absent where a command evaluates. */
export type LogState = { readonly lostSince: number | null; readonly reason: string | null };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const subject = (key: string, source: string | null, words: string): Subject => ({
  ...{ key, source, vehicle: words, vin: null, dealerId: null, dealerName: null },
  ...{ make: null, model: null, condition: null, role: 'own', listing: null },
});

const level = (of: Subject, value: boolean | null): Reading => ({
  ...{ subject: of, value: value === null ? null : Number(value), before: null, currency: null },
  observation: 0,
});

/** When somebody last read it, with news or without; null = never. */
export const lastReadAt = ({ checkedAt, lastSyncAt }: StoredSource): number | null =>
  checkedAt === null && lastSyncAt === null ? null : Math.max(checkedAt ?? 0, lastSyncAt ?? 0);

export const ownSources = (db: Reader): StoredSource[] =>
  listSources(db).filter(({ kind }) => kind !== 'sample');

export function sourceReadings(db: Reader, when: SourceWhen, now: number): Reading[] {
  return ownSources(db).map((source) => {
    const { slug } = source;
    const said = (words: string): Subject => subject(`source:${slug}`, slug, `${slug}: ${words}`);
    switch (when.state) {
      case 'older-than': {
        const at = lastReadAt(source);
        if (at === null) return level(said('never read'), null);
        const hours = (now - at) / HOUR_MS;
        return level(said(`not read for ${Math.floor(hours)} h`), hours > when.hours);
      }
      case 'failed':
        return level(said(`cannot be read. ${source.error ?? ''}`.trim()), source.error !== null);
      case 'held': {
        const held = db
          .prepare('SELECT reason FROM held_syncs WHERE source_id = ? ORDER BY id DESC LIMIT 1')
          .get(source.id);
        const reason = held === undefined ? '' : ` ${String(held['reason'])}`;
        return level(said(`a sync is held for review.${reason}`), held !== undefined);
      }
      case 'rows-fell':
        return rowsFell(db, source, when.pct, said);
    }
  });
}

/** Runs looked through for the two files that had news. */
const RECENT_RUNS = 20;

function rowsFell(
  db: Reader,
  { slug }: StoredSource,
  pct: number,
  said: (words: string) => Subject,
): Reading {
  const [newest, before] = listRuns(db, slug, RECENT_RUNS).flatMap(({ state, result }) =>
    state === 'done' && result !== null && !result.unchanged ? [result] : [],
  );
  if (newest === undefined || before === undefined || before.rows === 0)
    return level(said('no two files to compare'), null);
  const fell = ((before.rows - newest.rows) / before.rows) * 100;
  const words = `${newest.rows.toLocaleString('en-US')} rows, ${fell.toFixed(1)}% fewer than the ${before.rows.toLocaleString('en-US')} before`;
  return level(said(words), fell >= pct);
}

export function logReadings(db: Reader, when: LogWhen, log: LogState | null, now: number): Reading[] {
  if (when.state === 'redis-lost') {
    const since = log?.lostSince ?? null;
    const minutes = since === null ? 0 : (now - since) / MINUTE_MS;
    const why = log?.reason === null || log === null ? '' : ` (${log.reason})`;
    const words = `Redis is not reachable for ${Math.floor(minutes)} min${why}`;
    return [
      level(
        subject('log:redis', null, words),
        log === null ? null : since !== null && minutes >= when.minutes,
      ),
    ];
  }
  const oldest = db
    .prepare(
      'SELECT min(j.recorded_at) AS at, count(*) AS n FROM outbox o JOIN journal j ON j.seq = o.seq WHERE o.target IS NULL',
    )
    .get();
  const at = oldest?.['at'];
  const minutes = typeof at === 'number' ? (now - at) / MINUTE_MS : 0;
  const count = Number(oldest?.['n'] ?? 0);
  const words = `${count} ${count === 1 ? 'change waits' : 'changes wait'} for Redis, the oldest for ${Math.floor(minutes)} min`;
  return [level(subject('log:outbox', null, words), typeof at === 'number' && minutes >= when.minutes)];
}
