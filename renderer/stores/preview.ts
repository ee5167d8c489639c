import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallInput, Preview } from '../../shared/contract.ts';
import type { Api } from '../api.ts';

export type Previewed = {
  readonly running: boolean;
  readonly result: Preview | null;
  readonly error: string | null;
};

const NOTHING: Previewed = { running: false, result: null, error: null };

/** What the next sync would do; nothing is stored. */
export type PreviewStore = {
  readonly store: StoreApi<Previewed>;
  run(input: CallInput<'sources.preview'>): Promise<void>;
  /** Forgets the answer, also one that is still under way. */
  clear(): void;
};

export function createPreviewStore(api: Api): PreviewStore {
  const store = createStore<Previewed>(() => NOTHING);
  let question = 0;
  return {
    store,
    run: async (input) => {
      question += 1;
      const mine = question;
      store.setState({ running: true, result: null, error: null });
      const answer = await api.call('sources.preview', input);
      if (mine !== question) return;
      store.setState(
        answer.ok
          ? { running: false, result: answer.value, error: null }
          : { running: false, result: null, error: answer.error.message },
      );
    },
    clear: () => {
      question += 1;
      store.setState(NOTHING);
    },
  };
}
