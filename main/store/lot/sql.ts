import type { SQLInputValue } from 'node:sqlite';

/** Part of a statement, with its values in the order of its question marks. */
export type Sql = { readonly text: string; readonly values: readonly SQLInputValue[] };

export const sql = (text: string, ...values: SQLInputValue[]): Sql => ({ text, values });

const joined = (parts: readonly Sql[], between: string, empty: string): Sql => ({
  text: parts.length === 0 ? empty : parts.map((part) => `(${part.text})`).join(between),
  values: parts.flatMap((part) => part.values),
});
export const allOf = (parts: readonly Sql[]): Sql => joined(parts, ' AND ', '1');
export const anyOf = (parts: readonly Sql[]): Sql => joined(parts, ' OR ', '0');
/** Unknown counts as no. */
export const not = (part: Sql): Sql => ({ text: `(${part.text}) IS NOT TRUE`, values: part.values });

/** A text as SQL writes it, for expressions that stand where no value can be bound. */
export const quoted = (text: string): string => `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;

/** Puts a moment in for every `:now`. */
export const at = (text: string, now: number): string => text.replaceAll(':now', String(Math.trunc(now)));
