import type { LotSelection } from '../../../shared/lot-list/query.ts';
import type { LotSums } from '../../../shared/lot-list/row.ts';
import { toIso, toUnits } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';
import { LOT_TIME } from './columns.ts';
import { selectionOf } from './selection.ts';
import { allOf, at, sql, type Sql } from './sql.ts';

const DAY_MS = 86_400_000;

/** Of everything that fits; one look at the list, and one for each median. */
export function lotSums(db: Reader, selection: LotSelection, now: number): LotSums {
  const where = selectionOf(selection, now);
  const groups = db
    .prepare(
      `SELECT currency, source_id AS source, count(*) AS rows, count(price) AS priced, sum(price) AS total
       FROM lot_rows WHERE ${where.text} GROUP BY currency, source_id`,
    )
    .all(...where.values)
    .map((row) => ({
      currency: row['currency'] === null ? null : String(row['currency']),
      source: Number(row['source']),
      rows: Number(row['rows']),
      priced: Number(row['priced']),
      total: Number(row['total'] ?? 0),
    }));
  const lotTime = at(LOT_TIME, now);
  const days = middle(db, where, lotTime).map((time) => Math.floor(time / DAY_MS));
  const ptm = mean(middle(db, where, 'ptm'));
  return {
    count: groups.reduce((sum, { rows }) => sum + rows, 0),
    prices: [...new Set(groups.map(({ currency }) => currency))]
      .map((currency) => {
        const of = groups.filter((group) => group.currency === currency);
        const priced = of.reduce((sum, group) => sum + group.priced, 0);
        const total = of.reduce((sum, group) => sum + group.total, 0);
        return { currency, count: priced, total: toUnits(total) };
      })
      .filter(({ count }) => count > 0)
      .map((of) => {
        const median = mean(middle(db, allOf([where, sql('currency IS ?', of.currency)]), 'price'));
        return { ...of, median: toUnits(median ?? 0) };
      })
      .toSorted((a, b) => b.count - a.count || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1)),
    medianDays: mean(days),
    medianPtm: ptm === null ? null : ptm / 10,
    oldestSource: oldest(db, new Set(groups.map(({ source }) => source))),
  };
}

/** The one value in the middle, or the two. */
function middle(db: Reader, where: Sql, value: string): number[] {
  const known = allOf([where, sql(`${value} IS NOT NULL`)]);
  const n = Number(
    db.prepare(`SELECT count(*) AS n FROM lot_rows WHERE ${known.text}`).get(...known.values)?.['n'] ?? 0,
  );
  if (n === 0) return [];
  return db
    .prepare(`SELECT ${value} AS value FROM lot_rows WHERE ${known.text} ORDER BY 1 LIMIT ? OFFSET ?`)
    .all(...known.values, n % 2 === 1 ? 1 : 2, Math.floor((n - 1) / 2))
    .map((row) => Number(row['value']));
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

function oldest(db: Reader, ids: ReadonlySet<number>): LotSums['oldestSource'] {
  const row = db
    .prepare(
      'SELECT id, slug, last_as_of AS asOf FROM sources WHERE last_as_of IS NOT NULL ORDER BY last_as_of, slug',
    )
    .all()
    .find(({ id }) => ids.has(Number(id)));
  return row === undefined ? null : { source: String(row['slug']), asOf: toIso(Number(row['asOf'])) };
}
