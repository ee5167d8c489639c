import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallName } from '../../shared/channels.ts';
import type { MoneyRow } from '../../shared/change-event.ts';
import type { ChangeGroup } from '../../shared/contract.ts';
import type { FeedPosition, Frame } from '../../shared/frame.ts';
import type { Result } from '../../shared/result.ts';
import { fail } from '../../shared/result.ts';
import type { Api } from '../api.ts';
import { typedApi } from '../api.ts';
import type { Connection } from '../connection.ts';

/** A core for tests that returns what the test sets, and remembers what it was asked. */
export type ScriptedApi = {
  readonly api: Api;
  readonly connection: StoreApi<Connection>;
  readonly calls: { readonly name: CallName; readonly input: unknown }[];
  readonly subscriptions: {
    readonly feed: string;
    readonly position: FeedPosition | null;
    readonly filter: unknown;
    ended: boolean;
  }[];
  /** Sets the answer to calls of one name; without one the call fails. */
  answer(name: CallName, make: (input: never) => Result<unknown> | Promise<Result<unknown>>): void;
  /** Sends a frame to the subscriptions of its feed that have not ended. */
  send(frame: Frame): void;
};

export function createScriptedApi(): ScriptedApi {
  const answers = new Map<CallName, (input: never) => Result<unknown> | Promise<Result<unknown>>>();
  const calls: ScriptedApi['calls'] = [];
  const subscriptions: (ScriptedApi['subscriptions'][number] & { onFrame(frame: Frame): void })[] = [];
  const connection = createStore<Connection>(() => ({ status: 'open' }));
  const api = typedApi(
    {
      adapter: 'desktop',
      call: async (name, input) => {
        calls.push({ name, input });
        return answers.get(name)?.(input as never) ?? fail('unavailable', `no answer to ${name}`);
      },
      subscribe: (feed, position, filter, onFrame) => {
        const subscription = { feed, position, filter, ended: false, onFrame };
        subscriptions.push(subscription);
        return () => {
          subscription.ended = true;
        };
      },
    },
    connection,
  );
  return {
    api,
    connection,
    calls,
    subscriptions,
    answer: (name, make) => void answers.set(name, make),
    send: (frame) => {
      for (const { feed, ended, onFrame } of subscriptions)
        if (feed === frame.feed && !ended) onFrame(frame);
    },
  };
}

/** One change, with the seq as its time and all else as a test needs it. */
export const event = (seq: number, some: Partial<MoneyRow> = {}): MoneyRow => ({
  kind: 'event',
  seq,
  id: `01890000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
  type: 'price:change',
  vin: `5TDBRKEC1PS${String(seq).padStart(6, '0')}`,
  dealerId: 'eastside',
  source: 'feed',
  runId: 'run-1',
  ts: '2025-11-23T12:00:00.000Z',
  at: '2025-11-23T12:00:00.000Z',
  old: 40_000,
  new: 39_000,
  delta: -1000,
  deltaPct: -2.5,
  currency: null,
  sample: false,
  facts: {
    year: 2023,
    make: 'Toyota',
    model: 'Sienna',
    trim: 'LE',
    condition: 'new',
    dealerName: 'Eastside',
  },
  ...some,
});

export const group = (seq: number, count: number, some: Partial<ChangeGroup> = {}): ChangeGroup => ({
  kind: 'group',
  groupId: `group-${seq}`,
  seq,
  type: 'msrp:change',
  runId: 'run-1',
  source: 'feed',
  ts: '2025-11-23T12:00:00.000Z',
  at: '2025-11-23T12:00:00.000Z',
  count,
  matching: null,
  delta: 750,
  deltaPctMin: 1.5,
  deltaPctMax: 2.04,
  currency: null,
  label: 'Toyota Sienna',
  models: 1,
  dealers: 62,
  dealerId: null,
  dealerName: null,
  sample: false,
  ...some,
});
