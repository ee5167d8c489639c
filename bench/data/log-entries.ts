import { v7 as uuidv7 } from 'uuid';
import type { LogEntry } from '../../main/bus/bus.ts';

/** As many kinds of vehicles as the dealers of a large group have: 1,000. */
const FACTS = Array.from({ length: 1_000 }, (_, kind) => ({
  year: 2020 + (kind % 8),
  make: 'Toyota',
  model: `Model ${kind % 25}`,
  trim: `Trim ${kind}`,
  condition: 'new',
  dealerName: `Harbor ${kind % 40}`,
}));

/** Events as a console writes them into the shared log; `number` decides what they say. */
export function logEntry(number: number): LogEntry {
  const id = uuidv7();
  const vin = `5TDYRKEC${String(number % 20_000).padStart(9, '0')}`;
  const facts = FACTS[number % FACTS.length];
  const old = 30_000 + (number % 97) * 50;
  const ts = '2026-09-02T12:00:00.000Z';
  const payload = {
    vin,
    old,
    new: old + 250,
    deltaPct: 0.83,
    ts,
    id,
    dealerId: 'harbor',
    source: 'bench',
    runId: 'bench',
  };
  return {
    id,
    type: 'price:change',
    json: JSON.stringify(payload),
    facts: JSON.stringify(facts),
    extra: '{"currency":null,"groupId":null}',
    origin: 'bench',
    state: {
      field: `harbor|${vin}`,
      patch: JSON.stringify({ price: payload.new, facts, origin: 'bench' }),
    },
    announce: false,
  };
}
