import { SUMMARY_LISTED, type DaySummary } from '../../../shared/day-summary/summary.ts';
import type { Reader } from '../open.ts';
import { wordsOf, type Period } from './period.ts';

const NAMES = ['avi', 'ati', 'cis'] as const;
type Fall = { readonly seq: number; readonly vin: string } & Pick<
  DaySummary['scores'][number],
  'score' | 'from' | 'to'
>;

/** Each vehicle's scores before its first event of the period, and in its last. */
const SPANS = `WITH span AS (
    SELECT vin, min(seq) AS first, max(seq) AS last FROM journal
    WHERE seq >= ? AND recorded_at >= ? AND recorded_at <= ? AND origin = ? AND type = 'ai-scores:update'
      AND source IN (SELECT slug FROM sources) AND (?5 IS NULL OR dealer_id = ?5) GROUP BY vin)
  SELECT span.vin, span.last AS seq, ${NAMES.map((name) => `f.body ->> '$.previous.${name}' AS ${name}From, l.body ->> '$.${name}' AS ${name}To`).join(', ')}
  FROM span JOIN journal f ON f.seq = span.first JOIN journal l ON l.seq = span.last`;

const ABOUT = `SELECT coalesce(facts ->> '$.dealerName', nullif(dealer_id, '')) AS dealer, facts ->> '$.year' AS year,
  facts ->> '$.make' AS make, facts ->> '$.model' AS model, facts ->> '$.trim' AS trim FROM journal WHERE seq = ?`;

/** Points, below zero for a fall. */
const moveOf = ({ from, to }: Pick<Fall, 'from' | 'to'>): number => to - from;

/** Vehicles of which a score is lower at the end of the period than before it; a first score is no fall. */
export function scoreFalls(
  db: Reader,
  { since, until, origin, dealerId, firstSeq }: Period,
): { readonly fell: number; readonly scores: DaySummary['scores'] } {
  const falls: Fall[] = [];
  for (const row of db.prepare(SPANS).iterate(firstSeq, since, until, origin, dealerId)) {
    const deepest = NAMES.flatMap((score) => {
      const [from, to] = [row[`${score}From`], row[`${score}To`]];
      return typeof from === 'number' && typeof to === 'number' && to < from ? [{ score, from, to }] : [];
    }).toSorted((a, b) => moveOf(a) - moveOf(b))[0];
    if (deepest !== undefined) falls.push({ seq: Number(row['seq']), vin: String(row['vin']), ...deepest });
  }
  const about = db.prepare(ABOUT);
  const listed = falls
    .toSorted((a, b) => moveOf(a) - moveOf(b) || (a.vin < b.vin ? -1 : 1))
    .slice(0, SUMMARY_LISTED);
  return {
    fell: falls.length,
    scores: listed.map(({ seq, ...fall }) => {
      const { dealer = null, ...words } = about.get(seq) ?? {};
      return {
        ...fall,
        vehicle: wordsOf(Object.values(words)),
        dealer: dealer === null ? null : String(dealer),
      };
    }),
  };
}
