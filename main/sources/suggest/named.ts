import type { Inspection, SourceSettings } from '../../../shared/lot.ts';
import { fieldNamed, normaliseHeader, type Field } from '../parse/header.ts';

const LISTS: ReadonlySet<Field> = new Set(['photos', 'options']);

/** Finds the columns of a name, as written or as it is compared; the names are gone through once. */
function finderIn(columns: readonly string[]): (name: string) => readonly number[] {
  const written = Map.groupBy(columns.keys(), (index) => columns[index]?.trim() ?? '');
  let compared: ReadonlyMap<string, readonly number[]> | null = null;
  return (name) => {
    const exact = written.get(name.trim());
    if (exact !== undefined) return exact;
    compared ??= Map.groupBy(columns.keys(), (index) => normaliseHeader(columns[index] ?? ''));
    const key = normaliseHeader(name.trim());
    return key === '' ? [] : (compared.get(key) ?? []);
  };
}

/** The columns a person named, each with its field; those the file does not have are left out. */
export function fieldsByColumn(
  mapping: SourceSettings['mapping'],
  columns: readonly string[],
): ReadonlyMap<number, Field> {
  const found = new Map<number, Field>();
  const indexesOf = finderIn(columns);
  for (const [name, wanted] of Object.entries(mapping)) {
    const field = fieldNamed(name);
    if (field === null) continue;
    for (const column of wanted) {
      const indexes = indexesOf(column);
      for (const index of LISTS.has(field) ? indexes : indexes.slice(0, 1)) found.set(index, field);
    }
  }
  return found;
}

/** The columns that `mapped` of a snapshot names. "A + B" are two of them, unless one is called that. */
export function byHeader(
  mapped: Inspection['mapped'],
  columns: readonly string[],
): ReadonlyMap<number, Field> {
  const found = new Map<number, Field>();
  const indexesOf = finderIn(columns);
  const written = new Set(columns);
  for (const [name, described] of Object.entries(mapped)) {
    const field = fieldNamed(name);
    if (field === null || described.startsWith('=')) continue;
    const names = written.has(described) ? [described] : described.split(' + ');
    for (const column of names) {
      const indexes = indexesOf(column);
      for (const index of LISTS.has(field) ? indexes : indexes.slice(0, 1)) {
        // The first field by rank keeps a column that serves two (Meta's vehicle_id).
        if (!found.has(index)) found.set(index, field);
      }
    }
  }
  return found;
}

/** Columns that a person named and this file does not have, with the field each was to fill. */
export function absentColumns(
  mapping: SourceSettings['mapping'],
  columns: readonly string[],
): readonly { readonly field: string; readonly column: string }[] {
  const indexesOf = finderIn(columns);
  return Object.entries(mapping).flatMap(([field, wanted]) =>
    wanted.filter((column) => indexesOf(column).length === 0).map((column) => ({ field, column })),
  );
}
