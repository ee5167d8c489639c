import { expect, it } from 'vitest';
import type { Bus } from './bus.ts';

/** The suite every bus passes, so that the local one can never silently behave unlike the Redis one. */
export function testBus(open: (onListenerError: (error: unknown) => void) => Promise<Bus>): void {
  const withBus = async (work: (bus: Bus, errors: unknown[]) => Promise<void>): Promise<void> => {
    const errors: unknown[] = [];
    const bus = await open((error) => errors.push(error));
    try {
      await work(bus, errors);
    } finally {
      await bus.close();
    }
  };
  /** Announcements may cross a network: settles when `received` holds as many as expected. */
  const receivedAll = (received: readonly string[], count: number): Promise<void> =>
    expect
      .poll(() => received.length)
      .toBe(count)
      .then(() => undefined);

  it('brings an announcement to every listener of its channel, in order', () =>
    withBus(async (bus) => {
      const first: string[] = [];
      const second: string[] = [];
      bus.subscribe('msrp:change', (json) => first.push(json));
      bus.subscribe('msrp:change', (json) => second.push(json));
      for (let n = 0; n < 100; n += 1) await bus.announce('msrp:change', `{"n":${n}}`);
      await receivedAll(first, 100);
      await receivedAll(second, 100);
      expect(first).toEqual(Array.from({ length: 100 }, (_, n) => `{"n":${n}}`));
      expect(second).toEqual(first);
    }));

  it('keeps channels apart', () =>
    withBus(async (bus) => {
      const received: string[] = [];
      bus.subscribe('price:change', (json, channel) => received.push(`${channel} ${json}`));
      await bus.announce('msrp:change', '1');
      await bus.announce('price:change', '2');
      await receivedAll(received, 1);
      expect(received).toEqual(['price:change 2']);
    }));

  it('stops at once when a listener leaves, also while it is being called', () =>
    withBus(async (bus) => {
      const received: string[] = [];
      const control: string[] = [];
      const leave = bus.subscribe('msrp:change', (json) => {
        received.push(json);
        leave();
      });
      bus.subscribe('msrp:change', (json) => control.push(json));
      await bus.announce('msrp:change', '1');
      await bus.announce('msrp:change', '2');
      await receivedAll(control, 2);
      expect(received).toEqual(['1']);
    }));

  it('goes on after a listener that throws, and reports it', () =>
    withBus(async (bus, errors) => {
      const received: string[] = [];
      bus.subscribe('msrp:change', () => {
        throw new Error('bad listener');
      });
      bus.subscribe('msrp:change', (json) => received.push(json));
      await bus.announce('msrp:change', '1');
      await bus.announce('msrp:change', '2');
      await receivedAll(received, 2);
      expect(errors).toHaveLength(2);
    }));

  it('says its state with the time since when', () =>
    withBus(async (bus) => {
      expect(Number.isNaN(Date.parse(bus.state.since))).toBe(false);
    }));

  it('closes twice without harm and refuses to announce afterwards', () =>
    withBus(async (bus) => {
      await bus.close();
      await bus.close();
      await expect(bus.announce('msrp:change', '1')).rejects.toThrow();
      await expect(bus.append([])).rejects.toThrow();
    }));
}
