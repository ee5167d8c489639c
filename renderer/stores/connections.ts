import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallName } from '../../shared/channels.ts';
import type { CallInput, CallOutput } from '../../shared/contract.ts';
import type { BusReport, BusTest } from '../../shared/diagnostics.ts';
import type { GatewaySettings, NetworkSettings, RedisSettings } from '../../shared/connections.ts';
import type { Api } from '../api.ts';
import { text } from '../text.ts';
import type { Notices } from './notices.ts';

export type Connections = {
  readonly redis: RedisSettings | null;
  readonly gateway: GatewaySettings | null;
  readonly network: NetworkSettings | null;
  readonly report: BusReport | null;
  /** Of the last call that failed; null after a good one. */
  readonly error: string | null;
  /** What the last test found; null while there is none. */
  readonly test: BusTest | null;
  readonly testing: boolean;
};

/** Redis, the gateway and the way out: what is set, how it is, and what a test says. */
export type ConnectionsStore = {
  readonly store: StoreApi<Connections>;
  load(): Promise<void>;
  loadReport(): Promise<void>;
  /** Returns whether it was stored. */
  setRedis(change: CallInput<'redis.set'>): Promise<boolean>;
  setNetwork(change: CallInput<'network.set'>): Promise<boolean>;
  setGateway(change: CallInput<'gateway.set'>): Promise<boolean>;
  /** @param url null = the server in use. */
  test(url: string | null, namespace: string | null): Promise<void>;
};

export function createConnectionsStore(api: Api, notices: Notices): ConnectionsStore {
  const store = createStore<Connections>(() => ({
    redis: null,
    gateway: null,
    network: null,
    report: null,
    error: null,
    test: null,
    testing: false,
  }));
  const ask = async <Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    take: (value: CallOutput<Name>) => Partial<Connections>,
  ): Promise<boolean> => {
    const answer = await api.call(name, input);
    store.setState(answer.ok ? { ...take(answer.value), error: null } : { error: answer.error.message });
    return answer.ok;
  };
  /** Here and not where it is pressed: none of the switches and buttons can leave it out. */
  const said = async (words: string, asking: Promise<boolean>): Promise<boolean> => {
    const isTaken = await asking;
    if (isTaken) notices.done(words);
    return isTaken;
  };
  return {
    store,
    load: async () => {
      await ask('redis.get', {}, (redis) => ({ redis }));
      await ask('gateway.get', {}, (gateway) => ({ gateway }));
      await ask('network.get', {}, (network) => ({ network }));
    },
    loadReport: async () => void (await ask('diagnostics.get', {}, (report) => ({ report }))),
    setRedis: (change) =>
      said(
        text.connections.saved,
        ask('redis.set', change, (redis) => ({ redis, test: null })),
      ),
    setNetwork: (change) =>
      said(
        text.network.saved,
        ask('network.set', change, (network) => ({ network })),
      ),
    setGateway: (change) =>
      said(
        text.connections.gatewaySaved,
        ask('gateway.set', change, (gateway) => ({ gateway })),
      ),
    test: async (url, namespace) => {
      store.setState({ testing: true, test: null });
      await ask('diagnostics.test', { url, namespace }, (test) => ({ test }));
      store.setState({ testing: false });
    },
  };
}
