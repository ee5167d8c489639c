import type { GuardCheck } from '../../../shared/guard.ts';
import type { DecideInput, VerdictPlan } from '../../../shared/review.ts';
import { findHeldValues, heldByCheck, type HeldValueRow } from '../../store/review/held-list.ts';
import { findWaitingSyncs, type HeldSyncRow } from '../../store/review/held-syncs.ts';
import type { Db } from '../../store/open.ts';

export type Planned = {
  readonly plan: VerdictPlan;
  readonly values: readonly HeldValueRow[];
  readonly syncs: readonly HeldSyncRow[];
};

/**
 * What a decision is about, to the last value. `always` is about the checks of the rows that were selected, each in the
 * source of that row and in no other, and takes all that these hold there.
 */
export function planDecision(db: Db, { decision, values, syncs }: DecideInput): Planned {
  const asked = findHeldValues(db, values);
  const heldSyncs = findWaitingSyncs(db, syncs);
  const pairs =
    decision === 'always'
      ? pairsOf(asked).map((pair) => ({ ...pair, held: heldByCheck(db, pair.sourceId, pair.check) }))
      : [];
  const taken = decision === 'always' ? pairs.flatMap(({ held }) => held) : asked;
  const checks = [
    ...pairs.map(({ source, check, held }) => ({ source, check, values: held.length })),
    ...(decision === 'always' ? heldSyncs.map(({ source, check }) => ({ source, check, values: 0 })) : []),
  ];
  const sources = [...new Set([...taken, ...heldSyncs].map(({ source }) => source))].toSorted();
  return {
    plan: { values: taken.length, syncs: heldSyncs.length, sources, checks },
    values: taken,
    syncs: heldSyncs,
  };
}

type Pair = { readonly sourceId: number; readonly source: string; readonly check: GuardCheck };

function pairsOf(rows: readonly HeldValueRow[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { sourceId, source, check } of rows)
    pairs.set(`${sourceId} ${check}`, { sourceId, source, check });
  return [...pairs.values()];
}
