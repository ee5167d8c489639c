import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { SignalsReport } from '../../shared/lot.ts';
import type { Result } from '../../shared/result.ts';
import type { DealerSignalsView } from '../../shared/score-model.ts';
import type { Api } from '../api.ts';

export type SignalsState = {
  /** Null until the first answer. */
  readonly dealers: readonly DealerSignalsView[] | null;
  readonly error: string | null;
};

/** Which dealers have signals, and of when. */
export type SignalsStore = {
  readonly store: StoreApi<SignalsState>;
  load(): Promise<void>;
  /** All of the file or nothing; the list is read again where it was imported. */
  importFile(path: string): Promise<Result<SignalsReport>>;
};

export function createSignalsStore(api: Api): SignalsStore {
  const store = createStore<SignalsState>(() => ({ dealers: null, error: null }));
  const load = async (): Promise<void> => {
    const answer = await api.call('signals.list', {});
    store.setState(
      answer.ok ? { dealers: answer.value.dealers, error: null } : { error: answer.error.message },
    );
  };
  return {
    store,
    load,
    importFile: async (path) => {
      const answer = await api.call('signals.import', { path });
      if (answer.ok) await load();
      return answer;
    },
  };
}
