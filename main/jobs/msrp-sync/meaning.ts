import { createHash } from 'node:crypto';
import type { GuardSettings } from '../../../shared/guard.ts';
import type { MoneyField } from '../../../shared/listing.ts';
import type { ReadSettings, Snapshot } from '../../sources/snapshot.ts';
import type { StoredSource } from '../../store/sync/sources.ts';

/** How a source's rows are understood, and which fields mean something else than last time (rules 6). */

export const readSettings = (source: StoredSource): ReadSettings => ({
  mapping: source.settings.mapping,
  constants: source.settings.constants,
  ignored: source.settings.ignored,
  dealer: source.settings.dealer,
  condition: source.settings.condition,
  currency: source.settings.currency,
  priceKind: source.priceKind,
  rowsPath: source.settings.rowsPath ?? null,
});

/** Same key and same bytes = nothing to read. */
export function settingsKey(source: StoredSource, guard: GuardSettings): string {
  const { settings, role, guardOff } = source;
  return createHash('sha256')
    .update(JSON.stringify([role, settings, guard, guardOff]))
    .digest('hex');
}

export type Basis = { readonly msrp: string | null; readonly price: string | null };

/** A column that is missing today keeps yesterday's meaning: its values are blank, not different. */
export function basisOf(source: StoredSource, snapshot: Pick<Snapshot, 'basis'>): Basis {
  const owner = [source.role, ...source.settings.ownDealers].join(',');
  const of = (field: MoneyField): string | null => {
    const found = snapshot.basis[field];
    return found === null ? (source.basis?.[field] ?? null) : `${found} for ${owner}`;
  };
  return { msrp: of('msrp'), price: of('price') };
}

export function rebasedFields(source: StoredSource, basis: Basis): Record<MoneyField, boolean> {
  const changed = (field: MoneyField): boolean =>
    source.observations > 0 && basis[field] !== null && basis[field] !== (source.basis?.[field] ?? null);
  return { msrp: changed('msrp'), price: changed('price') };
}
