import type { HeldValue } from '../../../shared/review.ts';
import { toUnits } from '../../../shared/units.ts';
import type { HeldValueRow } from '../../store/review/held-list.ts';
import type { Reader } from '../../store/open.ts';

type Peers = HeldValue['peers'];
type Kind = Pick<HeldValueRow, 'make' | 'model' | 'year' | 'condition'>;

/**
 * What cars of the same make, model, year and class are listed at, ours and others': the yardstick beside a held value.
 * One walk over the lot serves all rows. What is held itself, or blank by now, is not a peer.
 */
export function peersOf(db: Reader, rows: readonly HeldValueRow[]): (row: HeldValueRow) => Peers {
  const amounts = new Map<string, Record<HeldValueRow['field'], number[]>>();
  for (const row of rows) amounts.set(kindOf(row), { msrp: [], price: [] });
  if (rows.length > 0) {
    const lot = db.prepare(
      `SELECT make, model, year, condition, CASE WHEN msrp_blank_since IS NULL THEN msrp END AS msrp,
         CASE WHEN price_blank_since IS NULL THEN price END AS price FROM listings WHERE gone_at IS NULL AND held = 0`,
    );
    for (const raw of lot.iterate()) {
      // The columns of the SELECT above, as a STRICT table holds them.
      const row = raw as Kind & Pick<HeldValueRow, 'msrp' | 'price'>;
      const known = amounts.get(kindOf(row));
      if (known === undefined) continue;
      if (row.msrp !== null) known.msrp.push(row.msrp);
      if (row.price !== null) known.price.push(row.price);
    }
  }
  return (row) => {
    const all = amounts.get(kindOf(row))?.[row.field] ?? [];
    return { count: all.length, median: medianOf(all) };
  };
}

const kindOf = ({ make, model, year, condition }: Kind): string =>
  `${make ?? ''}|${model ?? ''}|${year ?? ''}|${condition === 'cpo' ? 'used' : condition}`.toLowerCase();

/** In units. */
function medianOf(cents: readonly number[]): number | null {
  if (cents.length === 0) return null;
  const sorted = cents.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  const low = sorted.length % 2 === 1 ? high : (sorted[middle - 1] ?? high);
  return toUnits(Math.round((low + high) / 2));
}
