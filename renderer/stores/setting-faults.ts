import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Api } from '../api.ts';

/** Stored settings that cannot be used as they stand, a sentence each, in the core's own words. */
export type SettingFaultsStore = {
  readonly store: StoreApi<readonly string[]>;
  load(): Promise<void>;
};

export function createSettingFaultsStore(api: Api): SettingFaultsStore {
  const store = createStore<readonly string[]>(() => []);
  return {
    store,
    load: async () => {
      const answer = await api.call('settings.faults', {});
      if (answer.ok) store.setState(answer.value.faults, true);
    },
  };
}
