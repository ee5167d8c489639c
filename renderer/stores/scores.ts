import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ScoreRow } from '../../shared/contract.ts';
import type { ScoreFilter } from '../../shared/list-filter.ts';
import type { Api } from '../api.ts';
import type { FeedStore } from './feed.ts';
import { SHOW_ALL, scoreFilter } from './filter.ts';
import type { PausableState, ListControl } from './pausable-list.ts';
import { NOT_READY, createPausableList } from './pausable-list.ts';
import type { LiveStore } from './live.ts';
import type { PreferencesStore } from './preferences.ts';
import type { RowList } from './row-list.ts';
import { rowListReducer } from './row-list.ts';

export type ScoreList = RowList<ScoreRow>;
export const scoresReducer = rowListReducer<ScoreRow>(() => null);

export type Scores = PausableState & {
  readonly rows: readonly ScoreRow[];
  /** Scores that came in while the list stood still. */
  readonly newCount: number;
};

export type ScoresStore = ListControl & {
  readonly store: StoreApi<Scores>;
  start(): void;
  stop(): void;
};

/** The list of scores beside the list of changes: same dealer, same search, held and read back by itself. */
export function createScoresStore(
  api: Api,
  feed: FeedStore<ScoreList, ScoreFilter>,
  preferences: PreferencesStore,
  live: LiveStore,
): ScoresStore {
  const unsubscribes: (() => void)[] = [];

  const ask = (): void => {
    const chosen = preferences.store.getState().value ?? SHOW_ALL;
    feed.setFilter(scoreFilter(chosen, live.store.getState().searched));
  };

  const derive = (): Scores => {
    const { state, rows, clearedSeq, arrived, heldTop } = list.read();
    const shown = clearedSeq === 0 ? rows : rows.filter(({ seq }) => seq > clearedSeq);
    return { ...state, rows: shown, newCount: arrived.filter(({ seq }) => seq > heldTop).length };
  };

  const store = createStore<Scores>(() => EMPTY);
  const publish = (): void => store.setState(derive(), true);
  const list = createPausableList({
    newest: () => {
      const { feed: now, filter, stale } = feed.store.getState();
      return now.state === null ? null : { list: now.state, filter, stale };
    },
    groupOf: () => null,
    page: (input) => api.call('scores.page', { ...input, filter: feed.store.getState().filter }),
    publish,
  });

  return {
    ...list.control,
    store,
    start: () => {
      ask();
      publish();
      unsubscribes.push(feed.store.subscribe(publish), preferences.store.subscribe(ask));
      unsubscribes.push(
        live.store.subscribe((now, before) => {
          if (now.searched !== before.searched) ask();
        }),
      );
    },
    stop: () => {
      for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
      list.stop();
    },
  };
}

const EMPTY: Scores = { ...NOT_READY, rows: [], newCount: 0 };
