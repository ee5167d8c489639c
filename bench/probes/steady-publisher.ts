import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { createClient } from 'redis';
import { openRedisBus } from '../../main/bus/redis.ts';
import { logEntry } from '../data/log-entries.ts';

/**
 * Another console, in a thread of its own so that its garbage is not the listener's: publishes at a steady rate through
 * the bus (`bus`) or as bare messages (`bare`), and returns when each event was sent, by its id.
 */
export type PublisherOrder = {
  readonly url: string;
  readonly how: 'bus' | 'bare';
  readonly perSecond: number;
  readonly seconds: number;
};
/** Milliseconds on one clock for all threads. */
export const clock = (): number => performance.timeOrigin + performance.now();

if (parentPort !== null) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- from our own probe
  const order = workerData as PublisherOrder;
  const sent: [string, number][] = [];
  const { publish, end } = await (order.how === 'bus' ? overBus(order.url) : bare(order.url));
  const total = order.perSecond * order.seconds;
  const done = new EventTarget();
  const from = performance.now();
  let n = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - from) * order.perSecond) / 1000);
    for (; n < Math.min(due, total); n += 1) {
      const entry = logEntry(n);
      sent.push([entry.id, clock()]);
      publish(entry);
    }
    if (n >= total) done.dispatchEvent(new Event('done'));
  }, 1);
  await once(done, 'done');
  clearInterval(timer);
  await end();
  parentPort.postMessage(sent);
}

type Publisher = {
  readonly publish: (entry: ReturnType<typeof logEntry>) => void;
  readonly end: () => Promise<void>;
};

async function overBus(url: string): Promise<Publisher> {
  const bus = openRedisBus({
    target: { url, namespace: null },
    maxLength: 10_000_000,
    now: Date.now,
    onListenerError: () => undefined,
  });
  if (bus.state.status !== 'redis') await new Promise<void>((resolve) => bus.onState(() => resolve()));
  return {
    publish: (entry) => void bus.append([entry]).catch(() => undefined),
    end: () => bus.close(),
  };
}

async function bare(url: string): Promise<Publisher> {
  const client = createClient({ url });
  await client.connect();
  return {
    publish: ({ json }) => void client.publish('bare', json),
    end: async () => void (await client.close()),
  };
}
