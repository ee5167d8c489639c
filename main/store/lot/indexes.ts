import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from '../../../shared/lot-list/columns.ts';
import type { Db, Reader } from '../open.ts';
import { sortTerm } from './columns.ts';

/** The rows of a screen that nobody changed anything on; what indexes are made for. Verbatim in the queries they serve. */
export const OWN_HERE = 'own = 1 AND here = 1';

const PREFIX = 'lot_by_';
export const indexName = (column: LotColumn): string => PREFIX + column;

/**
 * One index a sort: VIN behind it, which ties are settled by; largest first where that is how people sort. What left the
 * lot is few and is looked through.
 */
const INDEXES: ReadonlyMap<string, string> = new Map(
  LOT_COLUMN_KEYS.filter((column) => columnSpec(column).sortable).map((column) => [
    indexName(column),
    indexOf(column),
  ]),
);

/** In the table, not on screen. */
function indexDescends(column: LotColumn): boolean {
  return (columnSpec(column).largestFirst === true) !== sortTerm(column, 'on-lot').reversed;
}

/** Whether an order by the column runs through its index from the end. */
export const isAgainst = (column: LotColumn, descends: boolean): boolean =>
  column !== 'vin' && indexDescends(column) !== descends;

function indexOf(column: LotColumn): string {
  const { expression } = sortTerm(column, 'on-lot');
  const descends = indexDescends(column);
  // Almost no vehicle has a note: those without one are found by VIN.
  const known = column === 'note' ? ' AND note IS NOT NULL' : '';
  const key = column === 'vin' ? 'vin' : `${expression}${descends ? ' DESC' : ''}, vin`;
  return `CREATE INDEX IF NOT EXISTS ${indexName(column)} ON lot_rows (${key}) WHERE ${OWN_HERE}${known}`;
}

const presentIndexes = (db: Reader): Set<string> =>
  new Set(
    db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'lot_rows'")
      .all()
      .map((row) => String(row['name'])),
  );

/** The table as a statement names it, so that SQLite looks that way. */
export function inThisWay(db: Reader, way: { readonly index: string } | 'scan' | null): string {
  if (way === null) return 'lot_rows';
  if (way === 'scan') return 'lot_rows NOT INDEXED';
  return presentIndexes(db).has(way.index) ? `lot_rows INDEXED BY ${way.index}` : 'lot_rows';
}

/** How many there still are to make. */
export function missingIndexes(db: Reader): number {
  const present = presentIndexes(db);
  return [...INDEXES.keys()].filter((name) => !present.has(name)).length;
}

/** Those that are missing; @param most because of a large lot each takes a while, and others want to write in between */
export function makeIndexes(db: Db, most: number): void {
  const present = presentIndexes(db);
  const missing = [...INDEXES].filter(([name]) => !present.has(name));
  for (const [, sql] of missing.slice(0, most)) db.exec(sql);
}

/** Before very many rows come: indexes are made in a fraction of the time that it takes to keep them up. */
export function dropIndexes(db: Db): void {
  for (const name of presentIndexes(db)) if (name.startsWith(PREFIX)) db.exec(`DROP INDEX ${name}`);
}
