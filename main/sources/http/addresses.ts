import { lookup as lookUp } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { FeedAuth } from '../../../shared/schedule.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { plainPlace } from '../../../shared/typed-place.ts';
import { FeedFailure, shownAddress } from './failure.ts';

/** Kinds of addresses that can be read. */
const WEB: ReadonlySet<string> = new Set(['https:', 'http:']);
const SERVERS: ReadonlySet<string> = new Set(['sftp:', 'ftps:', 'ftp:']);

/**
 * An address without its password and fragment, and what stood in it to let us in. The user name of a file server stays:
 * it says whose folder is meant.
 * @throws LotwatchError `bad-input` for one that is none, or of another kind. The message repeats no password.
 */
export function parseAddress(text: string): { readonly url: URL; readonly auth: FeedAuth | null } {
  let url: URL;
  try {
    url = new URL(plainPlace(text));
  } catch {
    throw new LotwatchError(
      'bad-input',
      'The address is not well formed; write it as https://host/file.csv or sftp://user@host/path/file.csv.',
    );
  }
  const isServer = SERVERS.has(url.protocol);
  if (!isServer && !WEB.has(url.protocol)) {
    throw new LotwatchError(
      'bad-input',
      `${url.protocol}// addresses cannot be read; use https://, http://, sftp://, ftps:// or ftp://, or the path of a file.`,
    );
  }
  if (isServer && url.hostname === '')
    throw new LotwatchError(
      'bad-input',
      'The address names no server; write it as sftp://user@host/path/file.csv.',
    );
  const user = decode(url.username);
  const password = decode(url.password);
  if (!isServer) url.username = '';
  // Only of web addresses it is done for us.
  else url.hostname = url.hostname.toLowerCase();
  url.password = '';
  url.hash = '';
  const isAuth = user !== '' && (!isServer || password !== '');
  return { url, auth: isAuth ? { kind: 'basic', user, password } : null };
}

/** A password may hold a bare "%". */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where an IP address leads. Redirects must not lead from the world into this machine or its network. */
export type Reach = 'public' | 'private' | 'loopback' | 'link-local';

const lists: readonly (readonly [Reach, BlockList])[] = [
  ['loopback', blockList(['127.0.0.0/8', '0.0.0.0/8'], ['::1/128', '::/128'])],
  ['link-local', blockList(['169.254.0.0/16'], ['fe80::/10'])],
  [
    'private',
    blockList(
      [
        '10.0.0.0/8',
        '172.16.0.0/12',
        '192.168.0.0/16',
        '100.64.0.0/10',
        '192.0.0.0/24',
        '198.18.0.0/15',
        '224.0.0.0/3',
      ],
      [
        ...['fc00::/7', 'fec0::/10', 'ff00::/8'],
        // These carry an IPv4 address that nobody has looked at: NAT64 of both kinds, 6to4, Teredo, translated and
        // compatible ones.
        ...['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', '::ffff:0:0:0/96', '::/96'],
      ],
    ),
  ],
];

function blockList(v4: readonly string[], v6: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [ranges, family] of [
    [v4, 'ipv4'],
    [v6, 'ipv6'],
  ] as const) {
    for (const range of ranges) {
      const [net = '', bits = ''] = range.split('/');
      list.addSubnet(net, Number(bits), family);
    }
  }
  return list;
}

/** What is no IP address in plain form counts as private. */
export function reachOf(ip: string): Reach {
  // The name of the network card behind it says nothing.
  const plain = ip.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 0) return 'private';
  return lists.find(([, list]) => list.check(plain, family === 6 ? 'ipv6' : 'ipv4'))?.[0] ?? 'public';
}

export type ResolvedAddress = { readonly address: string; readonly family: number };
/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export const resolveHost: Resolve = (host) => lookUp(host, { all: true });

/** `[::1]` in an address is `::1` for the resolver. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Hosts of sources that were on the internet when they were met, by name. */
export type PublicHosts = {
  readonly has: (host: string) => boolean;
  readonly add: (host: string) => void;
};

/** Addresses of a host that were checked, and a `lookup` that gives just these. */
export type Pinned = {
  readonly addresses: readonly ResolvedAddress[];
  readonly lookup: LookupFunction;
  readonly reaches: ReadonlySet<Reach>;
};

/**
 * Looks a source's own host up once: what was checked is what is connected to. It may be anywhere, as a person entered
 * it; but a name that was on the internet must not lead into this network later, whoever has its name by then, and of a
 * name that has addresses in both only those on the internet are used.
 * @throws FeedFailure when a host of `publicHosts` is no longer one.
 */
export async function pinOwnHost(url: URL, publicHosts: PublicHosts, resolve: Resolve): Promise<Pinned> {
  const host = hostOf(url);
  const found = await resolve(host);
  const outside = found.filter(({ address }) => reachOf(address) === 'public');
  if (outside.length > 0) {
    if (isIP(host) === 0 && !publicHosts.has(host)) publicHosts.add(host);
    return pinned(outside);
  }
  const [first] = found;
  if (first !== undefined && publicHosts.has(host))
    throw new FeedFailure(
      `${shownAddress(url)} was on the internet before and now leads to a ${reachOf(first.address)} address inside this network; Lotwatch does not follow that. If you trust it, enter the address of the source again.`,
    );
  return pinned(found);
}

/**
 * Looks the host of a redirect up once.
 * @throws FeedFailure when one of its addresses leads where `allowed` does not reach.
 */
export async function pinHost(url: URL, allowed: ReadonlySet<Reach>, resolve: Resolve): Promise<Pinned> {
  const found = await resolve(hostOf(url));
  for (const reach of found.map(({ address }) => reachOf(address))) {
    if (reach === 'public' || allowed.has(reach)) continue;
    throw new FeedFailure(
      `A redirect led to ${shownAddress(url)}, a ${reach} address inside this network; Lotwatch does not follow that. If you trust it, use this address for the source.`,
    );
  }
  return pinned(found);
}

function pinned(found: readonly ResolvedAddress[]): Pinned {
  const reaches = new Set(found.map(({ address }) => reachOf(address)));
  const lookup: LookupFunction = (_host, options, callback) => {
    const [first] = found;
    if (first === undefined) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 4);
    else if (options.all === true) callback(null, [...found]);
    else callback(null, first.address, first.family);
  };
  return { addresses: found, lookup, reaches };
}
