import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { connect } from 'node:tls';
import { tlsOptionsFor } from '../../net/trust.ts';
import { FeedFailure, shownAddress } from './failure.ts';
import type { HttpLimits } from './limits.ts';
import { doorOf, plainHost, proxyLogin, proxyRefusal, tunnelTo, viaProxy } from './tunnel.ts';

type Asked = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly lookup: LookupFunction;
  readonly proxy: URL | null;
  readonly limits: Pick<HttpLimits, 'connectMs' | 'idleMs'>;
  readonly signal: AbortSignal;
  /** Sent by POST; absent = a GET. */
  readonly body?: string;
};

/**
 * One GET, or POST, on a connection of its own, follows nothing. A body that goes quiet for `idleMs` fails in its reader. Through
 * a proxy https goes by a tunnel, so that the proxy sees neither the feed nor what lets us in.
 */
export async function get(asked: Asked): Promise<IncomingMessage> {
  const { url, proxy, limits, signal } = asked;
  if (proxy === null) return ask(asked, {});
  if (url.protocol === 'http:') {
    const headers = { host: url.host, ...proxyLogin(proxy) };
    return ask(asked, { ...doorOf(proxy), path: url.href, headers });
  }
  const socket = await tunnelTo(url, proxy, { ms: limits.connectMs, signal });
  const host = plainHost(url.hostname);
  return ask(asked, { createConnection: () => connect({ socket, host, ...tlsOptionsFor(host) }) }).catch(
    (error: unknown) => {
      socket.destroy();
      throw error;
    },
  );
}

function ask(
  { url, headers, lookup, proxy, limits, signal, body }: Asked,
  way: RequestOptions,
): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const request = (way.protocol ?? url.protocol) === 'https:' ? requestHttps : requestHttp;
  const tls = isTls && proxy === null ? tlsOptionsFor(plainHost(url.hostname)) : {};
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      ...tls,
      ...way,
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...headers, ...way.headers },
      ...(proxy === null ? { lookup } : {}),
      signal,
      // With an agent, even none, Node would connect by itself.
      ...(way.createConnection === undefined ? { agent: false } : {}),
    });
    const late = (what: string, ms: number): void => {
      const message = `${shownAddress(url)} ${what} within ${ms / 1000} s. Sync again later, or check the address.`;
      const failure = new FeedFailure(message, { isRetryable: true });
      // Before there is an answer the request fails, later its body does.
      if (answer === null) asking.destroy(failure);
      else answer.destroy(failure);
    };
    let answer: IncomingMessage | null = null;
    const connecting = setTimeout(
      () => late('could not be connected to', limits.connectMs),
      limits.connectMs,
    );
    const connected = (): void => clearTimeout(connecting);
    asking.on('socket', (socket) => {
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
      socket.setTimeout(limits.idleMs, () => late('sent nothing', limits.idleMs));
    });
    asking.once('close', connected);
    asking.on('error', (error) => reject(proxy !== null && !isTls ? viaProxy(error, proxy) : error));
    asking.once('response', (response) => {
      connected();
      answer = response;
      const refused =
        proxy === null || isTls || response.statusCode !== 407 ? null : proxyRefusal(proxy, 407);
      if (refused === null) return resolve(response);
      response.destroy();
      reject(refused);
    });
    asking.end(body);
  });
}
