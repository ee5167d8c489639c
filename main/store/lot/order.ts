import { z } from 'zod';
import type { SQLInputValue } from 'node:sqlite';
import { LotwatchError } from '../../../shared/result.ts';
import type { LotQuery } from '../../../shared/lot-list/query.ts';
import { sortTerm } from './columns.ts';
import { indexName } from './indexes.ts';
import { scopeOf, searchOf } from './selection.ts';
import { allOf, anyOf, at, not, sql, type Sql } from './sql.ts';

/** One thing that rows are ordered by. */
type Term = { readonly expression: string; readonly descends: boolean; readonly always: boolean };

/** A stretch of the list that one statement reads in order: the next one begins where it is empty. */
export type Stretch = {
  readonly where: Sql;
  readonly terms: readonly Term[];
  /** How its rows are ordered. */
  readonly orderBy: string;
  /** The index to go along where it is there: of values that many rows share, SQLite would rather sort them all. */
  readonly index: string | null;
};

/** Where a page ended. */
export type Cursor = {
  /** The moment that the whole walk through the list is for. */
  readonly now: number;
  readonly stretch: number;
  /** Of the last row, term by term. */
  readonly keys: readonly (string | number | null)[];
  readonly vin: string;
  readonly id: number;
};

/**
 * The list in stretches: what a search names exactly, then the rest; within each, rows that have what is sorted by first,
 * then those that have not. So each can go along the index of its sort, and the unknown is last both ways.
 */
export function stretchesOf(query: LotQuery, now: number): Stretch[] {
  const scope = scopeOf(query, now);
  const search = searchOf(query.search);
  const parts =
    search === null
      ? [scope]
      : [allOf([scope, search.exact]), allOf([scope, search.words, not(search.exact)])];
  const [first, ...others] = termsOf(query, now);
  const [by] = query.sort;
  const isPlain =
    query.role === 'own' && query.presence === 'on-lot' && query.filters.length === 0 && search === null;
  const index = isPlain && by !== undefined ? indexName(by.column) : null;
  return parts.flatMap((where): Stretch[] => {
    if (first === undefined) return [stretch(where, [])];
    if (first.always) return [stretch(where, [first, ...others], index)];
    return [
      stretch(
        allOf([where, sql(`${first.expression} IS NOT NULL`)]),
        [{ ...first, always: true }, ...others],
        index,
      ),
      stretch(allOf([where, sql(`${first.expression} IS NULL`)]), others),
    ];
  });
}

function termsOf({ sort, presence }: LotQuery, now: number): Term[] {
  const seen = new Set<string>();
  return sort.flatMap(({ column, descending }): Term[] => {
    const { expression, reversed, always } = sortTerm(column, presence);
    if (seen.has(column)) return [];
    seen.add(column);
    return [{ expression: at(expression, now), descends: descending !== reversed, always }];
  });
}

function stretch(where: Sql, terms: readonly Term[], index: string | null = null): Stretch {
  const keys = terms.flatMap(({ expression, descends, always }) => [
    ...(always ? [] : [`${expression} IS NULL`]),
    `${expression}${descends ? ' DESC' : ''}`,
  ]);
  const ties = terms.some(({ expression }) => expression === 'vin') ? [] : ['vin'];
  return { where, terms, orderBy: [...keys, ...ties, 'listing_id'].join(', '), index };
}

/** Rows behind the cursor in its stretch. */
export function behind({ terms }: Stretch, { keys, vin, id }: Cursor): Sql {
  const ties = sql('(vin, listing_id) > (?, ?)', vin, id);
  return terms.reduceRight<Sql>((rest, term, place) => {
    const { expression, descends, always } = term;
    const key = keys[place] ?? null;
    // Behind what is unknown stand only those that are unknown, too.
    if (key === null) return allOf([sql(`${expression} IS NULL`), rest]);
    const further = sql(`${expression} ${descends ? '<' : '>'} ?`, key);
    const beyond = always ? [further] : [further, sql(`${expression} IS NULL`)];
    const after = anyOf([...beyond, allOf([sql(`${expression} = ?`, key), rest])]);
    // Where to enter the index.
    return place === 0 && always
      ? allOf([sql(`${expression} ${descends ? '<=' : '>='} ?`, key), after])
      : after;
  }, ties);
}

const cursorSchema = z.tuple([
  z.number(),
  z.number().int().min(0),
  z.array(z.union([z.string(), z.number(), z.null()])),
  z.string(),
  z.number().int(),
]);

export const writeCursor = ({ now, stretch: of, keys, vin, id }: Cursor): string =>
  Buffer.from(JSON.stringify([now, of, keys, vin, id])).toString('base64url');

/** @throws LotwatchError `bad-input` for what is no cursor of such a query. */
export function readCursor(text: string, stretches: (now: number) => readonly Stretch[]): Cursor {
  try {
    const [now, of, keys, vin, id] = cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString()),
    );
    if (stretches(now)[of]?.terms.length === keys.length) return { now, stretch: of, keys, vin, id };
  } catch {
    // Reported below.
  }
  throw new LotwatchError(
    'bad-input',
    'The cursor does not belong to this query; begin with the first page.',
  );
}

/** The terms as columns of a statement, for the cursor. */
export const keyColumns = ({ terms }: Stretch): string =>
  terms.map(({ expression }, place) => `, ${expression} AS key${place}`).join('');

export const keysOf = (
  { terms }: Stretch,
  row: Readonly<Record<string, SQLInputValue>>,
): (string | number | null)[] =>
  terms.map((_, place) => {
    const key = row[`key${place}`];
    return typeof key === 'string' || typeof key === 'number' ? key : null;
  });
