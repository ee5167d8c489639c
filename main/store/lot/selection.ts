import { searchWords } from '../../../shared/list-filter.ts';
import type { LotSelection } from '../../../shared/lot-list/query.ts';
import { normaliseVin } from '../../../shared/vin.ts';
import { conditionOf } from './conditions.ts';
import { OWN_HERE } from './indexes.ts';
import { allOf, anyOf, quoted, sql, type Sql } from './sql.ts';

/** What a search means: has all its words, or is the vehicle whose VIN or stock number it is. */
export type Search = {
  readonly where: Sql;
  /** 1 for the latter, else 0. */
  readonly isExact: string;
};

export function searchOf(text: string): Search | null {
  const words = searchWords(text);
  if (words.length === 0) return null;
  const isExact = `((vin = ${quoted(normaliseVin(text))} OR stock = ${quoted(text.trim())}) IS TRUE)`;
  const hasAll = allOf(words.map((word) => sql('instr(words, ?) > 0', word)));
  return { where: anyOf([sql(isExact), hasAll]), isExact };
}

/** Role, presence and filters, without the search. */
export function scopeOf({ role, presence, filters }: LotSelection, now: number): Sql {
  const parts: Sql[] = [];
  if (role === 'own' && presence === 'on-lot') parts.push(sql(OWN_HERE));
  else {
    if (role !== 'any') parts.push(sql(`own = ${role === 'own' ? 1 : 0}`));
    if (presence !== 'any') parts.push(sql(`here = ${presence === 'on-lot' ? 1 : 0}`));
  }
  const conditions = filters.map((filter) => conditionOf(filter, now));
  const filtered = conditions.length === 0 ? [] : [allOf(conditions)];
  return allOf([...parts, ...filtered]);
}

/** Everything that decides whether a row is in the list. */
export function selectionOf(selection: LotSelection, now: number): Sql {
  const search = searchOf(selection.search);
  const scope = scopeOf(selection, now);
  return search === null ? scope : allOf([scope, search.where]);
}
