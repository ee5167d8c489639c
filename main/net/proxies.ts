import { LotwatchError } from '../../shared/result.ts';

/** The proxy that leads to an address, null = none. It may hold a password: for people it is {@link shownProxy}. */
export type ProxyFor = (url: URL) => Promise<URL | null>;

/** What the system says of an address, as a PAC file writes it: "PROXY host:port; DIRECT". */
export type SystemProxy = (address: string) => Promise<string>;

/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, as they stand. */
export type ProxyVariables = {
  readonly http: string | null;
  readonly https: string | null;
  readonly except: string | null;
};

export const shownProxy = (proxy: URL): string => `${proxy.protocol}//${proxy.host}`;

/**
 * A proxy as a person writes it; without a scheme it is http.
 * @throws LotwatchError `bad-input`; the message repeats nothing of it, since a password may stand in it.
 */
export function parseProxy(text: string): URL {
  const written = text.trim();
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (url === null || url.hostname === '')
    throw new LotwatchError(
      'bad-input',
      'The address of the proxy is not well formed; write it as http://host:port.',
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new LotwatchError(
      'bad-input',
      `A proxy of the kind ${url.protocol}// cannot be used; name one of http:// or https://.`,
    );
  return url;
}

/** Of the environment's variables. @throws LotwatchError `bad-input` for one that is no proxy. */
export function proxyOfVariables(url: URL, variables: ProxyVariables): URL | null {
  const text = url.protocol === 'https:' ? variables.https : variables.http;
  return text === null || isExcepted(url, variables.except) ? null : parseProxy(text);
}

/** Whether NO_PROXY names it: a host, a domain with all below it, either with a port, or * for everything. */
export function isExcepted(url: URL, except: string | null): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return (except ?? '').split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, name = '', onlyPort] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    const plain = name.replace(/^\*?\./, '');
    if (plain === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
    return host === plain || host.endsWith(`.${plain}`);
  });
}

/**
 * The first way of a PAC answer that can be gone.
 * @throws LotwatchError `source` where it only names kinds of proxies that cannot be used.
 */
export function proxyOfPac(answer: string): URL | null {
  const ways = answer
    .split(';')
    .map((way) => way.trim())
    .filter((way) => way !== '');
  for (const way of ways) {
    const [kind = '', host] = way.split(/\s+/);
    if (/^direct$/i.test(kind)) return null;
    if (host !== undefined && /^(?:proxy|http)$/i.test(kind)) return parseProxy(`http://${host}`);
    if (host !== undefined && /^https$/i.test(kind)) return parseProxy(`https://${host}`);
  }
  if (ways.length === 0) return null;
  throw new LotwatchError(
    'source',
    'The system’s proxy settings name only SOCKS proxies, which Lotwatch cannot use. Name an http proxy in Settings, Network.',
  );
}
