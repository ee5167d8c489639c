import type { SQLInputValue } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOT_COLUMN_KEYS, columnSpec } from '../../../shared/lot-list/columns.ts';
import { lotQuerySchema } from '../../../shared/lot-list/query.ts';
import { openTestStore, type TestStore } from '../fixture.ts';
import { followLot, isLotBehind } from './follow.ts';
import { inThisWay, missingIndexes } from './indexes.ts';
import { NOW } from './lot.fixture.ts';
import { behind, stretchesOf, type Stretch } from './order.ts';
import { valueSql } from './page.ts';
import { rowColumns } from './row.ts';
import { allOf } from './sql.ts';

let store: TestStore;
beforeEach(() => {
  store = openTestStore();
  followLot(store.writer);
});
afterEach(() => store.close());

const SORTED = LOT_COLUMN_KEYS.filter((column) => columnSpec(column).sortable);
/** Of the connection that made the indexes: another one learns of them when it runs a statement, which this is not. */
const plan = (sql: string, values: readonly SQLInputValue[]): string =>
  store.writer
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map((row) => String(row['detail']))
    .join('; ');

describe.each(SORTED)('the list sorted by %s', (column) => {
  const natural = columnSpec(column).largestFirst === true;
  const stretches = (descending: boolean) =>
    stretchesOf(lotQuerySchema.parse({ sort: [{ column, descending }] }), NOW);
  const planOf = ({ where, orderBy, way }: Pick<Stretch, 'where' | 'orderBy' | 'way'>): string =>
    plan(
      `SELECT ${rowColumns} FROM ${inThisWay(store.writer, way)} WHERE ${where.text} ORDER BY ${orderBy} LIMIT 100`,
      where.values,
    );
  const firstOf = (descending: boolean): Stretch => {
    const [first] = stretches(descending);
    if (first === undefined) throw new Error('There is no stretch');
    return first;
  };

  it('goes along its index the way people sort it, with nothing left to sort', () => {
    for (const part of stretches(natural)) {
      const found = planOf(part);
      expect(found).toMatch(/USING INDEX lot_by_/);
      expect(found).not.toContain('TEMP B-TREE');
    }
    expect(planOf(firstOf(natural))).toContain(`lot_by_${column}`);
  });

  it('goes along its index the other way, too, with nothing left to sort, however many rows share a value', () => {
    const part = firstOf(!natural);
    // A VIN has a row for each source: so few that sorting them is nothing.
    if (column === 'vin') {
      expect(planOf(part)).not.toContain('TEMP B-TREE FOR ORDER BY');
      return;
    }
    expect(part.byValue).toBe(true);
    const { first, next, rows } = valueSql(part, inThisWay(store.writer, part.way));
    const { values } = part.where;
    for (const [sql, bound] of [
      [first, []],
      [next, [1]],
      [rows, [1, 'V', 1, 100]],
    ] as const) {
      const found = plan(sql, [...values, ...bound]);
      expect(found).toContain(`lot_by_${column}`);
      expect(found).not.toContain('TEMP B-TREE');
      if (sql !== first) expect(found).toMatch(/^SEARCH lot_rows USING/);
    }
  });

  it('enters its index where the page before ended', () => {
    const first = firstOf(natural);
    const cursor = { now: NOW, stretch: 0, keys: [1], vin: 'V', id: 1 };
    const found = planOf({ ...first, where: allOf([first.where, behind(first, cursor)]) });
    expect(found).toMatch(new RegExp(`SEARCH lot_rows USING INDEX lot_by_${column} \\(`));
    expect(found).not.toContain('TEMP B-TREE FOR ORDER BY');
  });

  it('goes along its index where rows are filtered', () => {
    const filters = [{ column: 'photos', op: 'range', max: 3 }];
    const [first] = stretchesOf(
      lotQuerySchema.parse({ filters, sort: [{ column, descending: natural }] }),
      NOW,
    );
    if (first === undefined) throw new Error('There is no stretch');
    expect(planOf(first)).toContain(`lot_by_${column}`);
  });
});

it('an index that went missing is made again', () => {
  expect(missingIndexes(store.reader)).toBe(0);
  store.writer.exec('DROP INDEX lot_by_price');
  expect(isLotBehind(store.reader)).toBe(true);
  followLot(store.writer);
  expect(missingIndexes(store.reader)).toBe(0);
});
