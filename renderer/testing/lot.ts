import type { LotState } from '../../shared/lot.ts';

/** A lot without sources, with what a test says of it. */
export const lotState = (some: Partial<LotState> = {}): LotState => ({
  figures: {
    vehicles: 0,
    addedToday: 0,
    removedToday: 0,
    soldToday: 0,
    msrpChangesToday: 0,
    priceChangesToday: 0,
    biggestDrop: null,
    lastSyncAt: null,
    medians: null,
  },
  sources: [],
  runs: [],
  bus: { status: 'local', since: '2025-11-23T12:00:00.000Z', reason: null },
  gaps: [],
  catchUp: null,
  review: { syncs: 0, quarantined: 0, pending: 0 },
  verdicts: [],
  inventory: { revision: 0, behind: 0 },
  exports: [],
  ...some,
});
