import type { Inspection, SourceSettings } from '../../../shared/lot.ts';
import { fieldNamed } from '../parse/header.ts';

/** Without a VIN no sync is possible; without the others changes cannot be found, or not assigned to a dealer and a vehicle. */
const NEEDED = ['vin', 'msrp', 'price', 'dealer', 'make', 'model', 'year', 'condition'] as const;

/** The needed fields that no column and no setting fills. */
export function missingFields(
  suggestions: Inspection['suggestions'],
  settings: Pick<SourceSettings, 'constants' | 'dealer'>,
): readonly string[] {
  const filled = new Set<string>(suggestions.flatMap(({ field }) => field ?? []));
  for (const name of Object.keys(settings.constants)) filled.add(fieldNamed(name) ?? name);
  if (settings.dealer !== null || filled.has('dealerId')) filled.add('dealer');
  if (filled.has('certified')) filled.add('condition');
  return NEEDED.filter((field) => !filled.has(field));
}
