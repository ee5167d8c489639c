import type { IncomingMessage } from 'node:http';
import type { FeedAuth } from '../../../shared/schedule.ts';
import { pinHost, pinOwnHost, resolveHost, type Pinned, type Reach, type Resolve } from './addresses.ts';
import type { Delivery, FeedRequest, Validators } from './delivery.ts';
import { asFailure, FeedFailure, shownAddress, statusFailure } from './failure.ts';
import type { HttpLimits } from './limits.ts';
import { isRedirect, redirectTarget } from './redirect.ts';
import { get } from './request.ts';

/** Asks a web server for a feed. @throws LotwatchError in words. */
export async function openHttpFeed(
  request: FeedRequest,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<Delivery> {
  const { response, url } = await follow(request, limits, signal);
  if (response.statusCode === 304) {
    response.destroy();
    return { kind: 'unchanged' };
  }
  const { headers } = response;
  const length = headers['content-length'];
  return {
    kind: 'body',
    url,
    chunks: response,
    total: length === undefined ? null : Number(length),
    encoding: headers['content-encoding'],
    contentType: headers['content-type'],
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    close: () => void response.destroy(),
  };
}

/** The answer at the end of the redirects: 200, or 304 where it was asked for. Its body is the caller's to end. */
async function follow(
  { url: start, auth, known, resolve = resolveHost, proxyFor, publicHosts }: FeedRequest,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<{ readonly response: IncomingMessage; readonly url: URL }> {
  let url = start;
  let own: ReadonlySet<Reach> | null = null;
  let isHome = true;
  for (let hops = 0; hops <= limits.redirects; hops += 1) {
    let response: IncomingMessage;
    try {
      const proxy = (await proxyFor?.(url)) ?? null;
      const find = proxy === null ? resolve : byProxy(resolve);
      const { lookup, reaches }: Pinned =
        own === null || url.origin === start.origin
          ? await pinOwnHost(url, publicHosts, find)
          : await pinHost(url, own, find);
      own ??= reaches;
      const headers = { ...baseHeaders(known), ...(isHome ? authHeader(url, auth) : {}) };
      response = await get({ url, headers, lookup, proxy, limits, signal });
    } catch (error) {
      throw asFailure(error, url);
    }
    const status = response.statusCode ?? 0;
    if (status === 200 || (status === 304 && known !== null)) return { response, url };
    response.destroy();
    if (!isRedirect(status)) {
      throw statusFailure({
        url,
        status,
        hadAuth: isHome && auth.kind !== 'none',
        leftOrigin: !isHome && auth.kind !== 'none',
        waitMs: retryAfter(response.headers['retry-after']),
      });
    }
    url = redirectTarget(url, response.headers.location);
    // Once away, credentials stay away: what comes back by a stranger's redirect is the stranger's wish.
    isHome &&= url.origin === start.origin;
  }
  throw new FeedFailure(
    `${shownAddress(start)} redirects more than ${limits.redirects} times. Ask your feed provider for the final address of the file.`,
  );
}

/** Behind a proxy it is the proxy that finds the host; what can be found here is checked all the same. */
const byProxy =
  (resolve: Resolve): Resolve =>
  (host) =>
    resolve(host).catch(() => []);

const baseHeaders = (known: Validators | null): Record<string, string> => ({
  'user-agent': 'Lotwatch',
  accept: '*/*',
  'accept-encoding': 'gzip, br',
  ...(known?.etag ? { 'if-none-match': known.etag } : {}),
  ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
});

function authHeader(url: URL, auth: FeedAuth): Record<string, string> {
  if (auth.kind === 'none') return {};
  if (auth.kind === 'key')
    throw new FeedFailure(
      `${shownAddress(url)} takes no SSH key; give a user name and password, or a token.`,
    );
  if (auth.kind === 'bearer') return { authorization: `Bearer ${auth.token}` };
  return { authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` };
}

/** Ms of a Retry-After: seconds or a date. */
function retryAfter(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
