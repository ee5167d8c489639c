import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

/** As many as one recompute takes. */
export const SELECTED_MAX = 10_000;

/** Vehicles a person picked, by VIN: picked in one list they are picked in the other too. */
export type Selection = {
  readonly store: StoreApi<ReadonlySet<string>>;
  toggle(vin: string): void;
  /** Adds all of them, as a range does. */
  add(vins: readonly string[]): void;
  clear(): void;
};

export function createSelection(): Selection {
  const store = createStore<ReadonlySet<string>>(() => new Set());
  return {
    store,
    toggle: (vin) => {
      const next = new Set(store.getState());
      if (!next.delete(vin) && next.size < SELECTED_MAX) next.add(vin);
      store.setState(next, true);
    },
    add: (vins) => store.setState(new Set([...store.getState(), ...vins].slice(0, SELECTED_MAX)), true),
    clear: () => {
      if (store.getState().size > 0) store.setState(new Set(), true);
    },
  };
}
