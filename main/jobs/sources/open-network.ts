import { toFailure } from '../../../shared/result.ts';
import { openNetwork, type GivenNetwork, type Network } from '../../net/network.ts';
import type { SystemProxy } from '../../net/proxies.ts';
import type { Reader } from '../../store/open.ts';
import type { NamedSecrets } from '../../store/secret-file.ts';
import { readNetworkSettings } from '../../store/settings.ts';

/** Names what lets us through the proxy of Settings: "user:password". */
export const LOGIN_SECRET = 'proxy-login';

export type NetworkOfStore = {
  readonly db: Reader;
  readonly given: GivenNetwork;
  readonly secrets: NamedSecrets;
  readonly system?: SystemProxy | undefined;
  /** Told in words of what is set and cannot be used. */
  readonly onFault: (words: string) => void;
};

/**
 * The way out as it is set. A file of authorities that went away since it was set keeps nothing from starting: who needs
 * it is told so by the feed that cannot be trusted then.
 * @throws LotwatchError `bad-input` where the environment names a file that cannot be used.
 */
export function networkOfStore({ db, given, secrets, system, onFault }: NetworkOfStore): Network {
  const network = openNetwork({ given, system, readLogin: () => secrets.read(LOGIN_SECRET) });
  const stored = readNetworkSettings(db);
  try {
    network.use(stored);
  } catch (error) {
    if (given.caFile !== null) throw error;
    onFault(toFailure(error).message);
    network.use({ ...stored, caFile: null });
  }
  return network;
}
