import { LOT_FLAGS, columnSpec } from '../../../shared/lot-list/columns.ts';
import type { ColumnFilter } from '../../../shared/lot-list/filter.ts';
import { LOT_TIME, scaleOf, storedColumn } from './columns.ts';
import { flagBit } from './follow.ts';
import { allOf, anyOf, at, not, sql, type Sql } from './sql.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** One condition on one column. @param now unix ms that ages are counted to */
export function conditionOf(filter: ColumnFilter, now: number): Sql {
  const column = storedColumn(filter.column);
  switch (filter.op) {
    case 'is':
      return anyValue(filter, now);
    case 'is-not':
      return not(anyValue(filter, now));
    case 'contains':
      return containsText(column, filter.text);
    case 'known': {
      const isKnown = filter.column === 'flags' ? 'flags <> 0' : `${column} IS NOT NULL`;
      return sql(filter.known ? isKnown : `NOT (${isKnown})`);
    }
    case 'between':
      return bounds(column, [
        [filter.from, '>=', Date.parse],
        [filter.to, '<', Date.parse],
      ]);
    case 'age':
      return wholeDays(at(`max(:now - ${column}, 0)`, now), column, {
        min: filter.min,
        max: filter.max,
        over: null,
        under: null,
      });
    case 'range': {
      if (filter.column === 'days') return wholeDays(at(LOT_TIME, now), column, filter);
      const scale = (value: number): number => stored(value, scaleOf(filter.column));
      return bounds(column, [
        [filter.min, '>=', scale],
        [filter.max, '<=', scale],
        [filter.over, '>', scale],
        [filter.under, '<', scale],
      ]);
    }
  }
}

/** In any case, of any alphabet. */
export const containsText = (column: string, text: string): Sql =>
  sql(`${column} IS NOT NULL AND instr(fold(${column}), ?) > 0`, text.toLowerCase());

/** A figure on screen in the table's unit: exactly, where it has no more decimals than the table keeps. */
function stored(value: number, scale: number): number {
  const scaled = value * scale;
  const whole = Math.round(scaled);
  return Math.abs(whole - scaled) < 1e-6 ? whole : scaled;
}

type Bound<Value> = readonly [Value | null, '>=' | '<=' | '>' | '<', (value: Value) => number];

/** What has no bound still leaves out what is unknown. */
const bounds = <Value>(column: string, of: readonly Bound<Value>[]): Sql =>
  allOf([
    sql(`${column} IS NOT NULL`),
    ...of.flatMap(([value, op, toStored]) =>
      value === null ? [] : [sql(`${column} ${op} ?`, toStored(value))],
    ),
  ]);

/** `milliseconds` counted in whole days: a day that is not over does not count. */
function wholeDays(
  milliseconds: string,
  column: string,
  { min, max, over, under }: Record<'min' | 'max' | 'over' | 'under', number | null>,
): Sql {
  const parts = [sql(`${column} IS NOT NULL`)];
  const least = (days: number): void => void parts.push(sql(`${milliseconds} >= ?`, days * DAY_MS));
  const below = (days: number): void => void parts.push(sql(`${milliseconds} < ?`, days * DAY_MS));
  if (min !== null) least(Math.ceil(min));
  if (over !== null) least(Math.floor(over) + 1);
  if (max !== null) below(Math.floor(max) + 1);
  if (under !== null) below(Math.ceil(under));
  return allOf(parts);
}

function anyValue({ column, values }: Extract<ColumnFilter, { op: 'is' | 'is-not' }>, now: number): Sql {
  const said = values.filter((value) => value !== null);
  const { kind } = columnSpec(column);
  if (kind === 'flags') return anyFlag(values);
  if (kind === 'yes-no')
    return anyOf([
      ...(said.includes('yes') ? [sql('watched_at IS NOT NULL')] : []),
      ...(said.includes('no') || said.length < values.length ? [sql('watched_at IS NULL')] : []),
    ]);
  const name = storedColumn(column);
  const unknown = said.length < values.length ? [sql(`${name} IS NULL`)] : [];
  const list: (string | number)[] =
    kind === 'number'
      ? said.map((value) => (value.trim() === '' ? Number.NaN : Number(value))).filter(Number.isFinite)
      : said;
  if (column === 'days') {
    // What is stored is when the car came: a number of days is a span of such moments.
    const each = list
      .map(Number)
      .map((days) => wholeDays(at(LOT_TIME, now), name, { min: days, max: days, over: null, under: null }));
    return anyOf([...unknown, ...each]);
  }
  const names = column === 'dealer' ? ['dealer_id', 'dealer'] : [name];
  const known = names.map((one) => sql(`${one} IN (${list.map(() => '?').join(', ')})`, ...list));
  return anyOf([...unknown, ...known]);
}

function anyFlag(values: readonly (string | null)[]): Sql {
  const mask = LOT_FLAGS.filter((flag) => values.includes(flag)).reduce(
    (bits, flag) => bits | flagBit(flag),
    0,
  );
  return anyOf([sql('flags & ? <> 0', mask), ...(values.includes(null) ? [sql('flags = 0')] : [])]);
}
