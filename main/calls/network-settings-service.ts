import { withChange } from '../../shared/change.ts';
import type { NetworkChange, NetworkSettings, StoredNetwork } from '../../shared/connections.ts';
import { LotwatchError } from '../../shared/result.ts';
import type { Network } from '../net/network.ts';
import { parseProxy, shownProxy } from '../net/proxies.ts';
import { LOGIN_SECRET, networkOfStore, type NetworkOfStore } from '../jobs/sources/open-network.ts';
import { readNetworkSettings } from '../store/settings.ts';

/** How this console gets out, as a person sets it. What lets us through a proxy goes in and never comes out. */
export type NetworkSettingsService = Pick<Network, 'proxyFor'> & {
  get(): NetworkSettings;
  /** @throws LotwatchError `bad-input` for a proxy or a file that cannot be used, `unavailable` where the environment says it. */
  set(change: NetworkChange): Promise<NetworkSettings>;
};

export type NetworkSettingsParts = NetworkOfStore & {
  readonly store: (settings: StoredNetwork) => Promise<unknown>;
};

/** @throws LotwatchError `bad-input` where the environment names a file that cannot be used. */
export function openNetworkSettingsService({
  store,
  ...parts
}: NetworkSettingsParts): NetworkSettingsService {
  const { given, secrets } = parts;
  const network = networkOfStore(parts);
  let stored = readNetworkSettings(parts.db);
  const shown = (): NetworkSettings => ({
    mode: given.proxy === null ? stored.mode : given.proxy === 'none' ? 'none' : 'fixed',
    proxy:
      given.proxy === null
        ? stored.proxy
        : given.proxy === 'none'
          ? null
          : shownProxy(parseProxy(given.proxy)),
    caFile: given.caFile ?? stored.caFile,
    proxyGiven: given.proxy !== null,
    caFileGiven: given.caFile !== null,
  });
  return {
    proxyFor: network.proxyFor,
    get: shown,
    set: async (change) => {
      const isProxy = change.mode !== undefined || change.proxy !== undefined;
      if ((isProxy && given.proxy !== null) || (change.caFile !== undefined && given.caFile !== null))
        throw new LotwatchError(
          'unavailable',
          'LOTWATCH_PROXY, LOTWATCH_CA_FILE or config.json say this already and win; remove it there to set it here.',
        );
      const proxy = typeof change.proxy === 'string' ? parseProxy(change.proxy) : null;
      const next = withChange(stored, {
        ...change,
        ...(proxy === null ? {} : { proxy: shownProxy(proxy) }),
      });
      if (next.mode === 'fixed' && next.proxy === null)
        throw new LotwatchError('bad-input', 'Enter the address of the proxy, such as http://proxy:3128.');
      network.use(next);
      if (change.proxy !== undefined) {
        const isLogin = proxy !== null && proxy.username !== '';
        const login = isLogin
          ? `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
          : null;
        await secrets.write(LOGIN_SECRET, login);
      }
      await store(next);
      stored = next;
      return shown();
    },
  };
}
