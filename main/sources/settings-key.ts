import type { Layout } from './parse/layout.ts';
import type { ReadSettings } from './snapshot.ts';

/** Raise it when the same bytes are to give other listings: every row is then parsed again once. */
const READER_VERSION = 4;

/**
 * One text for everything in the settings and the layout that decides how a row is understood.
 * @param byName the file's records name their columns, so that it does not matter where a column stands
 */
export function settingsKey(settings: ReadSettings, layout: Layout, byName = false): string {
  return JSON.stringify([
    READER_VERSION,
    sorted(settings.mapping),
    sorted(settings.constants),
    settings.dealer,
    settings.condition,
    settings.currency,
    layout.priceKind,
    layout.condition,
    layout.mileageUnit,
    layout.currencies,
    byName ? layout.prices.map(({ name, role, field }) => [name, role, field]) : layout.prices,
    byName ? layout.mapped : layout.origins,
    byName ? null : layout.location,
    settings.rowsPath ?? null,
  ]);
}

function sorted<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
