import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { VehicleHit } from '../../shared/vehicle.ts';
import type { Api } from '../api.ts';
import type { PreferencesStore } from './preferences.ts';

/** While someone types, one look at the end of it is enough. */
const LOOK_AFTER_MS = 120;
/** As many as can be looked through without scrolling much. */
export const FOUND_MAX = 12;

export type Finding = {
  /** What `hits` are for; null before the first answer. */
  readonly words: string | null;
  readonly hits: readonly VehicleHit[];
  readonly error: string | null;
};

const NOTHING: Finding = { words: null, hits: [], error: null };

/** Vehicles of ours by VIN, stock number or model, as someone types. */
export type Finder = {
  readonly store: StoreApi<Finding>;
  look(words: string): void;
  /** The first vehicle that fits, looked for at once; null where none does. */
  first(words: string): Promise<VehicleHit | null>;
};

export function createFinder(api: Api, preferences: PreferencesStore): Finder {
  const store = createStore<Finding>(() => NOTHING);
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** An answer to an earlier question must not take the place of a later one's. */
  let question = 0;

  const ask = async (words: string): Promise<void> => {
    question += 1;
    const mine = question;
    // Of the dealer chosen in the header, like everything below it.
    const dealerId = preferences.store.getState().value?.live.dealerId ?? null;
    const answer = await api.call('vehicles.find', { text: words, limit: FOUND_MAX, dealerId });
    if (mine !== question) return;
    store.setState(
      answer.ok
        ? { words, hits: answer.value.vehicles, error: null }
        : { words, hits: [], error: answer.error.message },
      true,
    );
  };

  const stopWaiting = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  return {
    store,
    look: (typed) => {
      stopWaiting();
      const words = typed.trim();
      if (words === '') {
        question += 1;
        store.setState(NOTHING, true);
      } else timer = setTimeout(() => void ask(words), LOOK_AFTER_MS);
    },
    first: async (typed) => {
      stopWaiting();
      const words = typed.trim();
      if (words === '') return null;
      if (store.getState().words !== words) await ask(words);
      return store.getState().hits[0] ?? null;
    },
  };
}
