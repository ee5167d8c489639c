import type { ListingRow } from '../../../shared/listing.ts';
import type { StoredSource } from '../../store/sources.ts';

/** Whether a row is ours: a competitor source never is, and `ownDealers` names ours among several (rules 3). */
export function ownership(source: Pick<StoredSource, 'role' | 'settings'>): (row: ListingRow) => boolean {
  if (source.role === 'competitor') return () => false;
  const own = new Set(source.settings.ownDealers.map((name) => name.trim().toLowerCase()));
  if (own.size === 0) return () => true;
  return (row) => own.has(row.dealerId.toLowerCase()) || own.has((row.dealerName ?? '').toLowerCase());
}
