import type { SQLInputValue } from 'node:sqlite';
import { CHANGE_FIELDS, EVENT_KINDS, EVENT_TYPES, type ChangeField } from '../../../shared/event-kinds.ts';
import {
  isEveryChange,
  isEveryScore,
  searchWords,
  type ChangeFilter,
  type ScoreFilter,
} from '../../../shared/list-filter.ts';
import { toCents } from '../../../shared/units.ts';

/** Part of a WHERE over columns of the journal, with what its question marks stand for. */
export type Condition = { readonly sql: string; readonly values: readonly SQLInputValue[] };

/** For rows that stand by themselves: the index that has those it lets pass side by side; null = they are anywhere. */
export type RowCondition = Condition & { readonly index: string | null };

/** Words of a search beyond these are left alone: nobody types more, and each costs a look at every row. */
const MAX_WORDS = 8;

const all = (parts: readonly Condition[]): Condition => ({
  sql: parts.map(({ sql }) => `(${sql})`).join(' AND '),
  values: parts.flatMap(({ values }) => values),
});

/** Null where every change passes. `table` is the journal's name in the statement. */
export function changeCondition(filter: ChangeFilter, table: string): RowCondition | null {
  if (isEveryChange(filter)) return null;
  const { fields, atLeast, dealerId, make, model, hideNew, search } = filter;
  const parts = [...rowParts(table, dealerId, search, stockIn)];
  if (make !== null) parts.push({ sql: `${table}.make = ?`, values: [make] });
  if (model !== null) parts.push({ sql: `${table}.model = ?`, values: [model] });
  if (hideNew) parts.push({ sql: `${table}.arrival = 0`, values: [] });
  if (!CHANGE_FIELDS.every((field) => fields.includes(field))) parts.push(typeIn(`${table}.type`, fields));
  if (atLeast !== null) {
    parts.push({
      // What is no money has no size; a first sighting has no delta and is no move, nor is an arrival without a price.
      sql: `(${table}.new IS NULL AND ${table}.arrival = 0) OR abs(${table}.delta) >= ? OR (${table}.delta IS NOT NULL AND abs(${table}.delta_pct) >= ?)`,
      values: [toCents(atLeast.amount), atLeast.percent],
    });
  }
  const index = make !== null ? 'journal_make' : indexOf(dealerId);
  return { ...all(parts), index };
}

/** What a group must be for one of its members to pass, by its row alone: spares a look at its members. */
export function groupCondition(filter: ChangeFilter, table: string): Condition {
  const { fields, atLeast, dealerId, make } = filter;
  const parts: Condition[] = [typeIn(`${table}.type`, fields)];
  if (make !== null) {
    // The make alone where its members have several models, the make and the model where they share both.
    parts.push({
      sql: `${table}.label IS NULL OR substr(${table}.label || ' ', 1, ?) = ? COLLATE NOCASE`,
      values: [[...make].length + 1, `${make} `],
    });
  }
  if (dealerId !== null)
    parts.push({ sql: `${table}.dealer_id IS NULL OR ${table}.dealer_id = ?`, values: [dealerId] });
  if (atLeast !== null) {
    parts.push({
      sql: `abs(${table}.delta) >= ? OR max(abs(${table}.pct_min), abs(${table}.pct_max)) >= ?`,
      values: [toCents(atLeast.amount), atLeast.percent],
    });
  }
  return all(parts);
}

/** Null where every score passes. A summary of many vehicles passes no filter. */
export function scoreCondition(filter: ScoreFilter, table: string): RowCondition | null {
  if (isEveryScore(filter)) return null;
  const { reasons, minMove, dealerId, search } = filter;
  const parts: Condition[] = [{ sql: `${table}.type = 'ai-scores:update'`, values: [] }];
  parts.push(...rowParts(table, dealerId, search, null));
  if (reasons.length > 0) {
    const places = reasons.map(() => '?').join(', ');
    parts.push({ sql: `${table}.body ->> '$.reason' IN (${places})`, values: reasons });
  }
  if (minMove > 0) {
    // A score that came or went counts with all its points; a first score has not moved.
    const moved = ['avi', 'ati', 'cis'].map(
      (name) =>
        `abs(coalesce(${table}.body ->> '$.${name}', 0) - coalesce(${table}.body ->> '$.previous.${name}', 0))`,
    );
    parts.push({
      sql: `${table}.body ->> '$.previous' IS NOT NULL AND max(${moved.join(', ')}) >= ?`,
      values: [minMove],
    });
  }
  return { ...all(parts), index: indexOf(dealerId) };
}

const indexOf = (dealerId: string | null): string | null => (dealerId === null ? null : 'journal_dealer');

function* rowParts(
  table: string,
  dealerId: string | null,
  search: string,
  also: ((table: string, word: string) => Condition) | null,
): Generator<Condition> {
  if (dealerId !== null) yield { sql: `${table}.dealer_id = ?`, values: [dealerId] };
  for (const word of searchWords(search).slice(0, MAX_WORDS)) {
    const inFacts = wordIn(table, word);
    const elsewhere = also?.(table, word) ?? null;
    yield elsewhere === null
      ? inFacts
      : {
          sql: `(${inFacts.sql}) OR ${elsewhere.sql}`,
          values: [...inFacts.values, ...elsewhere.values],
        };
  }
}

/** A stock number is the listing's, not the event's: its vehicles are looked up once for all rows. */
const stockIn = (table: string, word: string): Condition => ({
  sql: `${table}.vin IN (SELECT vin FROM lot_rows WHERE instr(fold(stock), ?) > 0)`,
  values: [word],
});

function typeIn(column: string, fields: readonly ChangeField[]): Condition {
  const types = EVENT_TYPES.filter((type) => fields.some((field) => field === EVENT_KINDS[type].field));
  return types.length === 0
    ? { sql: 'FALSE', values: [] }
    : { sql: `${column} IN (${types.map(() => '?').join(', ')})`, values: types };
}

const FACTS = ['year', 'make', 'model', 'trim', 'dealerName'] as const;

const isAscii = (word: string): boolean => [...word].every((letter) => (letter.codePointAt(0) ?? 0) < 128);

/** SQLite's own `lower` knows ASCII alone; for a word with other letters there is `fold` ({@link ../open.ts}). */
function wordIn(table: string, word: string): Condition {
  const facts = FACTS.map((name) => `coalesce(${table}.facts ->> '$.${name}', '')`);
  const text = `${table}.vin || ' ' || ${facts.join(" || ' ' || ")}`;
  if (!isAscii(word)) return { sql: `instr(fold(${text}), ?) > 0`, values: [word] };
  const exact = `instr(lower(${text}), ?) > 0`;
  // Taking the facts apart is what costs: rows whose text has the word nowhere need not be.
  if (/["\\/]/.test(word)) return { sql: exact, values: [word] };
  return {
    sql: `(instr(lower(${table}.vin), ?) > 0 OR instr(lower(${table}.facts), ?) > 0) AND ${exact}`,
    values: [word, word, word],
  };
}
