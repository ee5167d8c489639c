import { createClient } from 'redis';

/** The control: events on bare Pub/Sub with the client's own reconnecting, under the same faults. It does lose. */
export type BarePubSub = {
  /** The listener's process is gone, or back. */
  absent(isAbsent: boolean): Promise<void>;
  /** Of what Redis took, how many the listener never received. */
  end(): Promise<{ sent: number; lost: number }>;
};

export async function startBarePubSub(url: string, perSecond: number): Promise<BarePubSub> {
  // A publisher that is back at once, and a listener that waits as the client does by itself.
  const make = (reconnectStrategy: (retries: number) => number) => {
    const client = createClient({
      url,
      pingInterval: 1_000,
      socket: { socketTimeout: 3_000, reconnectStrategy },
    });
    client.on('error', () => undefined);
    return client;
  };
  const received = new Set<number>();
  const taken = new Set<number>();
  const listen = async () => {
    const client = make((retries) => Math.min(50 * 2 ** retries, 2_000) + Math.random() * 200);
    await client.connect();
    await client.subscribe('bare', (message) => received.add(Number(message)));
    return client;
  };
  const publisher = make(() => 20);
  await publisher.connect();
  let listener: Awaited<ReturnType<typeof listen>> | null = await listen();
  let number = 0;
  const from = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - from) * perSecond) / 1000);
    for (; number < due; number += 1) {
      const mine = number;
      if (publisher.isReady)
        publisher.publish('bare', String(mine)).then(
          () => taken.add(mine),
          () => undefined,
        );
    }
    // A client is back within milliseconds: bursts would seldom meet the moment in which it is away.
  }, 1);
  return {
    absent: async (isAbsent) => {
      if (isAbsent) {
        listener?.destroy();
        listener = null;
      } else listener = await listen();
    },
    end: async () => {
      clearInterval(timer);
      await new Promise((resolve) => setTimeout(resolve, 500));
      listener?.destroy();
      publisher.destroy();
      return { sent: taken.size, lost: [...taken].filter((one) => !received.has(one)).length };
    },
  };
}
