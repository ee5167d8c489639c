import { z } from 'zod';
import type { JournalEvent } from '../../shared/events.ts';
import { normaliseVin } from '../../shared/vin.ts';
import type { Message } from '../../shared/alerts/message.ts';
import { ALERT, STREAM_TYPES, streamTypeOf } from './sse-text.ts';

/** Which events a client wants; null = all. */
export type StreamFilter = {
  readonly dealerId: string | null;
  /** The same in lower case. */
  readonly dealerKey: string | null;
  readonly vin: string | null;
  readonly types: ReadonlySet<string> | null;
  /** Events of the built-in sample, too. */
  readonly sample: boolean;
};

const text = z.string().trim().max(400);
const querySchema = z.object({
  dealerId: text.optional(),
  vin: text.optional(),
  types: text.optional(),
  sample: z.enum(['true', 'false']).optional(),
});

/** The filter of a query string, or words about what cannot be understood in it. */
export function parseFilter(query: unknown): StreamFilter | string {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success)
    return 'dealerId, vin and types are given once each, types separated by commas; sample is true or false.';
  const { dealerId = '', vin = '', types = '', sample } = parsed.data;
  const names = types
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const known = names.filter((name) => STREAM_TYPES.some((type) => type === name));
  if (known.length < names.length) {
    const unknown = names.filter((name) => !known.includes(name));
    return `Unknown type: ${unknown.join(', ')}; the types are ${STREAM_TYPES.join(', ')}.`;
  }
  return {
    dealerId: dealerId || null,
    dealerKey: dealerId.toLowerCase() || null,
    vin: vin === '' ? null : normaliseVin(vin),
    types: names.length === 0 ? null : new Set(STREAM_TYPES.filter((type) => names.includes(type))),
    sample: sample === 'true',
  };
}

/** An event that names no dealer passes every dealer's filter: nobody can say that it is not theirs. */
export function passes(filter: StreamFilter, event: JournalEvent): boolean {
  const type = streamTypeOf(event);
  if (type === null || (event.sample && !filter.sample)) return false;
  if (filter.types !== null && !filter.types.has(type)) return false;
  if (filter.vin !== null && filter.vin !== event.vin) return false;
  if (filter.dealerKey === null || event.dealerId === '') return true;
  return event.dealerId.toLowerCase() === filter.dealerKey;
}

/** An alert about no vehicle passes, as an event without dealer does; of many vehicles the named ones count. */
export function passesAlert({ types, vin, dealerKey }: StreamFilter, { vehicles }: Message): boolean {
  if (types !== null && !types.has(ALERT)) return false;
  if (vehicles.length === 0) return true;
  return vehicles.some(
    (one) =>
      (vin === null || one.vin === vin) &&
      (dealerKey === null || one.dealerId === null || one.dealerId.toLowerCase() === dealerKey),
  );
}
