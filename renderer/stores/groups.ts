import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ChangeEvent } from '../../shared/contract.ts';
import type { ChangeFilter } from '../../shared/list-filter.ts';
import { EVERY_CHANGE } from '../../shared/list-filter.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Api } from '../api.ts';

/** Members per call. */
export const GROUP_PAGE = 200;
/** Of a group whose members are only counted through. */
const VINS_PAGE = 500;
/** Pages kept in memory, of all groups together: many screens full; one that left is read again when it is looked at. */
export const KEPT_PAGES = 100;
/** Groups remembered as opened or closed by hand; the one touched longest ago is as it was at first. */
export const KEPT_GROUPS = 500;

/** What is known of one group's members; pages that have not been asked for are holes. */
export type GroupMembers = {
  /** By hand; null = as the list has it. */
  readonly open: boolean | null;
  /** Members shown: those there were when it was opened; null = as many as its row says. */
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly ChangeEvent[]>;
  /** What went wrong with the last page asked for. */
  readonly error: string | null;
};

export type GroupsState = ReadonlyMap<string, GroupMembers>;

export type GroupsStore = {
  readonly store: StoreApi<GroupsState>;
  /** Opens it, with so many members, or closes it. */
  toggle(groupId: string, open: boolean, total: number): void;
  /** Shows the members that joined since, too. */
  follow(groupId: string, total: number): void;
  /** Sees to it that members `from` to `to` (exclusive) are there or on their way. */
  ensure(groupId: string, total: number, from: number, to: number): void;
  /** Forgets what failed, so that it is tried again. */
  retry(groupId: string): void;
  /** The VINs of all members that the filter lets pass, oldest first. */
  vins(groupId: string): Promise<Result<readonly string[]>>;
  /** What members are asked for with: that of the rows shown. */
  setFilter(filter: ChangeFilter): void;
};

const UNOPENED: GroupMembers = { open: null, total: null, pages: new Map(), error: null };

export function memberAt(group: GroupMembers, index: number): ChangeEvent | undefined {
  return group.pages.get(Math.floor(index / GROUP_PAGE))?.[index % GROUP_PAGE];
}

/** Whether a page has all that it should where the group has `total` members: it may have been read when it had fewer. */
const isWhole = (events: readonly ChangeEvent[] | undefined, page: number, total: number): boolean =>
  events !== undefined && events.length >= Math.min(GROUP_PAGE, total - page * GROUP_PAGE);

export function createGroupsStore(api: Api): GroupsStore {
  const store = createStore<GroupsState>(() => new Map());
  const underWay = new Set<string>();
  let filter = EVERY_CHANGE;

  const update = (groupId: string, change: Partial<GroupMembers>): void => {
    const next = new Map(store.getState());
    const known = next.get(groupId) ?? UNOPENED;
    // The one touched last stands last.
    next.delete(groupId);
    next.set(groupId, { ...known, ...change });
    const [oldest] = next.keys();
    if (next.size > KEPT_GROUPS && oldest !== undefined) next.delete(oldest);
    store.setState(dropPages(next, groupId), true);
  };

  const load = async (groupId: string, page: number): Promise<void> => {
    const key = `${groupId}#${page}`;
    if (underWay.has(key)) return;
    underWay.add(key);
    const asked = filter;
    const answer = await api.call('changes.group', {
      groupId,
      offset: page * GROUP_PAGE,
      limit: GROUP_PAGE,
      filter: asked,
    });
    // Other members are asked for by now.
    if (asked !== filter) return;
    underWay.delete(key);
    if (!answer.ok) {
      update(groupId, { error: answer.error.message });
      return;
    }
    const { events, total } = answer.value;
    const known = store.getState().get(groupId) ?? UNOPENED;
    const pages = new Map(known.pages);
    pages.set(page, events);
    // A number above those shown is given as such; fewer, and there is nothing to wait for.
    update(groupId, { pages, total: Math.min(known.total ?? total, total), error: null });
  };

  return {
    store,
    toggle: (groupId, open, total) => update(groupId, { open, total, error: null }),
    follow: (groupId, total) => update(groupId, { total, error: null }),
    ensure: (groupId, total, from, to) => {
      const known = store.getState().get(groupId);
      if (known?.error) return;
      const size = known?.total ?? total;
      const end = Math.min(to, size);
      for (let page = Math.floor(from / GROUP_PAGE); page * GROUP_PAGE < end; page += 1) {
        if (isWhole(known?.pages.get(page), page, size)) continue;
        if (!known) update(groupId, { total });
        void load(groupId, page);
      }
    },
    vins: async (groupId) => {
      const vins: string[] = [];
      for (;;) {
        const page = { groupId, offset: vins.length, limit: VINS_PAGE, filter };
        const answer = await api.call('changes.group', page);
        if (!answer.ok) return answer;
        vins.push(...answer.value.events.map(({ vin }) => vin));
        if (answer.value.events.length === 0 || vins.length >= answer.value.total) return ok(vins);
      }
    },
    retry: (groupId) => update(groupId, { error: null }),
    setFilter: (next) => {
      if (next === filter) return;
      filter = next;
      underWay.clear();
      const chosen = [...store.getState()].filter(([, { open }]) => open !== null);
      store.setState(new Map(chosen.map(([id, { open }]) => [id, { ...UNOPENED, open }])), true);
    },
  };
}

/** Takes pages out beyond those kept, of groups touched longest ago first; of the last one those read first. */
function dropPages(groups: Map<string, GroupMembers>, last: string): GroupsState {
  let over = [...groups.values()].reduce((sum, { pages }) => sum + pages.size, 0) - KEPT_PAGES;
  for (const [groupId, group] of over > 0 ? groups : []) {
    if (over <= 0) break;
    const drop = groupId === last ? Math.min(over, group.pages.size - 1) : Math.min(over, group.pages.size);
    over -= drop;
    groups.set(groupId, { ...group, pages: new Map([...group.pages].slice(drop)) });
  }
  return groups;
}
