import { LOT_COLUMN_KEYS, columnSpec, type LotColumn } from './columns.ts';
import { opsOf, type ColumnFilter } from './filter.ts';
import type { LotSort } from './query.ts';
import { LotwatchError } from '../result.ts';

/** Conditions and orders as people type them on the command line and in addresses: `days>=60`, `-ptm,days`. */

/** What a person or a program asks of the list in words. */
export type TypedList = {
  readonly view?: string | undefined;
  readonly filters: readonly string[];
  /** Conditions that came under a name of their own. */
  readonly conditions: readonly ColumnFilter[];
  readonly sort?: string | undefined;
  readonly columns?: string | undefined;
  readonly search?: string | undefined;
  /** Those that left the lot, too. */
  readonly gone?: boolean | undefined;
};

/** Whether it asks for the list at all. */
export const asksForList = ({ view, filters, sort, columns, search }: TypedList): boolean =>
  filters.length > 0 || [view, sort, columns, search].some((part) => part !== undefined);

const bad = (message: string): LotwatchError => new LotwatchError('bad-input', message);

function columnNamed(name: string): LotColumn {
  const wanted = name.trim().toLowerCase();
  const found = LOT_COLUMN_KEYS.find((key) => key.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw bad(`There is no column "${name.trim()}"; there are ${LOT_COLUMN_KEYS.join(', ')}.`);
}

/** `vehicle,price,days` @throws LotwatchError `bad-input` */
export const typedColumns = (text: string): LotColumn[] => [...new Set(text.split(',').map(columnNamed))];

/** `-ptm,days`: the largest price to market first, the fewest days within. @throws LotwatchError `bad-input` */
export function typedSort(text: string): LotSort[] {
  return text.split(',').map((part) => {
    const typed = part.trim();
    const descending = typed.startsWith('-');
    const column = columnNamed(typed.replace(/^[-+]/, ''));
    if (!columnSpec(column).sortable) throw bad(`Vehicles cannot be sorted by ${column}.`);
    return { column, descending };
  });
}

const FORM = /^\s*([A-Za-z]+)\s*(>=|<=|!=|=|~|>|<|\?)\s*(.*?)\s*$/s;
type Sign = '>=' | '<=' | '!=' | '=' | '~' | '>' | '<' | '?';
const isSign = (text: string | undefined): text is Sign =>
  text !== undefined && ['>=', '<=', '!=', '=', '~', '>', '<', '?'].includes(text);

/**
 * `make=Toyota,Honda` (any of them; nothing behind the sign = unknown), `make!=Ford`, `model~sien` (contains), `days>=60`,
 * `price<30000`, `changed<=7d` (days ago), `left>=2026-11-01`, `price?` (is known).
 * @throws LotwatchError `bad-input` with what is wrong.
 */
export function typedFilter(text: string): ColumnFilter {
  const [, name, sign, value = ''] = FORM.exec(text) ?? [];
  if (name === undefined || !isSign(sign))
    throw bad(`"${text}" is not a condition; write it like days>=60, make=Toyota,Honda or model~sien.`);
  const column = columnNamed(name);
  const filter = filterOf(column, sign, value, text);
  if (!opsOf(column).includes(filter.op)) throw bad(`"${text}": ${column} has no such condition.`);
  return filter;
}

function filterOf(column: LotColumn, sign: Sign, value: string, text: string): ColumnFilter {
  const { kind } = columnSpec(column);
  if (sign === '?') return { column, op: 'known', known: true };
  if (sign === '~') return { column, op: 'contains', text: value };
  const isEqual = sign === '=' || sign === '!=';
  if (isEqual && value === '' && kind !== 'yes-no') return { column, op: 'known', known: sign === '!=' };
  if (isEqual && opsOf(column).includes('is')) {
    const values = value.split(',').map((one) => (one.trim() === '' ? null : one.trim()));
    return { column, op: sign === '=' ? 'is' : 'is-not', values };
  }
  if (kind === 'date') return dateFilter(column, sign, value, text);
  if (sign === '!=') throw bad(`"${text}": ${column} takes =, >, >=, < and <=.`);
  const number = figure(value, text);
  const none = { min: null, max: null, over: null, under: null };
  const bounds = {
    '=': { min: number, max: number },
    '>=': { min: number },
    '<=': { max: number },
    '>': { over: number },
    '<': { under: number },
  }[sign];
  return { column, op: 'range', ...none, ...bounds };
}

function figure(value: string, text: string): number {
  const number = Number(value.replace(/[$,%\s]/g, ''));
  if (value === '' || !Number.isFinite(number)) throw bad(`"${text}": "${value}" is not a number.`);
  return number;
}

function dateFilter(column: LotColumn, sign: Sign, value: string, text: string): ColumnFilter {
  const [, days] = /^(\d+(?:\.\d+)?)d$/i.exec(value) ?? [];
  if (days !== undefined && sign === '<=') return { column, op: 'age', min: null, max: Number(days) };
  if (days !== undefined && sign === '>=') return { column, op: 'age', min: Number(days), max: null };
  const time = Date.parse(value);
  if (days !== undefined || Number.isNaN(time) || !/^\d{4}-\d\d-\d\d/.test(value))
    throw bad(`"${text}": write days ago as ${column}<=7d, or a date as ${column}>=2026-11-01.`);
  const iso = new Date(time).toISOString();
  if (sign === '>=') return { column, op: 'between', from: iso, to: null };
  if (sign === '<') return { column, op: 'between', from: null, to: iso };
  throw bad(`"${text}": a date takes >= (from then on) and < (before).`);
}
