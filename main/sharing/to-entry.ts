import { kindOf } from '../../shared/event-kinds.ts';
import type { LogEntry } from '../bus/bus.ts';
import type { WaitingEvent } from '../store/sharing/outbox.ts';
import { parseJson } from '../store/stored.ts';
import { WIRE_KINDS } from './kinds/kinds.ts';

/** A journal row as it goes into the shared log: the seed's payload with what we add to it, and what other consoles need. */
export function toLogEntry(row: WaitingEvent, announce: boolean): LogEntry {
  const { id, type, vin, origin, facts } = row;
  const { payload, extra, state } = WIRE_KINDS[type].toWire(row);
  return {
    id,
    type,
    facts,
    origin,
    json: JSON.stringify(payload),
    extra: JSON.stringify(extra),
    state:
      state === null
        ? null
        : {
            field: `${row.dealer_id}|${vin}`,
            patch: JSON.stringify({ ...state, facts: parseJson(facts) ?? {}, origin }),
          },
    announce: announce && kindOf(type).channel,
  };
}
