import type { RuleWhere } from '../../../shared/alerts/rule.ts';
import type { Reader } from '../../store/open.ts';
import type { Scope } from './look.ts';
import type { PlacedMove } from './moves.ts';

/** Looked up at once. */
const AT_ONCE = 500;

/**
 * The VINs of these moves that the watch list or the view of a rule has; null = the rule asks for neither. A sold vehicle
 * has left most views: rules about sales with a view look for it in vain unless the view shows those that left.
 */
export function vinsAmong(
  db: Reader,
  { watched, view }: Pick<RuleWhere, 'watched' | 'view'>,
  scope: Scope,
  moves: readonly PlacedMove[],
): ReadonlySet<string> | null {
  if (!watched && view === null) return null;
  const vins = [...new Set(moves.flatMap(({ move }) => move.subject.vin ?? []))];
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
