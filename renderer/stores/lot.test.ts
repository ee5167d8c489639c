import { describe, expect, it } from 'vitest';
import type { Figures, LotState, Run, Source } from '../../shared/lot.ts';
import { dealersOf, lotReducer, mergeRuns } from './lot.ts';

/** As much of a run as the lot looks at. */
const run = (runId: string, queuedAt: string, state: Run['state'] = 'done'): Run =>
  ({ runId, queuedAt, state, source: 'feed' }) as Run;

const source = (slug: string, dealers: Source['dealers']): Source => ({
  slug,
  kind: 'file',
  location: '/x.csv',
  role: 'own',
  settings: { mapping: {}, constants: {}, dealer: null, condition: 'new', currency: null, ownDealers: [] },
  schedule: { kind: 'manual' },
  nextRunAt: null,
  auth: 'none',
  guardOff: [],
  notices: [],
  vehicles: 0,
  dealers,
  lastSyncAt: null,
  lastAsOf: null,
  checkedAt: null,
  error: null,
});

describe('the lot', () => {
  it('replaces the parts a delta names and keeps the others', () => {
    const state: LotState = {
      figures: { vehicles: 1 } as Figures,
      sources: [],
      runs: [],
      bus: { status: 'local', since: '', reason: null },
      gaps: [],
      catchUp: null,
      review: { syncs: 0, quarantined: 0, pending: 0 },
      verdicts: [],
      inventory: { revision: 0, behind: 0 },
      exports: [],
    };
    const next = lotReducer.applyDelta(state, { runs: [run('r', '1')] });
    expect(next.runs).toHaveLength(1);
    expect(next.figures).toBe(state.figures);
    expect(lotReducer.fromSnapshot(state)).toBe(state);
  });

  it('lists each dealer once, by name, with its vehicles of every source', () => {
    const dealers = dealersOf([
      source('new', [
        { id: 'k', name: 'Kirkland', vehicles: 2 },
        { id: 'e', name: null, vehicles: 1 },
      ]),
      source('used', [{ id: 'e', name: 'Eastside', vehicles: 4 }]),
    ]);
    expect(dealers).toEqual([
      { id: 'e', name: 'Eastside', vehicles: 5 },
      { id: 'k', name: 'Kirkland', vehicles: 2 },
    ]);
  });

  it('lists only dealers of ours', () => {
    const several = source('group', [
      { id: 'e', name: 'Eastside', vehicles: 4 },
      { id: 'r', name: 'Rival', vehicles: 9 },
    ]);
    const settings = { ...several.settings, ownDealers: ['eastside'] };
    expect(dealersOf([{ ...several, settings }]).map(({ id }) => id)).toEqual(['e']);
    expect(dealersOf([{ ...several, role: 'competitor' }])).toEqual([]);
  });

  it('takes the newer word on a run and orders by when it was asked for', () => {
    const merged = mergeRuns(
      [run('b', '2025-02-01', 'running')],
      [run('b', '2025-02-01', 'queued'), run('a', '2025-01-01'), run('c', '2025-03-01')],
    );
    expect(merged.map(({ runId, state }) => [runId, state])).toEqual([
      ['c', 'done'],
      ['b', 'running'],
      ['a', 'done'],
    ]);
  });
});
