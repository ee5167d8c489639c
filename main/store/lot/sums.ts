import type { LotSelection } from '../../../shared/lot-list/query.ts';
import type { LotSums } from '../../../shared/lot-list/row.ts';
import { DAY_MS, toIso, toUnits } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';
import { LOT_TIME } from './columns.ts';
import { countAgain } from './other-sources.ts';
import { inThisWay } from './indexes.ts';
import { selectionOf } from './selection.ts';
import { at } from './sql.ts';

/** Of a STRICT table; `lotTime` ms, `ptm` tenths of a percent. */
type Columns = readonly [
  source: number,
  currency: string | null,
  price: number | null,
  lotTime: number | null,
  ptm: number | null,
];

/**
 * Of everything that fits, in one look at the list. SQLite has no median everywhere, and to sort all rows for each of them
 * takes it several times as long as handing out the figures once.
 */
export function lotSums(db: Reader, selection: LotSelection, now: number): LotSums {
  const where = selectionOf(selection, now);
  const rows = db.prepare(
    `SELECT source_id, currency, price, ${at(LOT_TIME, now)}, ptm FROM ${inThisWay(db, 'scan')} WHERE ${where.text}`,
  );
  rows.setReturnArrays(true);
  let count = 0;
  const sources = new Set<number>();
  const prices = new Map<string | null, number[]>();
  const days: number[] = [];
  const ptms: number[] = [];
  for (const row of rows.iterate(...where.values)) {
    const [source, currency, price, lotTime, ptm] = row as unknown as Columns;
    count += 1;
    sources.add(source);
    if (lotTime !== null) days.push(Math.floor(lotTime / DAY_MS));
    if (ptm !== null) ptms.push(ptm);
    if (price === null) continue;
    const of = prices.get(currency);
    if (of === undefined) prices.set(currency, [price]);
    else of.push(price);
  }
  const ptm = median(ptms);
  return {
    count,
    again: sources.size > 1 ? countAgain(db, where) : 0,
    prices: [...prices]
      .map(([currency, of]) => ({
        currency,
        count: of.length,
        median: toUnits(median(of) ?? 0),
        total: toUnits(of.reduce((sum, price) => sum + price, 0)),
      }))
      .toSorted((a, b) => b.count - a.count || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1)),
    medianDays: median(days),
    medianPtm: ptm === null ? null : ptm / 10,
    oldestSource: oldest(db, sources),
  };
}

/** The one in the middle, or half-way between the two; null = there are none. */
function median(values: readonly number[]): number | null {
  const sorted = Float64Array.from(values).sort();
  const low = sorted[(sorted.length - 1) >> 1];
  const high = sorted[sorted.length >> 1];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function oldest(db: Reader, ids: ReadonlySet<number>): LotSums['oldestSource'] {
  const row = db
    .prepare(
      'SELECT id, slug, last_as_of AS asOf FROM sources WHERE last_as_of IS NOT NULL ORDER BY last_as_of, slug',
    )
    .all()
    .find(({ id }) => ids.has(Number(id)));
  return row === undefined ? null : { source: String(row['slug']), asOf: toIso(Number(row['asOf'])) };
}
