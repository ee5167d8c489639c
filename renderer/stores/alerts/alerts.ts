import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { StoredRule } from '../../../shared/alerts/alert.ts';
import type { Rehearsal } from '../../../shared/alerts/answers.ts';
import type { AlertFeedState } from '../../../shared/alerts/calls.ts';
import type { Channel } from '../../../shared/alerts/channel.ts';
import type { Rule } from '../../../shared/alerts/rule.ts';
import type { CallInput } from '../../../shared/contract.ts';
import type { Api } from '../../api.ts';
import type { FeedStore, Reducer } from '../feed.ts';
import { paced } from '../vehicles/paced.ts';
import { createAlertList, type AlertList } from './list.ts';
import type { SeenNotices } from './seen.ts';
import { createRuleDraft, type RuleDraft } from './draft.ts';

/** What is shown follows the core at most this often. */
const FOLLOW_MS = 300;

export type AlertFeed = FeedStore<AlertFeedState, Record<string, never>>;
/** Small, so that every frame is the whole state. */
export const alertReducer: Reducer<'alerts', AlertFeedState> = {
  fromSnapshot: (snapshot) => snapshot,
  applyDelta: (_before, delta) => delta,
};

export type Starter = { readonly rule: Rule; readonly tried: Rehearsal };

export type AlertsState = {
  /** Null until the first answer. */
  readonly rules: readonly StoredRule[] | null;
  readonly mutedUntil: string | null;
  readonly rulesError: string | null;
  readonly channels: readonly Channel[] | null;
  readonly channelsError: string | null;
  readonly starters: readonly Starter[] | null;
  readonly startersError: string | null;
  /** Why the last thing that was asked for could not be done. */
  readonly failure: string | null;
};

export type Mute = NonNullable<CallInput<'alerts.mute'>['for']>;
export type Snooze = CallInput<'alerts.snooze'>['until'];

/** Rules, what fired, and channels; read again whenever the feed says that something changed. */
export type AlertsStore = {
  readonly store: StoreApi<AlertsState>;
  readonly feed: AlertFeed;
  readonly list: AlertList;
  readonly draft: RuleDraft;
  readonly seen: SeenNotices;
  /** Follows the core while a screen shows it; returns the way to end that. */
  follow(): () => void;
  loadChannels(): Promise<void>;
  loadStarters(): Promise<void>;
  switchRule(id: string, on: boolean): Promise<void>;
  removeRule(id: string): Promise<void>;
  /** Null = all rules; `length` null = no longer. */
  mute(id: string | null, length: Mute | null): Promise<void>;
  acknowledge(ids: readonly string[], by: string, reason: string): Promise<boolean>;
  snooze(ids: readonly string[], by: string, until: Snooze): Promise<boolean>;
  /** Why it could not be stored; null when it was. */
  saveChannel(channel: CallInput<'alerts.saveChannel'>): Promise<string | null>;
  removeChannel(id: string): Promise<void>;
  /** Why the message was not accepted; null when it was. */
  testChannel(id: string): Promise<string | null>;
  /** The vehicle that an alert is about; null where it is about a source, or cannot be read. */
  vinOf(id: string): Promise<string | null>;
  dismissFailure(): void;
};

export function createAlerts(api: Api, feed: AlertFeed, seen: SeenNotices): AlertsStore {
  const store = createStore<AlertsState>(() => ({
    rules: null,
    mutedUntil: null,
    rulesError: null,
    channels: null,
    channelsError: null,
    starters: null,
    startersError: null,
    failure: null,
  }));
  const list = createAlertList(api);

  const loadRules = async (): Promise<void> => {
    const answer = await api.call('alerts.rules', {});
    store.setState(
      answer.ok
        ? { rules: answer.value.rules, mutedUntil: answer.value.mutedUntil, rulesError: null }
        : { rulesError: answer.error.message },
    );
  };
  const loadChannels = async (): Promise<void> => {
    const answer = await api.call('alerts.channels', {});
    store.setState(
      answer.ok
        ? { channels: answer.value.channels, channelsError: null }
        : { channelsError: answer.error.message },
    );
  };
  const pace = paced(FOLLOW_MS, async () => {
    await Promise.all([loadRules(), list.load(), loadChannels()]);
  });
  const done = (failure: string | null): boolean => {
    store.setState({ failure });
    pace.ask();
    return failure === null;
  };
  const ask = async (
    name:
      | 'alerts.switchRule'
      | 'alerts.removeRule'
      | 'alerts.mute'
      | 'alerts.acknowledge'
      | 'alerts.snooze',
    input: CallInput<typeof name>,
  ): Promise<boolean> => {
    const answer = await api.call(name, input);
    return done(answer.ok ? null : answer.error.message);
  };
  const revisionOf = ({ feed: { state } }: ReturnType<AlertFeed['store']['getState']>) =>
    state === null ? null : state.revision;

  return {
    store,
    feed,
    list,
    seen,
    draft: createRuleDraft(api, pace.ask),
    follow: () => {
      const end = feed.store.subscribe((now, before) => {
        if (revisionOf(now) !== revisionOf(before)) pace.ask();
      });
      pace.ask();
      return () => {
        end();
        pace.stop();
      };
    },
    loadChannels,
    loadStarters: async () => {
      const answer = await api.call('alerts.starters', {});
      store.setState(
        answer.ok
          ? { starters: answer.value.starters, startersError: null }
          : { startersError: answer.error.message },
      );
    },
    switchRule: async (id, on) => void (await ask('alerts.switchRule', { id, on })),
    removeRule: async (id) => void (await ask('alerts.removeRule', { id })),
    mute: async (id, length) => void (await ask('alerts.mute', { id, for: length })),
    acknowledge: (ids, by, reason) => ask('alerts.acknowledge', { ids: [...ids], by, reason }),
    snooze: (ids, by, until) => ask('alerts.snooze', { ids: [...ids], by, until }),
    saveChannel: async (channel) => {
      const answer = await api.call('alerts.saveChannel', channel);
      if (!answer.ok) return answer.error.message;
      await loadChannels();
      return null;
    },
    removeChannel: async (id) => {
      const answer = await api.call('alerts.removeChannel', { id });
      done(answer.ok ? null : answer.error.message);
      await loadChannels();
    },
    testChannel: async (id) => {
      const answer = await api.call('alerts.testChannel', { id });
      await loadChannels();
      return answer.ok ? answer.value.trouble : answer.error.message;
    },
    vinOf: async (id) => {
      const answer = await api.call('alerts.members', { id, offset: 0, limit: 1 });
      return answer.ok ? (answer.value.members[0]?.vin ?? null) : null;
    },
    dismissFailure: () => store.setState({ failure: null }),
  };
}
