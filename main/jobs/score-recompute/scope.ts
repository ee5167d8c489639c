import { z } from 'zod';
import { selectedTargetSchema } from '../../../shared/lot-list/calls.ts';
import type { ScoreReason } from '../../../shared/events.ts';
import type { ScorableListing, SnapshotListing } from '../../store/scores/scorable.ts';
import { targetVins } from '../../store/lot/marks.ts';
import type { Reader } from '../../store/open.ts';
import type { Dirty } from '../../store/scores/dirty.ts';

/** What is to be scored. `dirty`: vehicles that syncs changed since the last recompute, and what compares with it. */
const scopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('dirty') }),
  z.object({ kind: z.literal('dealer'), dealer: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('vins'), vins: z.array(z.string().min(1).max(64)).min(1).max(10_000) }),
  selectedTargetSchema,
]);
export type Scope = z.infer<typeof scopeSchema>;
/** With its vehicles in the place of a filter. */
export type ScopeNow = Exclude<Scope, { kind: 'selection' }>;

/** For people and for the run's row: whose scores. */
export function scopeLabel(scope: Scope): string {
  if (scope.kind === 'dealer') return scope.dealer;
  if (scope.kind === 'vins')
    return scope.vins.length === 1 ? (scope.vins[0] ?? '') : `${scope.vins.length} vehicles`;
  if (scope.kind === 'selection') return 'selected vehicles';
  return scope.kind === 'all' ? 'all vehicles' : 'changed vehicles';
}

/** Class, make and model of a listing, whatever its spelling: what can compare has the same. Null = nothing can. */
function modelKey(listing: Pick<SnapshotListing, 'make' | 'model' | 'condition'>): string | null {
  if (listing.make === null || listing.model === null || listing.condition === 'unknown') return null;
  const name = `${listing.make}|${listing.model}`.toUpperCase().replace(/[^\p{L}\p{N}|]+/gu, '');
  return `${listing.condition === 'new' ? 'new' : 'used'}|${name}`;
}

/** Marks listings of several dealers: for each of them one is a competitor's. */
const SEVERAL = Symbol('several dealers');

/** Around which models and years something moved, and whose; a tier reaches one year to each side. */
export class DirtyModels {
  readonly #dealers = new Map<string, Map<number, string | typeof SEVERAL>>();

  add(listing: SnapshotListing): void {
    const key = modelKey(listing);
    if (key === null || listing.year === null) return;
    const years = this.#dealers.get(key) ?? new Map<number, string | typeof SEVERAL>();
    this.#dealers.set(key, years);
    for (const year of [listing.year - 1, listing.year, listing.year + 1]) {
      const before = years.get(year);
      years.set(year, before === undefined || before === listing.dealerId ? listing.dealerId : SEVERAL);
    }
  }

  /** Cars of one dealer never compare with each other. */
  mayMove(listing: SnapshotListing): boolean {
    if (listing.year === null || this.#dealers.size === 0) return false;
    const key = modelKey(listing);
    const dealer = key === null ? undefined : this.#dealers.get(key)?.get(listing.year);
    return dealer !== undefined && dealer !== listing.dealerId;
  }
}

export type Due = {
  /**
   * Why this vehicle is to be scored, or null when it is not. What then moved its scores is found from what they are
   * made of (main/scoring/cause.ts): what was dirty need not have moved them.
   */
  reasonFor(listing: ScorableListing): ScoreReason | null;
};

/** What is meant at this moment: which vehicles a filter lets pass. @param now unix ms */
export function scopeNow(db: Reader, scope: Scope, now: number): ScopeNow {
  return scope.kind === 'selection' ? { kind: 'vins', vins: targetVins(db, scope, now) } : scope;
}

/** Decides per own listing; `standard` is the reason where no sync touched it. */
export function dueIn(
  scope: ScopeNow,
  standard: ScoreReason,
  dirty: readonly Dirty[],
  models: DirtyModels,
): Due {
  const reasons = new Map(dirty.map(({ listingId, reason }) => [listingId, reason]));
  const vins = new Set(scope.kind === 'vins' ? scope.vins : []);
  const dealer = scope.kind === 'dealer' ? scope.dealer.toLowerCase() : '';
  const why = (listing: ScorableListing, otherwise: ScoreReason): ScoreReason =>
    reasons.get(listing.id) ?? (models.mayMove(listing) ? 'competitor_change' : otherwise);
  return {
    reasonFor: (listing) => {
      switch (scope.kind) {
        case 'all':
          return why(listing, standard);
        case 'dirty':
          return reasons.get(listing.id) ?? (models.mayMove(listing) ? 'competitor_change' : null);
        case 'vins':
          return vins.has(listing.vin) ? why(listing, standard) : null;
        case 'dealer': {
          const isTheirs =
            listing.dealerId.toLowerCase() === dealer || listing.dealerName?.toLowerCase() === dealer;
          return isTheirs ? why(listing, standard) : null;
        }
      }
    },
  };
}
