import type { RuleWhere } from '../../../shared/alerts/rule.ts';
import type { Reader } from '../../store/open.ts';
import type { Scope } from './look.ts';
import type { PlacedMove } from './moves.ts';

/** Looked up at once. */
const AT_ONCE = 500;

type Where = Pick<RuleWhere, 'watched' | 'view'>;

/**
 * Those of the VINs that the watch list or the view of a rule has; null = the rule asks for neither. A sold vehicle has
 * left most views: rules about sales with a view look for it in vain unless the view shows those that left.
 */
export function vinsAmong(
  db: Reader,
  { watched, view }: Where,
  scope: Scope,
  vins: readonly string[],
): ReadonlySet<string> | null {
  if (!watched && view === null) return null;
  const among = new Set<string>();
  for (let at = 0; at < vins.length; at += AT_ONCE) {
    const some = vins.slice(at, at + AT_ONCE);
    const marks = some.map(() => '?').join(', ');
    const found = db
      .prepare(
        `SELECT DISTINCT vin FROM lot_rows NOT INDEXED WHERE listing_id IN
           (SELECT id FROM listings WHERE vin IN (${marks})) AND (${scope.sql.text})`,
      )
      .all(...some, ...scope.sql.values);
    for (const { vin } of found) among.add(String(vin));
  }
  return among;
}

/** The moves of vehicles that the watch list and the view of a rule have. */
export function movesAmong(
  db: Reader,
  where: Where,
  scope: Scope,
  moves: readonly PlacedMove[],
): readonly PlacedMove[] {
  const among = vinsAmong(db, where, scope, [
    ...new Set(moves.flatMap(({ move }) => move.subject.vin ?? [])),
  ]);
  if (among === null) return moves;
  return moves.filter(({ move: { subject } }) => subject.vin !== null && among.has(subject.vin));
}
