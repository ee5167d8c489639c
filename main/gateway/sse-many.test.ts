import { afterEach, beforeEach, expect, it } from 'vitest';
import { listenTo, type Listener } from './sse-listener.ts';
import { openStreamGateway, type StreamGateway } from './stream.fixture.ts';

/** The minute of it is `node bench/faults-sse.ts`. */
const CLIENTS = 200;
const ROUNDS = 100;
const EVENTS_A_ROUND = 10;

let open: StreamGateway;
beforeEach(async () => {
  open = await openStreamGateway();
});
afterEach(() => open.close());

it('200 listeners, some coming and going, each have every event once and in order', async () => {
  const had: number[][] = Array.from({ length: CLIENTS }, () => []);
  const join = (client: number, lastId: string | null): Promise<Listener> =>
    listenTo(open.port, '', lastId === null ? {} : { 'last-event-id': lastId }, ({ event, data }) => {
      if (event === 'price-change') had[client]?.push(Number(String(data.data['vin']).slice(1)));
    });
  const listeners = await Promise.all(had.map((_, client) => join(client, null)));
  await Promise.all(listeners.map((listener) => listener.until('connected', 1)));

  for (let round = 0; round < ROUNDS; round += 1) {
    open.emit(EVENTS_A_ROUND);
    // One in twenty comes back from where it was, every few rounds.
    const client = (round * 7) % CLIENTS;
    const before = listeners[client];
    if (round % 5 === 0 && before !== undefined) {
      before.leave();
      await before.ended;
      listeners[client] = await join(client, before.lastId);
    }
    await new Promise(setImmediate);
  }
  const all = Array.from({ length: ROUNDS * EVENTS_A_ROUND }, (_, n) => n);
  await expect
    .poll(() => had.reduce((least, { length }) => Math.min(least, length), Infinity), { timeout: 30_000 })
    .toBe(all.length);
  for (const numbers of had) expect(numbers).toEqual(all);
  for (const listener of listeners) listener.leave();
  await expect.poll(() => [open.gateway.listeners, open.stream.listeners]).toEqual([0, 0]);
}, 60_000);
