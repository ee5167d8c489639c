import type { LotFilter } from '../../../shared/list-filter.ts';
import type { LotState } from '../../../shared/lot.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { LotColumn } from '../../../shared/lot-list/columns.ts';
import type { LotView } from '../../../shared/lot-list/view.ts';
import type { Api } from '../../api.ts';
import { text } from '../../text.ts';
import type { FeedStore } from '../feed.ts';
import type { Clipboard } from '../clipboard.ts';
import type { Notices } from '../notices.ts';
import type { PreferencesStore } from '../preferences.ts';
import type { VehicleActions } from './actions.ts';
import { createVehicleActions } from './actions.ts';
import type { VehicleExports } from './exports.ts';
import { download } from '../../download.ts';
import { createVehicleExports } from './exports.ts';
import { paced } from './paced.ts';
import { readPrintedView, type PrintedView } from './print.ts';
import type { PicksStore } from './picks.ts';
import { createPicks } from './picks.ts';
import type { LotRowsStore } from './rows.ts';
import { createLotRows } from './rows.ts';
import type { LotSumsStore } from './sums.ts';
import { createLotSums } from './sums.ts';
import { everyOne, queryOf, selectionOf } from './view-query.ts';
import type { LotViewsStore } from './views.ts';
import { createLotViews } from './views.ts';

/** Figures and rows follow what happens at most this often. */
const FOLLOW_MS = 1_000;
/** While someone types, one question at the end of it is enough. */
const SEARCH_AFTER_MS = 120;

/** As many values as can be looked through; others are found by typing. */
const VALUES_MAX = 100;

export type ValuesOf = CallOutput<'lot.values'>;

/** The inventory list: its views, its rows, their sums and what is picked of them. */
export type VehiclesStore = {
  readonly views: LotViewsStore;
  readonly rows: LotRowsStore;
  readonly sums: LotSumsStore;
  readonly picks: PicksStore;
  readonly actions: VehicleActions;
  readonly exports: VehicleExports;
  /** What is shown, to be printed; null where it could not be read, which was said. */
  printed(): Promise<PrintedView | null>;
  /** Follows the lot while the screen is shown; returns the way to end that. */
  start(): () => void;
  /** Looks at what is shown now, as after something was changed here. */
  follow(): void;
  search(words: string): void;
  /** Shows what fits these, on the lot or not, as a change of the first view that can be saved as another. */
  show(filters: LotView['filters']): Promise<void>;
  /** How many more there would be without one of the filters. */
  without(at: number): Promise<number | null>;
  /** The values of a column among what the other filters let pass; null where they could not be read. */
  valuesOf(column: LotColumn, words: string): Promise<ValuesOf | null>;
};

/** Grows whenever a row may be another. */
const revisionOf = (lot: LotState | null): number | null => lot?.inventory.revision ?? null;

export function createVehicles(
  api: Api,
  lot: FeedStore<LotState, LotFilter>,
  preferences: PreferencesStore,
  said: { readonly notices: Notices; readonly clipboard: Clipboard },
): VehiclesStore {
  const { notices } = said;
  const views = createLotViews(api, preferences);
  const rows = createLotRows(api);
  const sums = createLotSums(api);
  const picks = createPicks();
  const sumsPace = paced(FOLLOW_MS, sums.read);
  const rowsPace = paced(FOLLOW_MS, rows.refresh);
  let searchTimer: ReturnType<typeof setTimeout> | null = null;

  const dealer = (): string | null => preferences.store.getState().value?.live.dealerId ?? null;
  const follow = (): void => {
    sumsPace.ask();
    rowsPace.ask();
  };

  const ask = (): void => {
    const { working, views: saved } = views.store.getState();
    if (working === null || saved === null) return;
    const dealerId = dealer();
    rows.ask(queryOf(working, dealerId));
    const isNews = sums.about({
      selection: selectionOf(working, dealerId),
      every: everyOne(working, dealerId),
      views: saved.map(({ id, view }) => ({ id, selection: selectionOf(view, dealerId) })),
    });
    // Another question is answered at once; only what follows the same one waits its turn.
    if (isNews) void sums.read();
  };

  return {
    views,
    rows,
    sums,
    picks,
    actions: createVehicleActions(api, said, follow),
    exports: createVehicleExports(api, notices, { views, preferences, fetchFile: download }),
    printed: async () => {
      const { working, current } = views.store.getState();
      if (working === null || current === null) return null;
      const shown = { title: current.name, view: working, dealerId: dealer() };
      const answer = await readPrintedView(api, shown);
      if (answer.ok) return answer.value;
      notices.problem(text.vehicles.printFailed(answer.error.message));
      return null;
    },
    start: () => {
      const ends = [
        views.store.subscribe(ask),
        preferences.store.subscribe((now, before) => {
          if (before.value === null && now.value !== null) void views.load();
          else ask();
        }),
        lot.store.subscribe((now, before) => {
          if (revisionOf(now.feed.state) !== revisionOf(before.feed.state)) follow();
        }),
      ];
      if (preferences.store.getState().value !== null) void views.load();
      ask();
      follow();
      return () => {
        for (const end of ends) end();
        sumsPace.stop();
        rowsPace.stop();
      };
    },
    follow,
    search: (words) => {
      if (searchTimer !== null) clearTimeout(searchTimer);
      searchTimer = setTimeout(() => views.change({ search: words }), SEARCH_AFTER_MS);
    },
    show: async (filters) => {
      if (views.store.getState().views === null) await views.load();
      const [first] = views.store.getState().views ?? [];
      if (first === undefined) return;
      views.choose(first.id);
      views.change({ filters, search: '', presence: 'any' });
    },
    without: async (at) => {
      const { working } = views.store.getState();
      if (working === null) return null;
      const filters = working.filters.filter((_, index) => index !== at);
      const selection = selectionOf({ ...working, filters }, dealer());
      const answer = await api.call('lot.counts', { selections: [selection] });
      return answer.ok ? (answer.value.counts[0] ?? null) : null;
    },
    valuesOf: async (column, words) => {
      const { working } = views.store.getState();
      if (working === null) return null;
      const filters = working.filters.filter((filter) => filter.column !== column);
      const selection = selectionOf({ ...working, filters }, dealer());
      const answer = await api.call('lot.values', { column, selection, text: words, limit: VALUES_MAX });
      return answer.ok ? answer.value : null;
    },
  };
}
