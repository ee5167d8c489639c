import { describe, expect, it } from 'vitest';
import { testBus } from './conformance.ts';
import { openLocalBus } from './local.ts';

describe('the local bus', () => {
  testBus(async (onListenerError) => openLocalBus({ now: () => 0, onListenerError }));

  it('is local since it was opened', () => {
    const bus = openLocalBus({ now: () => Date.UTC(2026, 7, 21), onListenerError: () => undefined });
    expect(bus.state).toEqual({ status: 'local', since: '2026-08-21T00:00:00.000Z', reason: null });
  });
});
