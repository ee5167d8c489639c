import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { ChangeEvent } from '../../shared/contract.ts';
import type { Api } from '../api.ts';

/** Members per call. */
export const GROUP_PAGE = 200;

/** What is known of one group's members; pages that have not been asked for are holes. */
export type GroupMembers = {
  readonly open: boolean;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly ChangeEvent[]>;
  /** What went wrong with the last page asked for. */
  readonly error: string | null;
};

export type GroupsState = ReadonlyMap<string, GroupMembers>;

export type GroupsStore = {
  readonly store: StoreApi<GroupsState>;
  /** `total` as the group's row says it; the core's answer corrects it. */
  toggle(groupId: string, total: number): void;
  /** Sees to it that members `from` to `to` (exclusive) are there or on their way. */
  ensure(groupId: string, total: number, from: number, to: number): void;
  /** Forgets what failed, so that it is tried again. */
  retry(groupId: string): void;
};

const UNOPENED: GroupMembers = { open: false, total: 0, pages: new Map(), error: null };

export function memberAt(group: GroupMembers, index: number): ChangeEvent | undefined {
  return group.pages.get(Math.floor(index / GROUP_PAGE))?.[index % GROUP_PAGE];
}

/** Every member in order, or null while some are missing. */
export function allMembers(group: GroupMembers | undefined): readonly ChangeEvent[] | null {
  if (!group) return null;
  const members: ChangeEvent[] = [];
  for (let page = 0; page * GROUP_PAGE < group.total; page += 1) {
    const loaded = group.pages.get(page);
    if (!loaded) return null;
    members.push(...loaded);
  }
  return members;
}

export function createGroupsStore(api: Api): GroupsStore {
  const store = createStore<GroupsState>(() => new Map());
  const underWay = new Set<string>();

  const update = (groupId: string, change: Partial<GroupMembers>): void => {
    const next = new Map(store.getState());
    next.set(groupId, { ...(next.get(groupId) ?? UNOPENED), ...change });
    store.setState(next, true);
  };

  const load = async (groupId: string, page: number): Promise<void> => {
    const key = `${groupId}#${page}`;
    if (underWay.has(key)) return;
    underWay.add(key);
    const answer = await api.call('changes.group', {
      groupId,
      offset: page * GROUP_PAGE,
      limit: GROUP_PAGE,
    });
    underWay.delete(key);
    if (!answer.ok) {
      update(groupId, { error: answer.error.message });
      return;
    }
    const pages = new Map(store.getState().get(groupId)?.pages);
    pages.set(page, answer.value.events);
    update(groupId, { pages, total: answer.value.total, error: null });
  };

  return {
    store,
    toggle: (groupId, total) => {
      const known = store.getState().get(groupId);
      // A group that grew while it was closed is read anew.
      const pages = known && known.total === total ? known.pages : new Map();
      update(groupId, { open: !known?.open, total, pages, error: null });
    },
    ensure: (groupId, total, from, to) => {
      const known = store.getState().get(groupId);
      if (known?.error) return;
      const end = Math.min(to, known?.total ?? total);
      for (let page = Math.floor(from / GROUP_PAGE); page * GROUP_PAGE < end; page += 1) {
        if (!known?.pages.has(page)) {
          if (!known) update(groupId, { total });
          void load(groupId, page);
        }
      }
    },
    retry: (groupId) => update(groupId, { error: null }),
  };
}
