import { pinOwnHost, resolveHost, type PublicHosts } from '../sources/http/addresses.ts';
import { FeedFailure, shownAddress } from '../sources/http/failure.ts';
import { isRedirect } from '../sources/http/redirect.ts';
import { get } from '../sources/http/request.ts';
import type { ProxyFor } from '../net/proxies.ts';
import { connectionFailure, SendFailure } from './send-failure.ts';

export type PostLimits = { readonly connectMs: number; readonly idleMs: number };
/** A receiver that thinks longer has not understood that it is a notice. */
export const POST_LIMITS: PostLimits = { connectMs: 10_000, idleMs: 20_000 };

export type Post = {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};
export type PostTools = {
  readonly proxyFor: ProxyFor;
  readonly limits: PostLimits;
  readonly signal: AbortSignal;
  /** One of these that leads into this network later is not followed there. */
  readonly publicHosts: PublicHosts;
};

/** These may be over soon, whatever they begin with. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Sends JSON to an address that a person entered, which may be one of this machine or its network; never to where that
 * redirects. @throws SendFailure
 */
export async function post({ url, body, headers }: Post, tools: PostTools): Promise<void> {
  const at = shownAddress(url);
  let status: number;
  let retryAfter: string | undefined;
  try {
    const proxy = await tools.proxyFor(url);
    const { lookup } = await pinOwnHost(url, tools.publicHosts, resolveHost);
    const answer = await get({
      ...{ url, body, proxy, lookup, limits: tools.limits, signal: tools.signal },
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Lotwatch',
        ...headers,
      },
    });
    status = answer.statusCode ?? 0;
    retryAfter = answer.headers['retry-after'];
    // What a receiver says beside its status is nothing to us.
    answer.destroy();
  } catch (error) {
    if (tools.signal.aborted) throw new SendFailure('Lotwatch was closed.', true);
    if (error instanceof FeedFailure)
      throw new SendFailure(
        error.isRetryable
          ? `${at} did not answer in time.`
          : `${at} was on the internet before and now leads into this network; alerts are not sent there. If you trust it, enter the address again.`,
        error.isRetryable,
      );
    throw connectionFailure(error, at);
  }
  if (status >= 200 && status < 300) return;
  if (isRedirect(status))
    throw new SendFailure(
      `${at} redirects elsewhere; alerts are not sent there. Enter the new address.`,
      false,
    );
  const isPassing = status >= 500 || PASSING.has(status);
  throw new SendFailure(`${at} answered HTTP ${status}.`, isPassing, waitOf(retryAfter));
}

function waitOf(retryAfter: string | undefined): number | null {
  const seconds = Number(retryAfter);
  return retryAfter !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
