import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ChangeGroup, ChangeRow } from '../../shared/contract.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Api } from '../api.ts';
import type { Changes } from './changes.ts';
import { appendOlder, topSeq } from './changes.ts';
import type { FeedStore } from './feed.ts';
import type { LiveFilter } from './filter.ts';
import type { GroupsStore } from './groups.ts';
import type { ItemList } from './items.ts';
import { createItemList } from './items.ts';
import type { PreferencesStore } from './preferences.ts';
import { countAbove, selectVisible } from './visible.ts';

/** Rows per call for older ones. */
const OLDER_PAGE = 200;
/** Where scrolling back ends; the command line has the rest. */
export const READ_BACK_MAX = 20_000;
/** How long a row that came in stays tinted. */
const TINT_MS = 2_500;

/** What the list says below its last row. */
export type ListEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'more'; readonly loading: boolean; readonly error: string | null }
  | { readonly kind: 'limit' };

export type Live = {
  /** False until the first snapshot. */
  readonly ready: boolean;
  readonly items: ItemList;
  readonly end: ListEnd;
  /** A person stopped the list. */
  readonly paused: boolean;
  /** Rows stand still, by a pause or because someone reads further down. */
  readonly held: boolean;
  /** Changes that came in meanwhile and pass the filter. */
  readonly newCount: number;
  /** True where more came in than is kept, so `newCount` is a lower bound. */
  readonly newOver: boolean;
  readonly filter: LiveFilter;
  readonly hidden: number;
  readonly cleared: boolean;
  /** Groups whose members are being read for the filter; those too large for it. */
  readonly searching: number;
  readonly unsearched: number;
  /** Rows above this seq have just come in. */
  readonly freshAbove: number;
};

export type LiveStore = {
  readonly store: StoreApi<Live>;
  start(): void;
  stop(): void;
  pause(): void;
  /** Ends a pause and any reading further down: the newest rows are shown again. */
  backToNewest(): void;
  /** Whether someone reads below the top; the list then stands still. */
  setReading(reading: boolean): void;
  search(text: string): void;
  clear(): void;
  unclear(): void;
  loadOlder(): Promise<void>;
};

type Older = { readonly after: number; readonly rows: readonly ChangeRow[]; readonly more: boolean };

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
  let paused = false;
  let reading = false;
  let search = '';
  let clearedSeq = 0;
  /** The rows as they were when the list was held. */
  let heldChanges: Changes | null = null;
  let older: Older | null = null;
  let olderLoading = false;
  let olderError: string | null = null;
  let settledSeq: number | null = null;
  let tint: ReturnType<typeof setTimeout> | null = null;
  const unsubscribes: (() => void)[] = [];

  const newest = (): Changes | null => feed.store.getState().feed.state;
  const filterNow = (): LiveFilter => ({
    ...(preferences.store.getState().value?.live ?? EVERYTHING),
    search,
  });
  const lastSeq = (rows: readonly ChangeRow[]): number => rows.at(-1)?.seq ?? 0;

  /** Older rows count only while they follow the last row without a hole. */
  const olderOf = (base: Changes): Older | null =>
    older !== null && older.after === lastSeq(base.rows) ? older : null;

  const settleLater = (top: number): void => {
    settledSeq ??= top;
    if (tint !== null || top <= settledSeq) return;
    tint = setTimeout(() => {
      tint = null;
      settledSeq = top;
      publish();
    }, TINT_MS);
  };

  const endOf = (base: Changes, back: Older | null, length: number): ListEnd => {
    if (!(back ? back.more : base.more)) return { kind: 'complete' };
    if (length >= READ_BACK_MAX) return { kind: 'limit' };
    return { kind: 'more', loading: olderLoading, error: olderError };
  };

  const derive = (): { readonly live: Live; readonly wanted: readonly ChangeGroup[] } => {
    const filter = filterNow();
    const live = newest();
    // The journal starts over or lost its newest rows (the sample went): there is nothing left to stand still for.
    if (heldChanges && live && topSeq(live.rows) < topSeq(heldChanges.rows)) heldChanges = live;
    const base = heldChanges ?? live;
    const common = { paused, held: heldChanges !== null, filter, cleared: clearedSeq > 0 };
    if (!base || !live) return { live: { ...EMPTY, ...common }, wanted: [] };
    const back = olderOf(base);
    const rows = back ? base.rows.concat(back.rows) : base.rows;
    const visible = selectVisible(rows, filter, groups.store.getState(), clearedSeq);
    const heldTop = topSeq(base.rows);
    settleLater(topSeq(live.rows));
    const shown: Live = {
      ...common,
      ready: true,
      items: visible.items,
      end: endOf(base, back, rows.length),
      newCount: heldChanges ? countAbove(live.rows, heldTop, filter) : 0,
      newOver: heldChanges !== null && live.rows.length > 0 && lastSeq(live.rows) > heldTop,
      hidden: visible.hidden,
      searching: visible.wanted.length,
      unsearched: visible.unsearched,
      freshAbove: settledSeq ?? 0,
    };
    return { live: shown, wanted: visible.wanted };
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

  const hold = (): void => {
    const stands = paused || reading;
    if (stands && heldChanges === null) heldChanges = newest();
    if (!stands && heldChanges !== null) {
      settledSeq = topSeq(heldChanges.rows);
      heldChanges = null;
      olderError = null;
    }
    publish();
  };

  const loadOlder = async (): Promise<void> => {
    const base = heldChanges ?? newest();
    if (!base || olderLoading) return;
    const back = olderOf(base);
    const rows = back?.rows ?? [];
    if (!(back ? back.more : base.more) || base.rows.length + rows.length >= READ_BACK_MAX) return;
    olderLoading = true;
    olderError = null;
    publish();
    const after = lastSeq(base.rows);
    const before = lastSeq(rows) || after || null;
    const answer = await api.call('changes.page', { before, limit: OLDER_PAGE });
    olderLoading = false;
    if (answer.ok) older = { after, rows: appendOlder(rows, answer.value.rows), more: answer.value.more };
    else olderError = answer.error.message;
    publish();
  };

  return {
    store,
    start: () => {
      publish();
      unsubscribes.push(feed.store.subscribe(publish));
      unsubscribes.push(preferences.store.subscribe(publish), groups.store.subscribe(publish));
    },
    stop: () => {
      for (const unsubscribe of unsubscribes.splice(0)) unsubscribe();
      if (tint !== null) clearTimeout(tint);
    },
    pause: () => {
      paused = true;
      hold();
    },
    backToNewest: () => {
      paused = false;
      reading = false;
      hold();
    },
    setReading: (now) => {
      if (now === reading) return;
      reading = now;
      hold();
    },
    search: (words) => {
      search = words;
      publish();
    },
    clear: () => {
      clearedSeq = topSeq(newest()?.rows ?? []);
      publish();
    },
    unclear: () => {
      clearedSeq = 0;
      publish();
    },
    loadOlder,
  };
}

const EMPTY: Live = {
  ready: false,
  items: createItemList([], () => null),
  end: { kind: 'complete' },
  paused: false,
  held: false,
  newCount: 0,
  newOver: false,
  filter: { ...EVERYTHING, search: '' },
  hidden: 0,
  cleared: false,
  searching: 0,
  unsearched: 0,
  freshAbove: 0,
};
