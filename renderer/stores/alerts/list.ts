import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { Alert, AlertMember, AlertState } from '../../../shared/alerts/alert.ts';
import type { Api } from '../../api.ts';

export const ALERT_FILTERS = ['firing', 'open', 'all'] as const;
export type AlertFilter = (typeof ALERT_FILTERS)[number];
const STATES: Readonly<Record<AlertFilter, AlertState[]>> = {
  firing: ['firing'],
  open: ['firing', 'acknowledged', 'snoozed'],
  all: [],
};

const PAGE = 100;
/** The most that one call answers. */
const MOST = 500;
const MEMBERS = 200;

/** The vehicles of an alert that was opened; `more` = it has others that were not read yet. */
export type OpenedAlert = {
  readonly members: readonly AlertMember[];
  readonly more: boolean;
  readonly error: string | null;
};

export type AlertListState = {
  readonly filter: AlertFilter;
  readonly ruleId: string | null;
  /** Newest first. The last good list stays while another is read; null until the first. */
  readonly alerts: readonly Alert[] | null;
  readonly more: boolean;
  readonly error: string | null;
  readonly opened: ReadonlyMap<string, OpenedAlert>;
};

/** What fired, as far back as a person went. */
export type AlertList = {
  readonly store: StoreApi<AlertListState>;
  /** Reads again what is shown. */
  load(): Promise<void>;
  older(): Promise<void>;
  filter(filter: AlertFilter): void;
  /** Null = of all rules. */
  ofRule(ruleId: string | null): void;
  open(alert: Alert): Promise<void>;
  close(id: string): void;
  moreMembers(alert: Alert): Promise<void>;
  /** Reads back until this alert is there; false where there is none. */
  find(id: string): Promise<boolean>;
};

export function createAlertList(api: Api): AlertList {
  const store = createStore<AlertListState>(() => ({
    filter: 'all',
    ruleId: null,
    alerts: null,
    more: false,
    error: null,
    opened: new Map(),
  }));
  /** An answer to an earlier question must not take the place of a later one's. */
  let question = 0;

  const read = async (before: number | null, limit: number) => {
    question += 1;
    const mine = question;
    const { filter, ruleId } = store.getState();
    const answer = await api.call('alerts.page', { before, limit, states: STATES[filter], ruleId });
    if (mine !== question) return null;
    if (answer.ok) return answer.value;
    store.setState({ error: answer.error.message });
    return null;
  };

  const load = async (): Promise<void> => {
    const known = store.getState().alerts ?? [];
    const page = await read(null, Math.min(MOST, Math.max(PAGE, known.length)));
    if (page === null) return;
    const last = page.alerts.at(-1)?.seq ?? 0;
    // Further back than one call reads, what is known stays.
    const behind = page.more ? known.filter(({ seq }) => seq < last) : [];
    const more = behind.length === 0 ? page.more : store.getState().more;
    store.setState({ alerts: [...page.alerts, ...behind], more, error: null });
    for (const id of store.getState().opened.keys()) void readMembers(id, 0);
  };

  const older = async (): Promise<void> => {
    const known = store.getState().alerts ?? [];
    const page = await read(known.at(-1)?.seq ?? null, PAGE);
    if (page !== null) store.setState({ alerts: [...known, ...page.alerts], more: page.more, error: null });
  };

  /** Another question: what is open belongs to the one before. */
  const ask = (change: Partial<AlertListState>): void => {
    store.setState({ ...change, alerts: null, more: false, opened: new Map() });
    void load();
  };

  const setOpened = (id: string, opened: OpenedAlert | null): void => {
    const next = new Map(store.getState().opened);
    if (opened === null) next.delete(id);
    else next.set(id, opened);
    store.setState({ opened: next });
  };

  const readMembers = async (id: string, offset: number): Promise<void> => {
    const known = store.getState().opened.get(id);
    const limit = offset === 0 ? Math.min(MOST, Math.max(MEMBERS, known?.members.length ?? 0)) : MEMBERS;
    const answer = await api.call('alerts.members', { id, offset, limit });
    const now = store.getState().opened.get(id);
    if (now === undefined) return;
    if (!answer.ok) return setOpened(id, { ...now, error: answer.error.message });
    const { members } = answer.value;
    const count = store.getState().alerts?.find((alert) => alert.id === id)?.count ?? 0;
    const all = [...now.members.slice(0, offset), ...members];
    setOpened(id, { members: all, more: members.length > 0 && all.length < count, error: null });
  };

  return {
    store,
    load,
    older,
    filter: (filter) => ask({ filter }),
    ofRule: (ruleId) => ask({ ruleId }),
    open: async ({ id }) => {
      if (store.getState().opened.has(id)) return;
      setOpened(id, { members: [], more: false, error: null });
      await readMembers(id, 0);
    },
    close: (id) => setOpened(id, null),
    moreMembers: ({ id }) => readMembers(id, store.getState().opened.get(id)?.members.length ?? 0),
    find: async (id) => {
      store.setState({ filter: 'all', ruleId: null });
      await load();
      const isThere = (): boolean => store.getState().alerts?.some((alert) => alert.id === id) ?? false;
      while (!isThere() && store.getState().more && store.getState().error === null) await older();
      return isThere();
    },
  };
}
