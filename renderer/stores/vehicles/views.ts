import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotView, SavedView, ViewList } from '../../../shared/lot-list/view.ts';
import type { Result } from '../../../shared/result.ts';
import type { Api } from '../../api.ts';
import type { PreferencesStore } from '../preferences.ts';
import { isSameView } from './view-query.ts';

export type LotViews = {
  /** Null until the core has sent them. */
  readonly views: readonly SavedView[] | null;
  readonly current: SavedView | null;
  /** What is shown: the current view, with what a person changed since. */
  readonly working: LotView | null;
  /** It differs from what is saved. */
  readonly changed: boolean;
  /** What stored views say that cannot be used. */
  readonly faults: readonly string[];
  readonly error: string | null;
};

const NOTHING: LotViews = {
  views: null,
  current: null,
  working: null,
  changed: false,
  faults: [],
  error: null,
};

/** The views of the inventory list, and the one that is shown. What was changed outlives the window, saved or not. */
export type LotViewsStore = {
  readonly store: StoreApi<LotViews>;
  load(): Promise<void>;
  choose(id: string): void;
  change(change: Partial<LotView>): void;
  reset(): void;
  /** Why it could not be stored; null when it was. */
  update(): Promise<string | null>;
  saveAs(name: string): Promise<string | null>;
  /** What was said of damaged views was read. */
  dismissFaults(): void;
  /** A built-in one goes back to what it was. */
  remove(id: string): Promise<string | null>;
};

export function createLotViews(api: Api, preferences: PreferencesStore): LotViewsStore {
  const store = createStore<LotViews>(() => NOTHING);

  const show = (current: SavedView, working: LotView): void => {
    const changed = !isSameView(current.view, working);
    store.setState({ current, working, changed });
    const { value } = preferences.store.getState();
    if (value === null) return;
    const isAsSaved = !changed && working.search === current.view.search;
    preferences.set({
      vehicles: { ...value.vehicles, viewId: current.id, working: isAsSaved ? null : working },
    });
  };

  /** `id` = the one to show; where it is gone, the first. */
  const take = ({ views, faults }: ViewList, id: string | null, working: LotView | null): void => {
    store.setState({ views, faults, error: null });
    const current = views.find((view) => view.id === id) ?? views[0];
    if (current !== undefined) show(current, (current.id === id ? working : null) ?? current.view);
  };

  const stored = async (
    answer: Promise<Result<ViewList & { readonly id?: string }>>,
    id: string | null,
  ): Promise<string | null> => {
    const result = await answer;
    if (!result.ok) return result.error.message;
    take(result.value, result.value.id ?? id, null);
    return null;
  };

  return {
    store,
    dismissFaults: () => store.setState({ faults: [] }),
    load: async () => {
      const answer = await api.call('views.list', {});
      if (!answer.ok) {
        store.setState({ error: answer.error.message });
        return;
      }
      const { current, working } = store.getState();
      const kept = preferences.store.getState().value?.vehicles;
      if (current !== null) take(answer.value, current.id, working);
      else take(answer.value, kept?.viewId ?? null, kept?.working ?? null);
    },
    choose: (id) => {
      const view = store.getState().views?.find((one) => one.id === id);
      if (view !== undefined) show(view, view.view);
    },
    change: (change) => {
      const { current, working } = store.getState();
      if (current !== null && working !== null) show(current, { ...working, ...change });
    },
    reset: () => {
      const { current } = store.getState();
      if (current !== null) show(current, current.view);
    },
    update: async () => {
      const { current, working } = store.getState();
      if (current === null || working === null) return null;
      const { id, name } = current;
      return stored(api.call('views.save', { id, name, view: working }), id);
    },
    saveAs: async (name) => {
      const { working } = store.getState();
      if (working === null) return null;
      return stored(api.call('views.save', { id: null, name, view: working }), null);
    },
    remove: async (id) => {
      const { current } = store.getState();
      return stored(api.call('views.remove', { id }), current?.id ?? null);
    },
  };
}
