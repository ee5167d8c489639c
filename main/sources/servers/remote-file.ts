import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, FeedRequest } from '../http/delivery.ts';
import { hostOf, pinOwnHost, resolveHost, type PublicHosts, type Resolve } from '../http/addresses.ts';
import { asFailure, FeedFailure, shownAddress } from '../http/failure.ts';
import type { HttpLimits } from '../http/limits.ts';
import type { Entrance, FileServer, RemoteStat } from './file-server.ts';

/**
 * Asks an sftp or ftp server for a file. Size and time of writing are what a web server's ETag is: the same twice is not
 * fetched again, and other ones after the file came mean that it was being written meanwhile.
 */
export async function openRemoteFile(
  { url, auth, known, hostKeys, publicHosts, resolve = resolveHost }: FeedRequest,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<Delivery> {
  const isSftp = url.protocol === 'sftp:';
  const ip = await addressOf(url, publicHosts, resolve);
  const entrance = { url, auth, ip, ...(hostKeys === undefined ? {} : { hostKeys }), limits, signal };
  const server = await connect(entrance, isSftp);
  try {
    const path = pathOf(url);
    const stat = await server.stat(path);
    const etag = tagOf(stat);
    if (etag !== null && etag === known?.etag) {
      server.close();
      return { kind: 'unchanged' };
    }
    const { size: total, modifiedAt } = stat;
    return {
      kind: 'body',
      url,
      chunks: server.read(path, total),
      total,
      etag,
      lastModified: modifiedAt === null ? null : new Date(modifiedAt).toUTCString(),
      confirm: async () => {
        // Who uploads slowly may have paused for as long as our copy took.
        if (modifiedAt !== null && Math.abs(Date.now() - modifiedAt) < limits.settleMs)
          await pause(limits.settleMs, undefined, { signal });
        if (tagOf(await server.stat(path)) === etag) return;
        throw new FeedFailure(
          `${shownAddress(url)} was being written while it was fetched. Nothing was changed; sync again later.`,
          { isRetryable: true },
        );
      },
      close: () => server.close(),
    };
  } catch (error) {
    server.close();
    throw error;
  }
}

async function addressOf(url: URL, publicHosts: PublicHosts, resolve: Resolve): Promise<string> {
  try {
    const { addresses } = await pinOwnHost(url, publicHosts, resolve);
    // Where a name has none, the client says so in its words.
    return addresses[0]?.address ?? hostOf(url);
  } catch (error) {
    throw asFailure(error, url);
  }
}

/** Each client is loaded by the first address that needs it: most consoles have none, and every worker would load both. */
async function connect(entrance: Entrance, isSftp: boolean): Promise<FileServer> {
  if (isSftp) return (await import('./sftp.ts')).connectSftp(entrance);
  return (await import('./ftp.ts')).connectFtp(entrance);
}

const tagOf = ({ size, modifiedAt }: RemoteStat): string | null =>
  size === null || modifiedAt === null ? null : `${size}-${modifiedAt}`;

/**
 * As curl reads such addresses: on an sftp server /a/b is that, and /~/b lies in the user's folder; on an ftp server
 * /a/b begins where the login leads to, and //a/b at the root.
 */
export function pathOf({ protocol, pathname, search }: URL): string {
  const written = decode(pathname + search);
  if (/[\r\n\0]/.test(written) || written.replaceAll('/', '') === '')
    throw new FeedFailure(
      'The address must end in the path of a file, such as sftp://user@host/path/file.csv.',
    );
  return protocol === 'sftp:' ? written.replace(/^\/~\//, '') : written.slice(1);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
