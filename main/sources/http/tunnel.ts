import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { shownProxy } from '../../net/proxies.ts';
import { tlsOptionsFor } from '../../net/trust.ts';
import { FeedFailure, NETWORK } from './failure.ts';

/** The header that lets us through a proxy which asks who we are. */
export function proxyLogin({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(login).toString('base64')}` };
}

/** `[::1]` in an address is `::1` for a connection. */
export const plainHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** Where a request for a proxy goes. */
export function doorOf({ protocol, hostname, port }: URL): RequestOptions {
  const isTls = protocol === 'https:';
  const host = plainHost(hostname);
  return {
    protocol,
    host,
    hostname: host,
    port: port || (isTls ? 443 : 80),
    ...(isTls ? tlsOptionsFor(host) : {}),
  };
}

/** What a proxy's refusal means and what to do. */
export function proxyRefusal(proxy: URL, status: number): FeedFailure {
  const at = `The proxy ${shownProxy(proxy)}`;
  // Some answer a wrong password as a web server would.
  if (status !== 407 && status !== 401)
    return new FeedFailure(
      `${at} answered HTTP ${status} and did not connect. Check the address of the feed, or ask who runs the proxy.`,
      { isRetryable: status >= 500 },
    );
  return new FeedFailure(
    proxy.username === ''
      ? `${at} wants a user name and password. Enter them in Settings, Network, as http://user:password@host:port.`
      : `${at} refused the user name and password. Enter them again in Settings, Network.`,
  );
}

/** A failure on the way to a proxy, in words that name it. */
export function viaProxy(error: Error, proxy: URL): Error {
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof FeedFailure || error.name === 'AbortError') return error;
  const words = NETWORK[code] ?? `the connection failed (${code || 'no reason given'}). Sync again later`;
  return new FeedFailure(`The proxy ${shownProxy(proxy)} could not be used: ${words}.`, {
    isRetryable: true,
  });
}

/**
 * A connection through a proxy to the server of an https address.
 * @throws FeedFailure naming the proxy, never its password; what the signal gives when it ends.
 */
export function tunnelTo(
  target: URL,
  proxy: URL,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
): Promise<Socket> {
  const host = `${target.hostname}:${target.port || 443}`;
  const request = proxy.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asking = request({
      ...doorOf(proxy),
      method: 'CONNECT',
      path: host,
      headers: { host, ...proxyLogin(proxy) },
      agent: false,
      signal,
    });
    const late = setTimeout(() => {
      const words = `did not connect to ${target.host} within ${ms / 1000} s. Sync again later`;
      asking.destroy(new FeedFailure(`The proxy ${shownProxy(proxy)} ${words}.`, { isRetryable: true }));
    }, ms);
    asking.once('close', () => clearTimeout(late));
    asking.once('error', (error) => reject(viaProxy(error, proxy)));
    asking.once('response', (response) => {
      response.destroy();
      reject(proxyRefusal(proxy, response.statusCode ?? 0));
    });
    asking.once('connect', (response, socket, head) => {
      clearTimeout(late);
      if (response.statusCode === 200 && head.length === 0) return resolve(socket);
      socket.destroy();
      reject(proxyRefusal(proxy, response.statusCode ?? 0));
    });
    asking.end();
  });
}
