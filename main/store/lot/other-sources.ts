import type { LotRow } from '../../../shared/lot-list/row.ts';
import type { Reader } from '../open.ts';
import type { Sql } from './sql.ts';

/**
 * A vehicle is the VIN and a row is a listing (rules 1): what several of our sources list has a row for each, which the rows
 * say of one another.
 */
export function withOtherSources(db: Reader, rows: readonly LotRow[]): LotRow[] {
  const sources = new Map<string, string[]>();
  if (rows.length > 0 && isOneSource(db)) return [...rows];
  const listed = db
    .prepare(
      `SELECT l.vin, s.slug FROM listings l JOIN sources s ON s.id = l.source_id
       WHERE l.vin IN (SELECT value FROM json_each(?)) AND l.own = 1 AND coalesce(l.gone_at, l.sold_at) IS NULL
       ORDER BY s.slug`,
    )
    .all(JSON.stringify([...new Set(rows.map(({ vin }) => vin))]));
  for (const { vin, slug } of listed) {
    const known = sources.get(String(vin));
    if (known === undefined) sources.set(String(vin), [String(slug)]);
    else known.push(String(slug));
  }
  return rows.map((row) =>
    row.role === 'own' && row.leftAt === null
      ? { ...row, alsoIn: (sources.get(row.vin) ?? []).filter((slug) => slug !== row.source) }
      : row,
  );
}

/** How many rows of a selection are of a vehicle that has another before it in it. */
export function countAgain(db: Reader, where: Sql): number {
  if (isOneSource(db)) return 0;
  const row = db
    .prepare(
      `SELECT coalesce(sum(n - 1), 0) AS n FROM
         (SELECT count(*) AS n FROM lot_rows WHERE ${where.text} GROUP BY vin HAVING count(*) > 1)`,
    )
    .get(...where.values);
  return Number(row?.['n'] ?? 0);
}

/** A source lists a VIN once. */
const isOneSource = (db: Reader): boolean =>
  Number(db.prepare('SELECT count(*) AS n FROM sources').get()?.['n'] ?? 0) < 2;
