import type { ScoreEvent } from '../../shared/events.ts';
import { event } from './scripted-api.ts';

/** One score event for tests, of the same vehicle as the change with that seq. */
export function scored(seq: number, some: Partial<ScoreEvent> = {}): ScoreEvent {
  const { id, vin, dealerId, source, runId, ts, at, sample, facts } = event(seq);
  return {
    ...{ seq, id, vin, dealerId, source, runId, ts, at, sample, facts },
    type: 'ai-scores:update',
    avi: 74,
    ati: 92,
    cis: 72,
    reason: 'price_change',
    previous: { avi: 74, ati: 92, cis: 66 },
    coverage: { avi: 0.66, ati: 0.9, cis: 1 },
    ...some,
  };
}
