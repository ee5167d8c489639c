import type { ScoreEvent } from '../../shared/events.ts';

/** One score event for tests, with the seq as its time and all else as a test needs it. */
export const scored = (seq: number, some: Partial<ScoreEvent> = {}): ScoreEvent => ({
  seq,
  id: `01890000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  type: 'ai-scores:update',
  vin: `5TDBRKEC1PS${String(seq).padStart(6, '0')}`,
  dealerId: 'eastside',
  source: 'feed',
  runId: 'run-1',
  ts: '2025-11-23T12:00:00.000Z',
  at: '2025-11-23T12:00:00.000Z',
  sample: false,
  facts: {
    year: 2023,
    make: 'Toyota',
    model: 'Sienna',
    trim: 'LE',
    condition: 'new',
    dealerName: 'Eastside',
  },
  avi: 74,
  ati: 92,
  cis: 72,
  reason: 'price_change',
  previous: { avi: 74, ati: 92, cis: 66 },
  coverage: { avi: 0.66, ati: 0.9, cis: 1 },
  ...some,
});
