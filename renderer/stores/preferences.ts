import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Preferences } from '../../shared/preferences.ts';
import type { Api } from '../api.ts';

/** A slider or a typed number makes many values; one of them is worth storing. */
const SAVE_AFTER_MS = 400;

export type PreferencesState = {
  /** Null until the core has sent them. */
  readonly value: Preferences | null;
  /** Why they could not be read or stored, in words for people. */
  readonly error: string | null;
};

export type PreferencesStore = {
  readonly store: StoreApi<PreferencesState>;
  load(): Promise<void>;
  /** Shown at once, stored a moment later. */
  set(change: Partial<Preferences>): void;
  setLive(change: Partial<Preferences['live']>): void;
  /** Stores what waits; for the moment a window closes. */
  flush(): Promise<void>;
};

export function createPreferencesStore(api: Api): PreferencesStore {
  const store = createStore<PreferencesState>(() => ({ value: null, error: null }));
  let unsaved: Partial<Preferences> = {};
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (Object.keys(unsaved).length === 0) return;
    const sending = unsaved;
    unsaved = {};
    const answer = await api.call('settings.set', sending);
    if (!answer.ok) {
      // What came later wins over what could not be stored; the next change tries both.
      unsaved = { ...sending, ...unsaved };
      store.setState({ error: answer.error.message });
      return;
    }
    store.setState({ value: { ...answer.value, ...unsaved }, error: null });
  };

  const set = (change: Partial<Preferences>): void => {
    const { value } = store.getState();
    if (value === null) return;
    unsaved = { ...unsaved, ...change };
    store.setState({ value: { ...value, ...change } });
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void flush(), SAVE_AFTER_MS);
  };

  return {
    store,
    load: async () => {
      const answer = await api.call('settings.get', {});
      if (answer.ok) store.setState({ value: { ...answer.value, ...unsaved }, error: null });
      else store.setState({ error: answer.error.message });
    },
    set,
    setLive: (change) => {
      const { value } = store.getState();
      if (value !== null) set({ live: { ...value.live, ...change } });
    },
    flush,
  };
}
