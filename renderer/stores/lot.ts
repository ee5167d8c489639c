import type { FeedDelta, FeedSnapshot } from '../../shared/contract.ts';
import { ownDealersOf } from '../../shared/ownership.ts';
import type { LotState, Run, Source } from '../../shared/lot.ts';

/** The lot feed's reducer: a delta replaces the parts it names. */
export const lotReducer = {
  fromSnapshot: (snapshot: FeedSnapshot<'lot'>): LotState => snapshot,
  applyDelta: (state: LotState, delta: FeedDelta<'lot'>): LotState => {
    // Parts that are absent travel as absent, never as undefined, but their type cannot say so.
    const { figures = state.figures, sources = state.sources, runs = state.runs, bus = state.bus } = delta;
    const { gaps = state.gaps, catchUp = state.catchUp, review = state.review } = delta;
    const { verdicts = state.verdicts, inventory = state.inventory, exports = state.exports } = delta;
    return { figures, sources, runs, bus, gaps, catchUp, review, verdicts, inventory, exports };
  },
};

export const isActive = (run: Run): boolean => run.state === 'queued' || run.state === 'running';

export type Dealer = { readonly id: string; readonly name: string; readonly vehicles: number };

/** Every dealer of ours, each once, by name: competitors announce no changes and have no scores here. */
export function dealersOf(sources: readonly Source[]): readonly Dealer[] {
  const byId = new Map<string, Dealer>();
  for (const source of sources) {
    for (const { id, name, vehicles } of ownDealersOf(source)) {
      const known = byId.get(id);
      byId.set(id, { id, name: name ?? known?.name ?? id, vehicles: vehicles + (known?.vehicles ?? 0) });
    }
  }
  return [...byId.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** The feed's runs (newest state) over those read from the store (further back), newest first. */
export function mergeRuns(current: readonly Run[], earlier: readonly Run[]): readonly Run[] {
  const known = new Set(current.map((run) => run.runId));
  return [...current, ...earlier.filter((run) => !known.has(run.runId))].toSorted((a, b) =>
    b.queuedAt < a.queuedAt ? -1 : b.queuedAt > a.queuedAt ? 1 : 0,
  );
}
