import type { LOT_FLAGS } from '../../../shared/lot-list/columns.ts';
import type { LevelState, LineMeasure, RuleWhere } from '../../../shared/alerts/rule.ts';
import type { LotSelection } from '../../../shared/lot-list/query.ts';
import { flagBit } from '../../store/lot/follow.ts';
import { selectionOf } from '../../store/lot/selection.ts';
import { allOf, sql, type Sql } from '../../store/lot/sql.ts';
import { findView } from '../../store/lot/views.ts';
import type { Db, Reader } from '../../store/open.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** The rows of the inventory that rules look at, each with the values that they saw last. */

/** A source that nobody could read for so long says nothing about today, ms. */
export const OLD_MS = 86_400_000;

/** Rows of sources that were read lately, with what rules saw of them before; the sample is nobody's inventory. */
const looked = (from: string): string => `
  SELECT l.*, v.listing_id IS NOT NULL AS was_known, v.here AS was_here, v.price AS was_price, v.discount AS was_discount,
    v.ptm AS was_ptm, v.rank AS was_rank, v.avi AS was_avi, v.ati AS was_ati, v.cis AS was_cis, v.stocked_at AS was_stocked_at,
    s.observations AS observation, s.mapped AS mapped
  FROM ${from} JOIN sources s ON s.id = l.source_id LEFT JOIN alert_values v ON v.listing_id = l.listing_id
  WHERE s.kind <> 'sample' AND max(coalesce(s.checked_at, 0), coalesce(s.last_sync_at, 0)) >= `;

/** Where a rule looks: at what changed since the last evaluation, or at everything. Both have the same columns. */
export type Rows = { readonly from: string; readonly isAll: boolean };

export const allRows = (now: number): Rows => ({
  from: `(${looked('lot_rows l')}${now - OLD_MS})`,
  isAll: true,
});
export const CHANGED_ROWS: Rows = { from: 'temp.alert_round', isAll: false };

/**
 * Gathers what changed into a table of this connection, inside the transaction of the evaluation. Listings of sources
 * that were not read lately stay noted for when they are.
 */
export function gatherChanged(db: Db, now: number): void {
  dropChanged(db);
  db.exec(`
    CREATE TEMP TABLE alert_look AS SELECT t.listing_id FROM main.alert_stale t
      LEFT JOIN main.lot_rows l ON l.listing_id = t.listing_id LEFT JOIN main.sources s ON s.id = l.source_id
      WHERE l.listing_id IS NULL OR s.kind = 'sample'
        OR max(coalesce(s.checked_at, 0), coalesce(s.last_sync_at, 0)) >= ${now - OLD_MS};
    CREATE TEMP TABLE alert_round AS ${looked(
      'main.alert_stale t JOIN main.lot_rows l ON l.listing_id = t.listing_id',
    )}${now - OLD_MS};
  `);
}

/** What rules saw is what they compare with next time. */
export function rememberChanged(db: Db): void {
  db.exec(`
    INSERT OR REPLACE INTO alert_values
      SELECT listing_id, here, price, discount, ptm, rank, avi, ati, cis, stocked_at FROM temp.alert_round;
    DELETE FROM alert_values WHERE listing_id IN
      (SELECT listing_id FROM temp.alert_look WHERE listing_id NOT IN (SELECT listing_id FROM lot_rows));
    DELETE FROM alert_stale WHERE listing_id IN (SELECT listing_id FROM temp.alert_look);
  `);
  dropChanged(db);
}

const dropChanged = (db: Db): void =>
  db.exec('DROP TABLE IF EXISTS temp.alert_look; DROP TABLE IF EXISTS temp.alert_round');

/** Before the first evaluation: what stands there now is what the rules saw last. */
export const rememberAll = (db: Db): void =>
  db.exec(`
    INSERT OR REPLACE INTO alert_values
      SELECT listing_id, here, price, discount, ptm, rank, avi, ati, cis, stocked_at FROM lot_rows;
    DELETE FROM alert_stale;
  `);

const days = (stocked: string, at: string): string => `max(${at} - ${stocked}, 0) / ${DAY_MS}`;

/** A measure now and as rules saw it last, in the unit of its line. */
export function measureSql(
  measure: LineMeasure,
  now: number,
  lastLook: number | null,
): { readonly value: string; readonly before: string } {
  if (measure === 'days')
    return {
      value: days('stocked_at', `coalesce(left_at, ${now})`),
      before: lastLook === null ? 'NULL' : days('was_stocked_at', String(lastLook)),
    };
  const scale = { price: 100, ptm: 10, discount: 10, avi: 1, ati: 1, cis: 1, rank: 1 }[measure];
  const scaled = (column: string): string => (scale === 1 ? column : `${column} / ${scale}.0`);
  return { value: scaled(measure), before: scaled(`was_${measure}`) };
}

const bits = (...flags: (typeof LOT_FLAGS)[number][]): number =>
  flags.reduce((sum, flag) => sum | flagBit(flag), 0);
/** What a source has no column for is not known of its vehicles. */
const mapped = (field: string): string => `mapped ->> '$.${field}' IS NOT NULL`;

const LEVEL_SQL: Readonly<Record<LevelState, string>> = {
  'no-photos': `CASE WHEN ${mapped('photos')} THEN photos = 0 END`,
  // The discount is there exactly where both are.
  'price-above-msrp': 'CASE WHEN discount IS NOT NULL THEN price > msrp END',
  'msrp-missing': `CASE WHEN condition = 'new' AND ${mapped('msrp')} THEN msrp IS NULL OR flags & ${bits('msrp-missing')} <> 0 END`,
  'price-missing': `CASE WHEN ${mapped('price')} THEN price IS NULL OR flags & ${bits('price-missing')} <> 0 END`,
  held: `flags & ${bits('msrp-held', 'price-held')} <> 0`,
  'vin-odd': 'vin_odd(vin)',
  conflict: `flags & ${bits('conflict')} <> 0`,
};
export const levelSql = (state: LevelState): string => LEVEL_SQL[state];

export type Scope = {
  readonly sql: Sql;
  /** The same text = the same question. */
  readonly text: string;
  /** It moves on with the days. */
  readonly timed: boolean;
};

/** A rule's vehicles as a condition on rows; null = its view is gone. */
export function scopeOf(db: Reader, where: RuleWhere, now: number): Scope | null {
  const view = where.view === null ? null : findView(db, where.view);
  if (where.view !== null && view === null) return null;
  const is = (column: 'dealer' | 'make' | 'model' | 'condition', values: readonly string[]) =>
    values.length === 0 ? [] : [{ column, op: 'is' as const, values: [...values] }];
  const own: LotSelection = {
    role: where.role,
    presence: 'on-lot',
    search: '',
    filters: [
      ...is('dealer', where.dealers),
      ...is('make', where.makes),
      ...is('model', where.models),
      ...is('condition', where.conditions),
      ...(where.watched ? [{ column: 'watch' as const, op: 'is' as const, values: ['yes'] }] : []),
    ],
  };
  const among =
    view === null ? null : { ...view.view, role: own.role === 'any' ? view.view.role : own.role };
  const parts = [selectionOf(own, now), ...(among === null ? [] : [selectionOf(among, now)])];
  const timed =
    among?.filters.some(({ column, op }) => op === 'age' || op === 'between' || column === 'days') ?? false;
  return {
    sql: parts.length === 1 ? (parts[0] ?? sql('1')) : allOf(parts),
    text: JSON.stringify([
      own,
      among === null ? null : [among.role, among.presence, among.search, among.filters],
    ]),
    timed,
  };
}
