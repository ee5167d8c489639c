import type { DaySummary } from '../../../shared/day-summary/summary.ts';
import { toIso } from '../../../shared/units.ts';
import { readIdentity } from '../meta.ts';
import type { Reader } from '../open.ts';
import { countReview } from '../review/held-list.ts';
import { arrivalsAndDepartures } from './arrivals.ts';
import { moneyMoves } from './money-moves.ts';
import { firstSeqSince, type Period } from './period.ts';
import { scoreFalls } from './score-falls.ts';

/**
 * What happened to our vehicles from `since` (unix ms) on, by when it was recorded here; a function of the database and
 * of nothing else, so that screen and command line say the same.
 */
export function daySummary(
  db: Reader,
  asked: { readonly since: number; readonly dealerId: string | null },
  now: number,
): DaySummary {
  const { instanceId: origin } = readIdentity(db);
  const period: Period = { ...asked, until: now, origin, firstSeq: firstSeqSince(db, asked.since) };
  const { totals: moved, ...money } = moneyMoves(db, period);
  const { totals: came, ...cars } = arrivalsAndDepartures(db, period);
  const { fell, scores } = scoreFalls(db, period);
  return {
    since: toIso(asked.since),
    until: toIso(now),
    dealer: asked.dealerId === null ? null : { id: asked.dealerId, name: dealerName(db, asked.dealerId) },
    totals: { vehicles: onTheLot(db, asked.dealerId), ...came, ...moved, scoresFell: fell },
    ...money,
    ...cars,
    scores,
    review: countReview(db),
    ...sourceState(db),
  };
}

const onTheLot = (db: Reader, dealerId: string | null): number =>
  Number(
    db
      .prepare(
        `SELECT count(*) AS n FROM listings WHERE own = 1 AND coalesce(gone_at, sold_at) IS NULL
           AND (?1 IS NULL OR dealer_id = ?1)`,
      )
      .get(dealerId)?.['n'] ?? 0,
  );

function dealerName(db: Reader, dealerId: string): string | null {
  const row = db
    .prepare(
      'SELECT dealer_name AS name FROM listings WHERE dealer_id = ? AND dealer_name IS NOT NULL LIMIT 1',
    )
    .get(dealerId);
  return row === undefined ? null : String(row['name']);
}

function sourceState(db: Reader): Pick<DaySummary, 'failing' | 'oldestSource'> {
  const failing = db
    .prepare('SELECT slug, error, error_since AS since FROM sources WHERE error IS NOT NULL ORDER BY slug')
    .all()
    .map((row) => ({
      source: String(row['slug']),
      message: String(row['error']),
      since: toIso(Number(row['since'])),
    }));
  const oldest = db
    .prepare(
      `SELECT slug, last_as_of AS asOf FROM sources WHERE last_as_of IS NOT NULL AND role = 'own'
       ORDER BY last_as_of, slug LIMIT 1`,
    )
    .get();
  const oldestSource =
    oldest === undefined ? null : { source: String(oldest['slug']), asOf: toIso(Number(oldest['asOf'])) };
  return { failing, oldestSource };
}
