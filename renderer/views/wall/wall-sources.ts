import type { Source } from '../../../shared/lot.ts';
import { text } from '../../text.ts';

/** Older than this its figures are no longer today's. */
const STALE_MS = 24 * 60 * 60_000;
/** As many as stand side by side. */
const SHOWN = 5;

export type WallSource = {
  readonly key: string;
  readonly name: string;
  /** ISO as-of of what it last said; null = it was never read. */
  readonly asOf: string | null;
  readonly isStale: boolean;
  readonly failed: boolean;
};

/**
 * Pure. The sources with those first that need an eye: failed, then stale, the oldest first. Competitors' names are left
 * out unless a setting allows them. @param now unix ms
 */
export function wallSources(
  sources: readonly Source[],
  { now, competitors }: { readonly now: number; readonly competitors: boolean },
): { readonly shown: readonly WallSource[]; readonly more: number } {
  let unnamed = 0;
  const all = sources.map((source): WallSource => {
    const { slug, role, lastAsOf, lastSyncAt, error } = source;
    const asOf = lastAsOf ?? lastSyncAt;
    const isHidden = role === 'competitor' && !competitors;
    if (isHidden) unnamed += 1;
    return {
      key: slug,
      name: isHidden ? text.wall.competitor(unnamed) : slug,
      asOf,
      isStale: asOf === null || now - Date.parse(asOf) > STALE_MS,
      failed: error !== null,
    };
  });
  const rank = ({ failed, isStale }: WallSource): number => (failed ? 0 : isStale ? 1 : 2);
  const sorted = all.toSorted(
    (a, b) => rank(a) - rank(b) || (rank(a) < 2 ? (a.asOf ?? '').localeCompare(b.asOf ?? '') : 0),
  );
  return { shown: sorted.slice(0, SHOWN), more: Math.max(0, sorted.length - SHOWN) };
}

/** When a source is read next, ISO; null = none has a schedule. */
export const nextSyncOf = (sources: readonly Source[]): string | null =>
  sources
    .map(({ nextRunAt }) => nextRunAt)
    .filter((at) => at !== null)
    .toSorted()[0] ?? null;
