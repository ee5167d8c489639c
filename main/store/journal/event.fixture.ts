import { NO_FACTS } from '../../../shared/listing.ts';
import type { EventType } from '../../../shared/events.ts';
import type { NewEvent, NewMoneyEvent } from './journal.ts';

/** For tests: price changes made to go into a journal by hand. */
export const CONTEXT = { source: 'lot', runId: 'run', origin: 'here', ts: 0, recordedAt: 0, sample: false };

export const RAV4 = {
  year: 2026,
  make: 'Toyota',
  model: 'RAV4',
  trim: null,
  condition: 'new' as const,
  dealerName: null,
};

export const idOf = (number: number): string =>
  `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** The price of vehicle V`number` of the dealer "north" halved. */
export const priceChange = (number: number, some: Partial<NewMoneyEvent> = {}): NewMoneyEvent => ({
  id: idOf(number),
  type: 'price:change',
  vin: `V${number}`,
  dealerId: 'north',
  old: 200,
  new: 100,
  deltaPct: -50,
  currency: null,
  facts: RAV4,
  groupId: null,
  ...some,
});

/** An event of each kind. */
export const EVERY_KIND: { readonly [Type in EventType]: NewEvent & { readonly type: Type } } = {
  'msrp:change': { ...priceChange(1), type: 'msrp:change', currency: 'USD' },
  'price:change': { ...priceChange(2), type: 'price:change', old: null, deltaPct: null },
  'vehicle:status': {
    ...{ id: idOf(5), type: 'vehicle:status', vin: 'V5', dealerId: 'north', facts: RAV4 },
    body: { old: 'available', new: 'sold' },
  },
  'vehicle:presence': {
    ...{ id: idOf(6), type: 'vehicle:presence', vin: 'V6', dealerId: 'north', facts: RAV4 },
    body: {
      ...{ state: 'gone', price: 389.5, currency: 'USD', held: false },
      missingSince: '2026-09-02T12:00:00.000Z',
    },
  },
  'ai-scores:update': {
    ...{ id: idOf(3), type: 'ai-scores:update', vin: 'V3', dealerId: 'north', facts: RAV4 },
    body: {
      ...{ avi: 80, ati: null, cis: 41, reason: 'price_change' },
      previous: { avi: 80, ati: null, cis: 40 },
      coverage: { avi: 1, ati: 0, cis: 1 },
    },
  },
  'ai-scores:baseline': {
    ...{ id: idOf(4), type: 'ai-scores:baseline', vin: '', dealerId: '', facts: NO_FACTS },
    body: { scored: 12 },
  },
};
