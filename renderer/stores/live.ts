import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ChangeFilter } from '../../shared/list-filter.ts';
import { searchWords } from '../../shared/list-filter.ts';
import type { LotSelection } from '../../shared/lot-list/query.ts';
import type { Api } from '../api.ts';
import type { Changes } from './changes.ts';
import { countAbove, groupOf, rowWeight } from './changes.ts';
import type { FeedStore } from './feed.ts';
import { SHOW_ALL, changeFilter } from './filter.ts';
import type { GroupsStore } from './groups.ts';
import type { LookedStore } from './looked.ts';
import type { PausableState, ListControl } from './pausable-list.ts';
import { NOT_READY, createPausableList } from './pausable-list.ts';
import type { ItemList } from './items.ts';
import { createItemList } from './items.ts';
import type { PreferencesStore } from './preferences.ts';
import { grownIn, selectVisible } from './visible.ts';

/** While someone types, the end of it is worth a look through the journal. */
export const SEARCH_AFTER_MS = 150;

/** Makes or models offered; others can be typed. */
const VALUES_MAX = 500;

export type Live = PausableState & {
  readonly items: ItemList;
  /** The newest row that could be seen: while the list stands still, the one it stands at. */
  readonly top: number;
  /** Changes that came in while the list stood still. */
  readonly newCount: number;
  /** The search field's text, and the one that lists are asked for by. */
  readonly search: string;
  readonly searched: string;
};

export type LiveStore = ListControl & {
  readonly store: StoreApi<Live>;
  start(): void;
  stop(): void;
  search(text: string): void;
  /** Makes or models that the inventory has, the most frequent first; of one make alone where it is given. */
  valuesOf(column: 'make' | 'model', make: string | null): Promise<readonly string[]>;
};

/** The list of changes as it is shown. What passes the filter is the core's to say; here nothing is filtered. */
export function createLiveStore(
  api: Api,
  feed: FeedStore<Changes, ChangeFilter>,
  preferences: PreferencesStore,
  groups: GroupsStore,
  looked: Pick<LookedStore, 'store'>,
): LiveStore {
  let search = '';
  let searched = '';
  let typing: ReturnType<typeof setTimeout> | null = null;
  /** Whether the list has been what a person chose: until then, everything would flash by. */
  let isSettled = false;
  const unsubscribes: (() => void)[] = [];

  const ask = (): void =>
    feed.setFilter(changeFilter(preferences.store.getState().value ?? SHOW_ALL, searched));

  /** The lines made last, and of what: a list that stands still is the same list, whatever comes in above it. */
  let made: { readonly of: readonly unknown[]; readonly items: ItemList } | null = null;
  const itemsOf = (...[rows, known, options]: Parameters<typeof selectVisible>): ItemList => {
    const { grown, ...others } = options;
    const of = [rows, known, grown.size === 0 ? null : grown, ...Object.values(others)];
    const isSame = made !== null && of.every((part, at) => part === made?.of[at]);
    if (made === null || !isSame) made = { of, items: selectVisible(rows, known, options) };
    return made.items;
  };

  const derive = (): Live => {
    const { state, rows, clearedSeq, arrived, heldTop } = list.read();
    const { value, error } = preferences.store.getState();
    isSettled ||= state.ready && !state.stale && (value !== null || error !== null);
    if (!isSettled) return { ...EMPTY, paused: state.paused, search, searched };
    const { filter } = feed.store.getState();
    groups.setFilter(filter);
    const known = groups.store.getState();
    const grown = grownIn(arrived, known);
    const searching = searchWords(filter.search).length > 0;
    const { mark } = looked.store.getState();
    const complete = state.end.kind === 'complete';
    return {
      ...state,
      search,
      searched,
      // What came in while the list stands still is above it and not seen.
      top: heldTop,
      items: itemsOf(rows, known, { clearedSeq, searching, grown, looked: mark, complete }),
      newCount: countAbove(arrived, heldTop, rows),
    };
  };

  /** In a list that moves, an open group has as many members as its row says. */
  const follow = (): void => {
    if (list.read().state.held) return;
    for (const row of feed.store.getState().feed.state?.rows ?? []) {
      if (row.kind !== 'group') continue;
      const known = groups.store.getState().get(row.groupId);
      if (known?.total != null && known.total < rowWeight(row)) groups.follow(row.groupId, rowWeight(row));
    }
  };

  const store = createStore<Live>(() => EMPTY);
  let publishing = false;
  let again = false;
  /** What is followed changes the groups, which publishes: once more, not once more for each of them. */
  const publish = (): void => {
    again = true;
    if (publishing) return;
    publishing = true;
    while (again) {
      again = false;
      if (groups.store.getState().size > 0) follow();
      store.setState(derive(), true);
    }
    publishing = false;
  };

  const list = createPausableList({
    newest: () => {
      const { feed: now, filter, stale } = feed.store.getState();
      return now.state === null ? null : { list: now.state, filter, stale };
    },
    groupOf,
    page: (input) => api.call('changes.page', { ...input, filter: feed.store.getState().filter }),
    publish,
  });

  const stopTyping = (): void => {
    if (typing !== null) clearTimeout(typing);
    typing = null;
  };
  const searchNow = (): void => {
    stopTyping();
    searched = search;
    ask();
    publish();
  };

  const valuesOf = async (column: 'make' | 'model', make: string | null): Promise<readonly string[]> => {
    const selection: LotSelection = {
      ...{ role: 'own', presence: 'any', search: '' },
      filters: make === null ? [] : [{ column: 'make', op: 'is', values: [make] }],
    };
    const answer = await api.call('lot.values', { column, selection, text: '', limit: VALUES_MAX });
    if (!answer.ok) return [];
    // A list of names has each once, whatever its case.
    const names = answer.value.values.flatMap(({ value }) => (value === null ? [] : [value]));
    return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
  };

  return {
    ...list.control,
    store,
    valuesOf,
    start: () => {
      ask();
      publish();
      unsubscribes.push(feed.store.subscribe(publish), groups.store.subscribe(publish));
      unsubscribes.push(looked.store.subscribe(publish));
      unsubscribes.push(
        preferences.store.subscribe(() => {
          ask();
          publish();
        }),
      );
    },
    stop: () => {
      for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
      stopTyping();
      list.stop();
    },
    search: (words) => {
      search = words;
      stopTyping();
      if (searchWords(words).length === 0) searchNow();
      else {
        typing = setTimeout(searchNow, SEARCH_AFTER_MS);
        publish();
      }
    },
  };
}

const EMPTY: Live = {
  ...NOT_READY,
  items: createItemList([], null),
  top: 0,
  newCount: 0,
  search: '',
  searched: '',
};
