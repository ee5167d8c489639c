import type { BusState } from '../../shared/bus-state.ts';
import { LotwatchError } from '../../shared/result.ts';
import { toIso } from '../../shared/units.ts';
import type { Bus, Listener } from './bus.ts';

/**
 * The bus of a console that is alone: announcements stay in the process; there is no shared log, so appending and
 * tailing are no-ops. The journal does the rest.
 */
export function openLocalBus(options: {
  now: () => number;
  onListenerError: (error: unknown) => void;
}): Bus {
  const listeners = new Map<string, Set<Listener>>();
  const state: BusState = { status: 'local', since: toIso(options.now()), reason: null };
  let closed = false;
  const assertOpen = (): void => {
    if (closed) throw new LotwatchError('unavailable', 'The bus is closed');
  };
  return {
    state,
    // It is local from its first moment to its last: there is no change of state to report.
    onState: () => () => undefined,
    append: async () => {
      assertOpen();
      return null;
    },
    log: null,
    tail: () => () => undefined,
    announce: async (channel, json) => {
      assertOpen();
      // A copy: a listener may subscribe or leave while it is called.
      for (const listener of [...(listeners.get(channel) ?? [])]) {
        try {
          listener(json, channel);
        } catch (error) {
          options.onListenerError(error);
        }
      }
    },
    subscribe: (channel, listener) => {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set);
      set.add(listener);
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(channel);
      };
    },
    close: async () => {
      closed = true;
      listeners.clear();
    },
  };
}
