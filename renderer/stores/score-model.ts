import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ScoreModel } from '../../shared/score-model.ts';
import type { Api } from '../api.ts';

export type ScoreModelState = {
  /** Null until the core has sent it. */
  readonly model: ScoreModel | null;
  readonly error: string | null;
};

/** The scoring model with its present weights and thresholds: bands on every screen, Formulas, Settings. */
export type ScoreModelStore = {
  readonly store: StoreApi<ScoreModelState>;
  load(): Promise<void>;
  /** Null when it was stored, else why not, in the core's own words. `{}` stores the defaults. */
  save(settings: ScoreModel['settings'] | Record<string, never>): Promise<string | null>;
};

export function createScoreModelStore(api: Api): ScoreModelStore {
  const store = createStore<ScoreModelState>(() => ({ model: null, error: null }));
  return {
    store,
    load: async () => {
      const answer = await api.call('scores.settings.get', {});
      store.setState(answer.ok ? { model: answer.value, error: null } : { error: answer.error.message });
    },
    save: async (settings) => {
      const answer = await api.call('scores.settings.set', { settings });
      if (!answer.ok) return answer.error.message;
      store.setState({ model: answer.value, error: null });
      return null;
    },
  };
}
