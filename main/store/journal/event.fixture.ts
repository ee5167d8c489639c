import type { NewMoneyEvent } from './journal.ts';

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
