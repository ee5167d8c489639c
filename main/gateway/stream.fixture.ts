import { rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import type { BusGap } from '../../shared/diagnostics.ts';
import { EventStream } from '../feeds/event-stream.ts';
import { silentLog } from '../log/log.ts';
import { openTestStore, type TestStore } from '../store/fixture.ts';
import { CONTEXT, RAV4 } from '../store/journal/event.fixture.ts';
import { appendEvents } from '../store/journal/journal.ts';
import { transaction } from '../store/open.ts';
import { insertGap } from '../store/sharing/shared-logs.ts';
import { openGateway, type Gateway } from './gateway.ts';
import { NO_HTTP_API } from './scripted-gateway.ts';
import { SSE_LIMITS, type SseLimits } from './sse.ts';

/** For tests: a real gateway over a real journal, without jobs. */
export type StreamGateway = {
  readonly gateway: Gateway;
  readonly port: number;
  readonly stream: EventStream;
  readonly store: TestStore;
  /** Appends so many price changes in one transaction; the VIN of each is V and its number, from 0. */
  emit(
    count: number,
    of?: { dealerId?: string; type?: 'msrp:change' | 'price:change'; sample?: boolean },
  ): void;
  emitScore(vin: string, dealerId: string): void;
  /** Notes a gap in the shared log behind what there is. */
  gap(gap: Omit<BusGap, 'at'>): void;
  close(): Promise<void>;
};

export const TS = '2026-08-21T12:00:00.000Z';
export const EPOCH = 'c0ffee00-0000-4000-8000-000000000000';

export async function openStreamGateway(limits: Partial<SseLimits> = {}): Promise<StreamGateway> {
  const store = openTestStore();
  const stream = new EventStream(store.reader, EPOCH, (error) => {
    throw error;
  });
  const httpApi = { ...NO_HTTP_API, events: stream };
  const core = { openScreen: () => Promise.reject(new Error('no screens here')) as never, httpApi };
  const sse = { ...SSE_LIMITS, ...limits };
  const gateway = await openGateway({
    core,
    port: 0,
    token: null,
    rendererDir: store.dir,
    log: silentLog(),
    sse,
  });
  const context = { ...CONTEXT, ts: Date.parse(TS) };
  let made = 0;
  const append = (work: () => void): void => {
    transaction(store.writer, work);
    stream.refresh();
  };
  return {
    gateway,
    port: gateway.port,
    stream,
    store,
    emit: (count, { dealerId = 'north', type = 'price:change', sample = false } = {}) =>
      append(() => {
        const events = Array.from({ length: count }, () => {
          const vin = `V${made}`;
          made += 1;
          return {
            id: uuidv7(),
            type,
            vin,
            dealerId,
            old: 4_000_000,
            new: 3_950_050,
            deltaPct: -1.25,
            currency: 'USD',
            facts: RAV4,
            groupId: null,
          };
        });
        appendEvents(store.writer, { ...context, sample }, events);
      }),
    emitScore: (vin, dealerId) =>
      append(() => {
        const body = {
          avi: 80,
          ati: null,
          cis: 41,
          reason: 'msrp_change' as const,
          previous: null,
          coverage: { avi: 1, ati: 0, cis: 1 },
        };
        const event = {
          id: uuidv7(),
          type: 'ai-scores:update' as const,
          vin,
          dealerId,
          source: 'lot',
          sample: false,
          facts: RAV4,
          body,
        };
        appendEvents(store.writer, context, [event]);
      }),
    gap: (gap) => append(() => insertGap(store.writer, gap, Date.parse(TS))),
    close: async () => {
      await gateway.close();
      stream.close();
      store.close();
      rmSync(store.dir, { recursive: true, force: true });
    },
  };
}
