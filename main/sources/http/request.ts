import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { FeedFailure, shownAddress } from './failure.ts';
import type { HttpLimits } from './limits.ts';

type Asked = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly lookup: LookupFunction;
  readonly limits: Pick<HttpLimits, 'connectMs' | 'idleMs'>;
  readonly signal: AbortSignal;
};

/** One GET on a connection of its own, follows nothing. A body that goes quiet for `idleMs` fails in its reader. */
export function get({ url, headers, lookup, limits, signal }: Asked): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      headers,
      lookup,
      signal,
      agent: false,
    });
    const late = (what: string, ms: number): void => {
      const message = `${shownAddress(url)} ${what} within ${ms / 1000} s. Sync again later, or check the address.`;
      const failure = new FeedFailure(message, { isRetryable: true });
      // Before there is an answer the request fails, later its body does.
      if (answer === null) request.destroy(failure);
      else answer.destroy(failure);
    };
    let answer: IncomingMessage | null = null;
    const connecting = setTimeout(
      () => late('could not be connected to', limits.connectMs),
      limits.connectMs,
    );
    const connected = (): void => clearTimeout(connecting);
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      socket.setTimeout(limits.idleMs, () => late('sent nothing', limits.idleMs));
    });
    request.once('close', connected);
    request.on('error', reject);
    request.once('response', (response) => {
      answer = response;
      resolve(response);
    });
    request.end();
  });
}
