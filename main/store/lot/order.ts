import { z } from 'zod';
import type { SQLInputValue } from 'node:sqlite';
import { LotwatchError } from '../../../shared/result.ts';
import type { LotQuery } from '../../../shared/lot-list/query.ts';
import { sortTerm } from './columns.ts';
import { indexName, isAgainst } from './indexes.ts';
import { scopeOf, searchOf } from './selection.ts';
import { allOf, anyOf, at, sql, type Sql } from './sql.ts';

/** One thing that rows are ordered by. */
type Term = { readonly expression: string; readonly descends: boolean; readonly always: boolean };

/** A stretch of the list that one statement reads in order: the next one begins where it is empty. */
export type Stretch = {
  readonly where: Sql;
  readonly terms: readonly Term[];
  /** How its rows are ordered. */
  readonly orderBy: string;
  /**
   * How SQLite is to look. An index: along that where it is there; of values that many rows share, it would rather sort them
   * all. `scan`: through all rows, as a search that few fit would go from an index to each of them. Null: its choice.
   */
  readonly way: Way;
  /**
   * It goes along its index from the end, where rows of one value would come with their VINs falling: value by value, so that
   * nothing is sorted, however many share one.
   */
  readonly byValue?: boolean;
};

export type Way = { readonly index: string } | 'scan' | null;

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
 * The list in stretches: rows that have what is sorted by first, then those that have not. So each can go along the index of
 * its sort, and the unknown is last both ways. A search looks through all rows anyway, once, and has what it names exactly
 * first.
 */
export function stretchesOf(query: LotQuery, now: number): Stretch[] {
  const scope = scopeOf(query, now);
  const search = searchOf(query.search);
  const terms = termsOf(query, now);
  if (search !== null) {
    const exact = { expression: search.isExact, descends: true, always: true };
    return [stretch(allOf([scope, search.where]), [exact, ...terms], 'scan')];
  }
  const [first, ...others] = terms;
  if (first === undefined) return [stretch(scope, [], null)];
  const [by] = query.sort;
  const isPlain = query.role === 'own' && query.presence === 'on-lot' && query.filters.length === 0;
  const way = isPlain && by !== undefined ? { index: indexName(by.column) } : null;
  const byValue =
    way !== null && by !== undefined && others.length === 0 && isAgainst(by.column, first.descends);
  if (first.always) return [{ ...stretch(scope, [first, ...others], way), byValue }];
  const known = allOf([scope, sql(`${first.expression} IS NOT NULL`)]);
  return [
    { ...stretch(known, [{ ...first, always: true }, ...others], way), byValue },
    stretch(allOf([scope, sql(`${first.expression} IS NULL`)]), others, null),
  ];
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

function stretch(where: Sql, terms: readonly Term[], way: Way): Stretch {
  const keys = terms.flatMap(({ expression, descends, always }) => [
    ...(always ? [] : [`${expression} IS NULL`]),
    `${expression}${descends ? ' DESC' : ''}`,
  ]);
  const ties = terms.some(({ expression }) => expression === 'vin') ? [] : ['vin'];
  return { where, terms, orderBy: [...keys, ...ties, 'listing_id'].join(', '), way };
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
