import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ScoreRow } from '../../shared/contract.ts';
import type { Api } from '../api.ts';
import type { FeedStore } from './feed.ts';
import type { Held, ListControl } from './held-list.ts';
import { NOT_READY, createHeldList } from './held-list.ts';
import type { LiveStore } from './live.ts';
import type { PreferencesStore } from './preferences.ts';
import type { RowList } from './row-list.ts';
import { rowListReducer } from './row-list.ts';
import type { ScoreFilter } from './score-filter.ts';
import { compileScoreFilter } from './score-filter.ts';

export type ScoreList = RowList<ScoreRow>;
export const scoresReducer = rowListReducer<ScoreRow>(() => null);

export type Scores = Held & {
  readonly rows: readonly ScoreRow[];
  /** Scores that came in while the list stood still and pass the filter. */
  readonly newCount: number;
  readonly filter: ScoreFilter;
  readonly hidden: number;
};

export type ScoresStore = ListControl & {
  readonly store: StoreApi<Scores>;
  start(): void;
  stop(): void;
};

/** The list of scores beside the list of changes: same dealer, same search, held and read back by itself. */
export function createScoresStore(
  api: Api,
  feed: FeedStore<ScoreList>,
  preferences: PreferencesStore,
  live: LiveStore,
): ScoresStore {
  const unsubscribes: (() => void)[] = [];

  const filterNow = (): ScoreFilter => {
    const { dealerId, search } = live.store.getState().filter;
    const { reasons, minMove } = preferences.store.getState().value?.scores ?? EMPTY.filter;
    return { reasons, minMove, dealerId, search };
  };

  const derive = (): Scores => {
    const filter = filterNow();
    const { state, rows, clearedSeq, arrived, heldTop } = list.read();
    const passes = compileScoreFilter(filter) ?? (() => true);
    const uncleared = clearedSeq === 0 ? rows : rows.filter(({ seq }) => seq > clearedSeq);
    const shown = uncleared.filter(passes);
    const newCount = arrived.filter((row) => row.seq > heldTop && passes(row)).length;
    return { ...state, filter, rows: shown, newCount, hidden: uncleared.length - shown.length };
  };

  const store = createStore<Scores>(() => EMPTY);
  const publish = (): void => store.setState(derive(), true);
  const list = createHeldList({
    newest: () => feed.store.getState().feed.state,
    page: (input) => api.call('scores.page', input),
    publish,
  });

  return {
    ...list.control,
    store,
    start: () => {
      publish();
      unsubscribes.push(feed.store.subscribe(publish), preferences.store.subscribe(publish));
      unsubscribes.push(
        live.store.subscribe((now, before) => {
          const { dealerId, search } = before.filter;
          if (now.filter.search !== search || now.filter.dealerId !== dealerId) publish();
        }),
      );
    },
    stop: () => {
      for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
      list.stop();
    },
  };
}

const EMPTY: Scores = {
  ...NOT_READY,
  rows: [],
  newCount: 0,
  filter: { reasons: [], minMove: 0, dealerId: null, search: '' },
  hidden: 0,
};
