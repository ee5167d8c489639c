import type { Source } from './lot.ts';

type Ownership = Pick<Source, 'role'> & { readonly settings: Pick<Source['settings'], 'ownDealers'> };

/**
 * Whether a dealer of a source is ours, by id or name in any case: a competitor's source has none of ours, and
 * `ownDealers` names ours among several (rules 3).
 */
export function ownership({ role, settings }: Ownership): (id: string, name: string | null) => boolean {
  if (role === 'competitor') return () => false;
  const own = new Set(settings.ownDealers.map((name) => name.trim().toLowerCase()));
  if (own.size === 0) return () => true;
  return (id, name) => own.has(id.toLowerCase()) || own.has((name ?? '').toLowerCase());
}

/** The dealers of a source that are ours. */
export function ownDealersOf(source: Ownership & Pick<Source, 'dealers'>): Source['dealers'] {
  const isOurs = ownership(source);
  return source.dealers.filter(({ id, name }) => isOurs(id, name));
}
