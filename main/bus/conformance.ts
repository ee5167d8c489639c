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
  /** Announcements may cross a network: settles when `heard` holds as many as expected. */
  const heardAll = (heard: readonly string[], count: number): Promise<void> =>
    expect
      .poll(() => heard.length)
      .toBe(count)
      .then(() => undefined);

  it('brings an announcement to every listener of its channel, in order', () =>
    withBus(async (bus) => {
      const first: string[] = [];
      const second: string[] = [];
      bus.subscribe('msrp:change', (json) => first.push(json));
      bus.subscribe('msrp:change', (json) => second.push(json));
      for (let n = 0; n < 100; n += 1) await bus.announce('msrp:change', `{"n":${n}}`);
      await heardAll(first, 100);
      await heardAll(second, 100);
      expect(first).toEqual(Array.from({ length: 100 }, (_, n) => `{"n":${n}}`));
      expect(second).toEqual(first);
    }));

  it('keeps channels apart', () =>
    withBus(async (bus) => {
      const heard: string[] = [];
      bus.subscribe('price:change', (json, channel) => heard.push(`${channel} ${json}`));
      await bus.announce('msrp:change', '1');
      await bus.announce('price:change', '2');
      await heardAll(heard, 1);
      expect(heard).toEqual(['price:change 2']);
    }));

  it('stops at once when a listener leaves, also while it is being called', () =>
    withBus(async (bus) => {
      const heard: string[] = [];
      const control: string[] = [];
      const leave = bus.subscribe('msrp:change', (json) => {
        heard.push(json);
        leave();
      });
      bus.subscribe('msrp:change', (json) => control.push(json));
      await bus.announce('msrp:change', '1');
      await bus.announce('msrp:change', '2');
      await heardAll(control, 2);
      expect(heard).toEqual(['1']);
    }));

  it('goes on after a listener that throws, and tells of it', () =>
    withBus(async (bus, errors) => {
      const heard: string[] = [];
      bus.subscribe('msrp:change', () => {
        throw new Error('bad listener');
      });
      bus.subscribe('msrp:change', (json) => heard.push(json));
      await bus.announce('msrp:change', '1');
      await bus.announce('msrp:change', '2');
      await heardAll(heard, 2);
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
