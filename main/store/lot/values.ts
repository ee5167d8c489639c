import { LOT_FLAGS, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotSelection } from '../../../shared/lot-list/query.ts';
import type { Reader } from '../open.ts';
import { storedColumn } from './columns.ts';
import { containsText } from './conditions.ts';
import { flagBit } from './follow.ts';
import { inThisWay } from './indexes.ts';
import { selectionOf } from './selection.ts';
import { allOf, type Sql } from './sql.ts';

type LotValue = { readonly value: string | null; readonly label: string | null; readonly count: number };
type ValueQuery = {
  readonly column: LotColumn;
  readonly selection: LotSelection;
  readonly text: string;
  readonly limit: number;
};

/** What filters take and what people read, where they differ from what is stored. */
const SAID: Partial<Record<LotColumn, { readonly value: string; readonly label: string }>> = {
  dealer: { value: 'dealer_id', label: 'dealer' },
  watch: { value: "iif(watched_at IS NULL, 'no', 'yes')", label: "iif(watched_at IS NULL, 'no', 'yes')" },
};

/** What a column says among what fits, the most frequent first; a vehicle counts for each of its flags. */
export function lotValues(
  db: Reader,
  { column, selection, text, limit }: ValueQuery,
  now: number,
): { readonly values: readonly LotValue[]; readonly more: boolean } {
  const selected = selectionOf(selection, now);
  if (column === 'flags') return { values: flagCounts(db, selected), more: false };
  const stored = storedColumn(column);
  const { value, label } = SAID[column] ?? { value: stored, label: stored };
  const where = text.trim() === '' ? selected : allOf([selected, containsText(label, text.trim())]);
  const rows = db
    .prepare(
      `SELECT ${value} AS value, min(${label}) AS said, count(*) AS n FROM ${inThisWay(db, 'scan')} WHERE ${where.text}
       GROUP BY 1 ORDER BY n DESC, said IS NULL, said LIMIT ?`,
    )
    .all(...where.values, limit + 1)
    .map((row) => ({
      value: row['value'] === null ? null : String(row['value']),
      label: row['said'] === null ? null : String(row['said']),
      count: Number(row['n']),
    }));
  return { values: rows.slice(0, limit), more: rows.length > limit };
}

function flagCounts(db: Reader, where: Sql): LotValue[] {
  const counts = LOT_FLAGS.map((flag) => `total(flags & ${flagBit(flag)} <> 0) AS "${flag}"`).join(', ');
  const row = db
    .prepare(`SELECT ${counts} FROM ${inThisWay(db, 'scan')} WHERE ${where.text}`)
    .get(...where.values);
  return LOT_FLAGS.map((flag) => ({ value: flag, label: flag, count: Number(row?.[flag] ?? 0) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}
