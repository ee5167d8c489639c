import type { BusControl } from './control.ts';
import type { Bus } from './bus.ts';

/** Settings and diagnostics of a console that has no Redis. */
export function localControl(bus: Bus): BusControl {
  return {
    report: () => ({
      state: bus.state,
      history: [bus.state],
      redisUrl: null,
      namespace: null,
      latencyMs: null,
      lagMs: null,
      reconnects: 0,
      lastError: null,
      published: 0,
      received: 0,
      rejected: 0,
      outbox: 0,
      rejectedPayloads: [],
      gaps: [],
      catchUp: null,
    }),
    test: async () => ({
      ok: false,
      message: 'There is no Redis to test.',
      latencyMs: null,
      serverVersion: null,
    }),
    use: async () => undefined,
  };
}
