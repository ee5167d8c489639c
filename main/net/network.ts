import { LotwatchError } from '../../shared/result.ts';
import { DEFAULT_NETWORK, type StoredNetwork } from '../../shared/connections.ts';
import {
  isExcepted,
  parseProxy,
  proxyOfPac,
  proxyOfVariables,
  type ProxyFor,
  type ProxyVariables,
  type SystemProxy,
} from './proxies.ts';
import { trustAlso } from './trust.ts';

/** What was said outside of Settings, by variables or the settings file; it wins over them. */
export type GivenNetwork = {
  /** A file of certificate authorities to trust beside the others. */
  readonly caFile: string | null;
  /** `none`, or an address that may hold a password. */
  readonly proxy: string | null;
  readonly variables: ProxyVariables;
};

export type NetworkParts = {
  readonly given: GivenNetwork;
  /** "user:password" for the proxy of Settings; null = it asks for none. */
  readonly readLogin: () => Promise<string | null>;
  /** Absent where there is no system to ask, as on the command line. */
  readonly system?: SystemProxy | undefined;
};

/** How this console gets out: whom it trusts and by which proxy. */
export type Network = {
  /** @throws LotwatchError `bad-input` for a file of authorities that cannot be used; all stays as it was then. */
  use(settings: StoredNetwork): void;
  readonly proxyFor: ProxyFor;
};

export function openNetwork({ given, readLogin, system }: NetworkParts): Network {
  let settings = DEFAULT_NETWORK;

  const fixed = async (): Promise<URL | null> => {
    if (given.proxy !== null) return given.proxy === 'none' ? null : parseProxy(given.proxy);
    if (settings.proxy === null) return null;
    const proxy = parseProxy(settings.proxy);
    const [user = '', ...rest] = ((await readLogin()) ?? '').split(':');
    proxy.username = encodeURIComponent(user);
    proxy.password = encodeURIComponent(rest.join(':'));
    return proxy;
  };
  const found = async (url: URL): Promise<URL | null> => {
    const { variables } = given;
    if (variables.http !== null || variables.https !== null) return proxyOfVariables(url, variables);
    if (system === undefined) return null;
    let answer: string;
    try {
      // A PAC file sees the address: what may be a key in it is none of its business.
      answer = await system(`${url.protocol}//${url.host}${url.pathname}`);
    } catch (error) {
      throw new LotwatchError('source', 'The system’s proxy settings could not be read.', { cause: error });
    }
    return proxyOfPac(answer);
  };

  return {
    use: (next) => {
      trustAlso(given.caFile ?? next.caFile);
      settings = next;
    },
    proxyFor: async (url) => {
      const isFixed = given.proxy !== null || settings.mode === 'fixed';
      if (isFixed) return isExcepted(url, given.variables.except) ? null : fixed();
      return settings.mode === 'none' ? null : found(url);
    },
  };
}
