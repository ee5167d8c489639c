import type { LogEntry } from '../bus/bus.ts';
import { readBaselineBody, readScoreBody } from '../store/journal/journal-read.ts';
import type { WaitingEvent } from '../store/sharing/outbox.ts';
import { parseJson } from '../store/stored.ts';
import { toIso, toUnits } from '../../shared/units.ts';

/** A journal row as it goes into the shared log: the seed's payload with what we add to it, and what other consoles need. */
export function toLogEntry(row: WaitingEvent, announce: boolean): LogEntry {
  const { id, type, vin, origin, facts, source } = row;
  const tail = {
    ts: toIso(row.ts),
    id,
    dealerId: row.dealer_id,
    source,
    runId: row.run_id,
  };
  const common = { id, type, facts, origin };
  const patch = (part: object): LogEntry['state'] => ({
    field: `${row.dealer_id}|${vin}`,
    patch: JSON.stringify({ ...part, facts: parseJson(facts) ?? {}, origin }),
  });
  if (type === 'ai-scores:update') {
    const { previous, coverage, said, ...scores } = readScoreBody(row.body);
    const { reason, avi, ati, cis } = scores;
    return {
      ...common,
      json: JSON.stringify({
        vin,
        dealerId: row.dealer_id,
        reason: said ?? reason,
        avi,
        ati,
        cis,
        ts: tail.ts,
        id,
        source,
        runId: row.run_id,
      }),
      extra: JSON.stringify({ previous, coverage }),
      state: patch({ scores: { avi, ati, cis } }),
      announce,
    };
  }
  if (type === 'ai-scores:baseline') {
    const body = readBaselineBody(row.body);
    // A summary of ours, which no channel of the seed has a place for.
    return {
      ...common,
      json: JSON.stringify({ ...body, ...tail }),
      extra: '{}',
      state: null,
      announce: false,
    };
  }
  const now = toUnits(row.new ?? 0);
  const old = toUnits(row.old);
  return {
    ...common,
    json: JSON.stringify({ vin, old, new: now, deltaPct: row.delta_pct, ...tail }),
    extra: JSON.stringify({ currency: row.currency, groupId: row.group_id }),
    state: patch(type === 'msrp:change' ? { msrp: now } : { price: now }),
    announce,
  };
}
