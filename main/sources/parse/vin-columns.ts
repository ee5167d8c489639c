import { ALIASES } from './aliases.ts';
import { fieldNamed, normaliseHeader } from './header.ts';

/** Normalised names of what may hold a VIN: the usual ones, and the one a person mapped. */
export function vinNames(mapping: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const mapped = Object.entries(mapping).flatMap(([name, columns]) =>
    fieldNamed(name) === 'vin' ? columns.map(lastOf) : [],
  );
  return [...mapped, ...ALIASES.vin];
}

const lastOf = (column: string): string => normaliseHeader(column.split('.').at(-1) ?? column);
