import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { LotQuery } from '../../../shared/lot-list/query.ts';
import type { LotRow } from '../../../shared/lot-list/row.ts';
import type { Api } from '../../api.ts';
import type { ListEnd } from '../pausable-list.ts';
import { movesTo } from './order.ts';
import { fingerprint } from './view-query.ts';

/** Rows asked for at once. */
const PAGE = 200;
/** Rows that are kept; others keep their place, and are read again when they come into view. */
const KEPT = 4_000;
/** Rows that are looked at again when something has changed: those in view and around them. */
const WATCHED = 400;
/** How long a row that changed stays tinted. */
const TINT_MS = 10_000;
/** As many as the core gives by id at once. */
const BY_ID_MAX = 1_000;

export type LotRows = {
  /** In the order of the moment they were read: rows never move while they are read. */
  readonly ids: readonly number[];
  readonly rows: ReadonlyMap<number, LotRow>;
  /** Which question `ids` answers: another number is another list. */
  readonly question: number;
  /** There is an answer, if not to the newest question. */
  readonly ready: boolean;
  /** What is here answers an earlier question. */
  readonly stale: boolean;
  /** Why the newest question was not answered, and since when. */
  readonly error: { readonly message: string; readonly since: string } | null;
  readonly end: ListEnd;
  /** Rows that changed lately, where they stood. */
  readonly changed: ReadonlySet<number>;
  /** Rows in and around view that would stand elsewhere, or no longer be in the list. */
  readonly moved: number;
  /** Changed vehicles that are not in the list yet. */
  readonly behind: number;
};

const NOTHING: LotRows = {
  ids: [],
  rows: new Map(),
  question: 0,
  ready: false,
  stale: false,
  error: null,
  end: { kind: 'more', loading: true, error: null },
  changed: new Set(),
  moved: 0,
  behind: 0,
};

export type LotRowsStore = {
  readonly store: StoreApi<LotRows>;
  /** Another question; the answer before stays until the new one is there. */
  ask(query: LotQuery): void;
  /** The same question again, from the top. */
  again(): void;
  /** The rows behind the last one. */
  more(): Promise<void>;
  /** Sees to it that these lines have their rows. */
  ensure(from: number, to: number): void;
  /** Reads what is in view again, in its place. */
  refresh(): Promise<void>;
  indexOf(id: number): number;
  rowAt(index: number): LotRow | null;
};

export function createLotRows(api: Api): LotRowsStore {
  const store = createStore<LotRows>(() => NOTHING);
  let query: LotQuery | null = null;
  let next: string | null = null;
  let places = new Map<number, number>();
  let view = { from: 0, to: 0 };
  /** An answer to an earlier question must not take the place of a later one's. */
  let question = 0;
  const asked = new Set<number>();

  const endOf = (): ListEnd =>
    next === null ? { kind: 'complete' } : { kind: 'more', loading: false, error: null };

  const read = async (): Promise<void> => {
    if (query === null) return;
    question += 1;
    const mine = question;
    store.setState({ stale: store.getState().ready });
    const answer = await api.call('lot.page', { query, cursor: null, limit: PAGE });
    if (mine !== question) return;
    asked.clear();
    if (!answer.ok) {
      const since = new Date().toISOString();
      store.setState({ stale: false, error: { message: answer.error.message, since } });
      return;
    }
    const { rows, next: behindThese, behind } = answer.value;
    next = behindThese;
    const ids = rows.map(({ id }) => id);
    places = new Map(ids.map((id, at) => [id, at]));
    view = { from: 0, to: 0 };
    store.setState(
      {
        ...NOTHING,
        ids,
        rows: new Map(rows.map((row) => [row.id, row])),
        question: mine,
        ready: true,
        end: endOf(),
        behind,
      },
      true,
    );
  };

  /** Those nearest what is in view stay. */
  const kept = (ids: readonly number[], rows: Map<number, LotRow>): Map<number, LotRow> => {
    if (rows.size <= KEPT) return rows;
    const middle = (view.from + view.to) >> 1;
    const from = Math.max(0, Math.min(middle - KEPT / 2, ids.length - KEPT));
    return new Map(
      ids.slice(from, from + KEPT).flatMap((id) => {
        const row = rows.get(id);
        return row === undefined ? [] : [[id, row] as const];
      }),
    );
  };

  const more = async (): Promise<void> => {
    const { end } = store.getState();
    if (query === null || next === null || end.kind !== 'more' || end.loading) return;
    const mine = question;
    store.setState({ end: { kind: 'more', loading: true, error: null } });
    const answer = await api.call('lot.page', { query, cursor: next, limit: PAGE });
    if (mine !== question) return;
    if (!answer.ok) {
      store.setState({ end: { kind: 'more', loading: false, error: answer.error.message } });
      return;
    }
    next = answer.value.next;
    const before = store.getState();
    // What moved behind the last row since is shown where it was.
    const fresh = answer.value.rows.filter(({ id }) => !places.has(id));
    for (const [at, { id }] of fresh.entries()) places.set(id, before.ids.length + at);
    const ids = [...before.ids, ...fresh.map(({ id }) => id)];
    const rows = new Map(before.rows);
    for (const row of fresh) rows.set(row.id, row);
    store.setState({ ids, rows: kept(ids, rows), end: endOf() });
  };

  const ensure = (from: number, to: number): void => {
    view = { from, to };
    const { ids, rows } = store.getState();
    const missing = ids.slice(from, to + 1).filter((id) => !rows.has(id) && !asked.has(id));
    if (missing.length === 0 || query === null) return;
    const first = ids.indexOf(missing[0] ?? 0, from);
    const wanted = ids.slice(Math.max(0, first - PAGE / 2), first + PAGE).filter((id) => !rows.has(id));
    for (const id of wanted) asked.add(id);
    const mine = question;
    void api.call('lot.rows', { ids: wanted.slice(0, BY_ID_MAX), query }).then((answer) => {
      for (const id of wanted) asked.delete(id);
      if (mine !== question || !answer.ok) return;
      const now = store.getState();
      const known = new Map(now.rows);
      for (const row of answer.value.rows) known.set(row.id, row);
      store.setState({ rows: kept(now.ids, known) });
    });
  };

  const refresh = async (): Promise<void> => {
    const { ids, rows, ready, stale } = store.getState();
    if (!ready && query !== null && !stale) return void read();
    const around = Math.max(0, Math.min(((view.from + view.to) >> 1) - WATCHED / 2, ids.length - WATCHED));
    const watched = ids.slice(around, around + WATCHED).filter((id) => rows.has(id));
    if (query === null || stale) return;
    // An empty list has no row that could say that something came.
    if (ids.length === 0) return read();
    const mine = question;
    const answer = await api.call('lot.rows', { ids: watched, query });
    if (mine !== question || !answer.ok) return;
    const now = store.getState();
    const known = new Map(now.rows);
    const news: number[] = [];
    for (const row of answer.value.rows) {
      const before = known.get(row.id);
      if (before !== undefined && fingerprint(before) === fingerprint(row)) continue;
      known.set(row.id, row);
      if (before !== undefined) news.push(row.id);
    }
    const movedNow = movesTo(watched, answer.value.order);
    const changed = new Set([...now.changed, ...news]);
    store.setState({ rows: known, changed, moved: movedNow, behind: answer.value.behind });
    if (news.length > 0) setTimeout(() => fade(news), TINT_MS);
  };

  const fade = (faded: readonly number[]): void => {
    const changed = new Set(store.getState().changed);
    for (const id of faded) changed.delete(id);
    store.setState({ changed });
  };

  return {
    store,
    ask: (asking) => {
      if (query !== null && fingerprint(asking) === fingerprint(query)) return;
      query = asking;
      void read();
    },
    again: () => void read(),
    more,
    ensure,
    refresh,
    indexOf: (id) => places.get(id) ?? -1,
    rowAt: (index) => {
      const { ids, rows } = store.getState();
      const id = ids[index];
      return id === undefined ? null : (rows.get(id) ?? null);
    },
  };
}
