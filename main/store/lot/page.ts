import type { SQLInputValue } from 'node:sqlite';
import type { LotQuery } from '../../../shared/lot-list/query.ts';
import type { LotFreshness, LotRow } from '../../../shared/lot-list/row.ts';
import { toIso } from '../../../shared/units.ts';
import type { Reader } from '../open.ts';
import { lotBehind, lotRevision } from './follow.ts';
import { inThisWay } from './indexes.ts';
import {
  behind,
  keyColumns,
  keysOf,
  readCursor,
  stretchesOf,
  writeCursor,
  type Cursor,
  type Stretch,
} from './order.ts';
import { rowColumns, toLotRow, type StoredLotRow } from './row.ts';
import { withOtherSources } from './other-sources.ts';
import { selectionOf } from './selection.ts';
import { allOf, type Sql } from './sql.ts';

export type LotPage = { readonly rows: readonly LotRow[]; readonly next: string | null };

export const lotFreshness = (db: Reader, now: number): LotFreshness => ({
  asOf: toIso(now),
  revision: lotRevision(db),
  behind: lotBehind(db),
});

/**
 * The rows behind a cursor, in the order of the query. @param now unix ms; a walk goes on with the moment it began with
 * @throws LotwatchError `bad-input` for a cursor of another query.
 */
export function lotPage(
  db: Reader,
  {
    query,
    cursor,
    limit,
  }: { readonly query: LotQuery; readonly cursor: string | null; readonly limit: number },
  now: number,
): LotPage {
  const start = cursor === null ? null : readCursor(cursor, (then) => stretchesOf(query, then));
  const moment = start?.now ?? now;
  const stretches = stretchesOf(query, moment);
  const found: Cursor[] = [];
  // One more than asked, to know whether there are more.
  for (let place = start?.stretch ?? 0; place < stretches.length && found.length <= limit; place += 1) {
    const part = stretches[place];
    if (part === undefined) break;
    const cursor = start?.stretch === place ? start : null;
    for (const values of stretchRows(db, part, cursor, limit + 1 - found.length)) {
      const keys = keysOf(part, values);
      const [vin, id] = [String(values['vin']), Number(values['listing_id'])];
      found.push({ now: moment, stretch: place, keys, vin, id });
    }
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  const ids = found.slice(0, limit).map(({ id }) => id);
  return {
    rows: withOtherSources(db, rowsOf(db, ids, moment)),
    next: last === undefined ? null : writeCursor(last),
  };
}

type KeyRow = Readonly<Record<string, SQLInputValue>>;

/** The first rows of a stretch behind the cursor. */
function stretchRows(db: Reader, part: Stretch, cursor: Cursor | null, limit: number): Iterable<KeyRow> {
  const from = inThisWay(db, part.way);
  // While its index is being made each value would be looked for in the whole lot.
  if (part.byValue === true && from !== inThisWay(db, null))
    return rowsByValue(db, part, from, { cursor, limit });
  const where = cursor === null ? part.where : allOf([part.where, behind(part, cursor)]);
  return db.prepare(keysSql(part, from, where.text)).all(...where.values, limit);
}

/** The same for a stretch that goes value by value: two looks into the index for each. */
function* rowsByValue(
  db: Reader,
  part: Stretch,
  from: string,
  { cursor, limit }: { readonly cursor: Cursor | null; readonly limit: number },
): Generator<KeyRow> {
  const sql = valueSql(part, from);
  const next = db.prepare(sql.next);
  const rows = db.prepare(sql.rows);
  const { values } = part.where;
  let value = cursor?.keys[0] ?? null;
  let [vin, id] = cursor === null ? ['', 0] : [cursor.vin, cursor.id];
  let room = limit;
  for (;;) {
    if (value !== null) {
      for (const row of rows.all(...values, value, vin, id, room)) {
        room -= 1;
        yield row;
      }
      if (room <= 0) return;
    }
    const row = value === null ? db.prepare(sql.first).get(...values) : next.get(...values, value);
    const found = row?.['value'];
    if (typeof found !== 'string' && typeof found !== 'number') return;
    value = found;
    [vin, id] = ['', 0];
  }
}

/** The first value, the one behind another, and the rows that have one, behind a VIN and an id. */
export function valueSql(part: Stretch, from: string): Readonly<Record<'first' | 'next' | 'rows', string>> {
  const { where, terms } = part;
  const [{ expression, descends } = { expression: 'vin', descends: false }] = terms;
  const value = (among: string): string =>
    `SELECT ${expression} AS value FROM ${from} WHERE ${where.text}${among} ORDER BY ${expression}${descends ? ' DESC' : ''} LIMIT 1`;
  return {
    first: value(''),
    next: value(` AND ${expression} ${descends ? '<' : '>'} ?`),
    rows: `SELECT listing_id, vin${keyColumns(part)} FROM ${from} WHERE ${where.text} AND ${expression} = ?
     AND (vin, listing_id) > (?, ?) ORDER BY vin, listing_id LIMIT ?`,
  };
}

/** What sorting takes of each row, and no more: whole rows are read once it is known which. */
export const keysSql = (part: Stretch, from: string, where: string): string =>
  `SELECT listing_id, vin${keyColumns(part)} FROM ${from} WHERE ${where} ORDER BY ${part.orderBy} LIMIT ?`;

/** The rows with these ids, in this order. */
function rowsOf(db: Reader, ids: readonly number[], now: number): LotRow[] {
  const rows = new Map(
    db
      .prepare(`SELECT ${rowColumns} FROM lot_rows WHERE listing_id IN (${ids.map(() => '?').join(', ')})`)
      .all(...ids)
      // The columns of the statement, as a STRICT table holds them.
      .map((values) => toLotRow(values as unknown as StoredLotRow, now))
      .map((row) => [row.id, row] as const),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Whole rows read at once. */
const ROWS_AT_ONCE = 500;

/**
 * Every row that fits, in order. Page by page all rows would be looked at and sorted for each page. Inside a transaction they
 * are of one moment.
 */
export function* lotRows(db: Reader, query: LotQuery, now: number): Generator<LotRow> {
  for (const { where, orderBy, way } of stretchesOf(query, now)) {
    let ids: number[] = [];
    const found = db
      .prepare(`SELECT listing_id FROM ${inThisWay(db, way)} WHERE ${where.text} ORDER BY ${orderBy}`)
      .iterate(...where.values);
    for (const { listing_id: id } of found) {
      ids.push(Number(id));
      if (ids.length < ROWS_AT_ONCE) continue;
      yield* rowsOf(db, ids, now);
      ids = [];
    }
    yield* rowsOf(db, ids, now);
  }
}

/** These rows as they are now, and the order of those that fit. */
export function lotRowsById(
  db: Reader,
  { ids, query }: { readonly ids: readonly number[]; readonly query: LotQuery },
  now: number,
): { readonly rows: readonly LotRow[]; readonly order: readonly number[] } {
  const list = [...new Set(ids)];
  const among: Sql = { text: `listing_id IN (${list.map(() => '?').join(', ')})`, values: list };
  const rows = withOtherSources(db, rowsOf(db, list, now));
  const order = stretchesOf(query, now).flatMap((part) => {
    const where = allOf([among, part.where]);
    // By number: an index of the sort would go through the whole lot.
    return db
      .prepare(
        `SELECT listing_id AS id FROM lot_rows NOT INDEXED WHERE ${where.text} ORDER BY ${part.orderBy}`,
      )
      .all(...where.values)
      .map((row) => Number(row['id']));
  });
  return { rows, order };
}

/** The VINs of what fits, in order, each once. */
export function lotVins(
  db: Reader,
  { query, limit }: { readonly query: LotQuery; readonly limit: number },
  now: number,
): { readonly vins: readonly string[]; readonly more: boolean } {
  const vins = new Set<string>();
  for (const { where, orderBy, way } of stretchesOf(query, now)) {
    const rows = db
      .prepare(`SELECT vin FROM ${inThisWay(db, way)} WHERE ${where.text} ORDER BY ${orderBy}`)
      .iterate(...where.values);
    for (const row of rows) {
      const vin = String(row['vin']);
      if (vins.has(vin)) continue;
      if (vins.size === limit) return { vins: [...vins], more: true };
      vins.add(vin);
    }
  }
  return { vins: [...vins], more: false };
}

/** How many fit. */
export function lotCount(db: Reader, selection: Parameters<typeof selectionOf>[0], now: number): number {
  const where = selectionOf(selection, now);
  // All of the lot are as many as an index has entries; for anything else each row is looked at.
  const way = selection.filters.length === 0 && selection.search.trim() === '' ? null : 'scan';
  return Number(
    db
      .prepare(`SELECT count(*) AS n FROM ${inThisWay(db, way)} WHERE ${where.text}`)
      .get(...where.values)?.['n'] ?? 0,
  );
}
