import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ChangeGroup } from '../../shared/contract.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Api } from '../api.ts';
import type { Changes } from './changes.ts';
import type { FeedStore } from './feed.ts';
import type { LiveFilter } from './filter.ts';
import type { GroupsStore } from './groups.ts';
import type { Held, ListControl } from './held-list.ts';
import { NOT_READY, createHeldList } from './held-list.ts';
import type { ItemList } from './items.ts';
import { createItemList } from './items.ts';
import type { PreferencesStore } from './preferences.ts';
import { countAbove, selectVisible } from './visible.ts';

export type Live = Held & {
  readonly items: ItemList;
  /** Changes that came in while the list stood still and pass the filter. */
  readonly newCount: number;
  readonly filter: LiveFilter;
  readonly hidden: number;
  /** Groups whose members are being read for the filter; those too large for it. */
  readonly searching: number;
  readonly unsearched: number;
};

export type LiveStore = ListControl & {
  readonly store: StoreApi<Live>;
  start(): void;
  stop(): void;
  search(text: string): void;
};

/** Shown before the core has told what a person chose. */
const EVERYTHING: Preferences['live'] = {
  types: ['msrp', 'price'],
  thresholdOn: false,
  minPercent: 0,
  minAmount: 0,
  dealerId: null,
};

export function createLiveStore(
  api: Api,
  feed: FeedStore<Changes>,
  preferences: PreferencesStore,
  groups: GroupsStore,
): LiveStore {
  let search = '';
  const unsubscribes: (() => void)[] = [];
  const filterNow = (): LiveFilter => ({
    ...(preferences.store.getState().value?.live ?? EVERYTHING),
    search,
  });

  const derive = (): { readonly live: Live; readonly wanted: readonly ChangeGroup[] } => {
    const filter = filterNow();
    const { state, rows, clearedSeq, arrived, heldTop } = list.read();
    if (!state.ready) return { live: { ...EMPTY, ...state, filter }, wanted: [] };
    const visible = selectVisible(rows, filter, groups.store.getState(), clearedSeq);
    const live: Live = {
      ...state,
      filter,
      items: visible.items,
      newCount: countAbove(arrived, heldTop, filter),
      hidden: visible.hidden,
      searching: visible.wanted.length,
      unsearched: visible.unsearched,
    };
    return { live, wanted: visible.wanted };
  };

  const store = createStore<Live>(() => EMPTY);
  let publishing = false;
  let again = false;
  /** Asking for members changes the groups, which publishes: once more, not once more for each of them. */
  const publish = (): void => {
    again = true;
    if (publishing) return;
    publishing = true;
    while (again) {
      again = false;
      const { live, wanted } = derive();
      store.setState(live, true);
      for (const group of wanted) groups.ensure(group.groupId, group.count, 0, group.count);
    }
    publishing = false;
  };

  const list = createHeldList({
    newest: () => feed.store.getState().feed.state,
    page: (input) => api.call('changes.page', input),
    publish,
  });

  return {
    ...list.control,
    store,
    start: () => {
      publish();
      unsubscribes.push(feed.store.subscribe(publish));
      unsubscribes.push(preferences.store.subscribe(publish), groups.store.subscribe(publish));
    },
    stop: () => {
      for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
      list.stop();
    },
    search: (words) => {
      search = words;
      publish();
    },
  };
}

const EMPTY: Live = {
  ...NOT_READY,
  items: createItemList([], () => null),
  newCount: 0,
  filter: { ...EVERYTHING, search: '' },
  hidden: 0,
  searching: 0,
  unsearched: 0,
};
