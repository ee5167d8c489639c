import { PassThrough } from 'node:stream';
import { Client, FTPError } from 'basic-ftp';
import type { LotwatchError } from '../../../shared/result.ts';
import { tlsOptionsFor } from '../../net/trust.ts';
import { hostOf } from '../http/addresses.ts';
import { asFailure, FeedFailure, shownAddress } from '../http/failure.ts';
import type { Entrance, FileServer } from './file-server.ts';
import { within } from './within.ts';

const PORT = 21;
/** Where TLS begins at once; on any other port the server is asked to begin it, which nearly all want. */
const TLS_PORT = 990;

/** Logs in. ftps:// never goes on without TLS. */
export async function connectFtp(entrance: Entrance, tlsPort = TLS_PORT): Promise<FileServer> {
  const { url, auth, ip, limits, signal } = entrance;
  const at = shownAddress(url);
  if (auth.kind === 'bearer' || auth.kind === 'key')
    throw new FeedFailure(`${at} takes neither a token nor an SSH key; give a user name and password.`);
  const user = auth.kind === 'basic' ? auth.user : decodeURIComponent(url.username);
  const host = hostOf(url);
  const port = Number(url.port) || PORT;
  const secure = url.protocol === 'ftp:' ? false : port === tlsPort ? 'implicit' : true;
  const client = new Client(limits.idleMs);
  const inWords = (error: unknown): LotwatchError => ftpFailure(error, entrance);
  const bounds = { url, idleMs: limits.idleMs, signal, inWords };
  try {
    await within(
      { ...bounds, idleMs: 2 * limits.connectMs },
      client.access({
        host: ip,
        port,
        secure,
        ...(secure === false ? {} : { secureOptions: { host: ip, ...tlsOptionsFor(host) } }),
        ...(user === '' ? {} : { user, password: auth.kind === 'basic' ? auth.password : '' }),
      }),
    );
  } catch (error) {
    client.close();
    throw error;
  }
  return {
    stat: async (path) => {
      const size = await within(bounds, unlessUnknown(client.size(path)));
      const modified = await within(bounds, unlessUnknown(client.lastMod(path)));
      return { size, modifiedAt: modified === null ? null : modified.getTime() };
    },
    read: (path) => readFile(client, path, bounds.inWords),
    close: () => client.close(),
  };
}

/** Old servers do not know every command. That there is no such file (550) is told here: fetching it, the servers' data connection breaks off first. */
const unlessUnknown = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof FTPError && error.code >= 500 && error.code < 505) return null;
    throw error;
  });

async function* readFile(
  client: Client,
  path: string,
  inWords: (error: unknown) => LotwatchError,
): AsyncGenerator<Buffer> {
  const through = new PassThrough();
  // Its end comes with the server's word that all was sent; the stream itself ends before.
  const done = client.downloadTo(through, path);
  done.catch((error: unknown) =>
    through.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  try {
    for await (const chunk of through) yield chunk as Buffer;
    await done;
  } catch (error) {
    throw inWords(error);
  }
}

const AUTH: ReadonlySet<number> = new Set([430, 530, 532]);

function ftpFailure(error: unknown, { url, auth }: Entrance): LotwatchError {
  const at = shownAddress(url);
  if (!(error instanceof FTPError)) {
    if (error instanceof Error && error.message.startsWith('Timeout'))
      return new FeedFailure(`${at} sent nothing for too long. Sync again later.`, { isRetryable: true });
    if (error instanceof Error && !('code' in error))
      return asFailure(Object.assign(new Error(error.message), { code: 'ECONNRESET' }), url);
    return asFailure(error, url);
  }
  const { code } = error;
  if (AUTH.has(code))
    return new FeedFailure(
      auth.kind === 'none'
        ? `${at} wants a user name and password. Enter them in the source's settings.`
        : `${at} refused the user name and password. Enter them again in the source's settings.`,
    );
  if (code === 550 || code === 553)
    return new FeedFailure(
      `${at} answered FTP ${code}: there is no such file, or this user may not read it. Check the address, or ask your feed provider.`,
    );
  if (url.protocol === 'ftps:' && (code === 500 || code === 502 || code === 504 || code === 534))
    return new FeedFailure(
      `${at} answered FTP ${code}: it does not offer TLS. Ask your feed provider for ftps or sftp.`,
    );
  return new FeedFailure(`${at} answered FTP ${code} and gave no file. Sync again later.`, {
    isRetryable: code < 500,
  });
}
