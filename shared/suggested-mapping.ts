import type { Inspection, SourceSettings } from './lot.ts';

/**
 * The mapping with what a look at the file found by values: columns known by their usual names need no entry, so that
 * a feed that renames one to another usual name goes on.
 */
export function suggestedMapping(
  mapping: SourceSettings['mapping'],
  suggestions: Inspection['suggestions'],
): SourceSettings['mapping'] {
  const found: SourceSettings['mapping'] = { ...mapping };
  for (const { column, field, why } of suggestions) {
    if (why !== 'values' || field === null || Object.hasOwn(mapping, field)) continue;
    found[field] = [...(found[field] ?? []), column];
  }
  return found;
}
