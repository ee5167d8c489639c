import type { ChangeEvent } from '../../shared/contract.ts';

/** A row of the live list as a full lot makes them; `seq` decides what it says. */
export function changeEvent(seq: number): ChangeEvent {
  const old = 30_000 + (seq % 97) * 50;
  return {
    kind: 'event',
    seq,
    id: `0199a1b2-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    type: seq % 3 === 0 ? 'price:change' : 'msrp:change',
    vin: `1HGCM826${String(seq).padStart(9, '0')}`,
    dealerId: 'harbor',
    source: 'bench',
    runId: '0199a1b2-0000-7000-8000-000000000000',
    ts: '2026-09-02T12:00:00.000Z',
    at: '2026-09-02T12:00:01.000Z',
    old,
    new: old + 250,
    delta: 250,
    deltaPct: 0.83,
    currency: null,
    sample: false,
    facts: {
      year: 2026,
      make: 'Toyota',
      model: 'Sienna',
      trim: 'XLE',
      condition: 'new',
      dealerName: 'Harbor',
    },
  };
}
