import { LotwatchError } from '../../../shared/result.ts';

/** Why a feed could not be fetched, and whether asking again may help. Its message never holds credentials or a query. */
export class FeedFailure extends LotwatchError {
  readonly isRetryable: boolean;
  /** What the server asked to wait, ms. */
  readonly waitMs: number | null;

  constructor(
    message: string,
    options: { readonly isRetryable?: boolean; readonly waitMs?: number | null } = {},
  ) {
    super('source', message);
    this.isRetryable = options.isRetryable ?? false;
    this.waitMs = options.waitMs ?? null;
  }
}

/** An address as people may see it: a query often holds a key, and credentials are secret. */
export function shownAddress(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}${url.search === '' ? '' : '?…'}`;
}

type Answer = {
  readonly url: URL;
  readonly status: number;
  readonly hadAuth: boolean;
  /** Whether credentials were held back because a redirect led elsewhere. */
  readonly leftOrigin: boolean;
  readonly waitMs: number | null;
};

/** What a status other than 200 and 304 means and what to do. */
export function statusFailure({ url, status, hadAuth, leftOrigin, waitMs }: Answer): FeedFailure {
  const at = `${shownAddress(url)} answered HTTP ${status}`;
  if (status === 401 || status === 403) {
    if (leftOrigin) {
      return new FeedFailure(
        `${at}: a redirect led to another server, and passwords are not sent there. If you trust it, use this address for the source.`,
      );
    }
    return new FeedFailure(
      hadAuth
        ? `${at}: it refused the user name and password or the token. Enter them again in the source's settings.`
        : `${at}: it wants a user name and password or a token. Enter them in the source's settings.`,
    );
  }
  if (status === 404 || status === 410) {
    return new FeedFailure(`${at}: there is no such file. Check the address, or ask your feed provider.`);
  }
  if (status === 429) {
    return new FeedFailure(`${at}: it was asked too often${wait(waitMs)}. Sync it less often.`, {
      isRetryable: true,
      waitMs,
    });
  }
  if (status >= 500) {
    return new FeedFailure(`${at}: the server has a fault${wait(waitMs)}. Sync again later.`, {
      isRetryable: true,
      waitMs,
    });
  }
  return new FeedFailure(`${at} instead of an inventory. Check the address, or ask your feed provider.`);
}

const wait = (ms: number | null): string =>
  ms === null ? '' : ` and asks to wait ${Math.ceil(ms / 1000)} s`;

/** Words for what Node says of a broken connection; unknown codes stand as they are. */
export const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no server of that name. Check the address and the network',
  EAI_AGAIN: 'the name of the server could not be looked up. Check the network',
  ECONNREFUSED: 'nothing answers on that port. Check the address, or ask whether the server is up',
  ECONNRESET: 'the connection broke off. Sync again later',
  EPIPE: 'the connection broke off. Sync again later',
  EHOSTUNREACH: 'the server cannot be reached from here. Check the network',
  ENETUNREACH: 'there is no network to it from here. Check the network',
  ETIMEDOUT: 'it did not answer in time. Sync again later',
};
const TLS = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/;
const STORE: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'EMFILE',
  'EBUSY',
]);

/** Turns what Node threw into words: the network, TLS, packed data that does not unpack, a disk that refuses. */
export function asFailure(error: unknown, url: URL): LotwatchError {
  if (error instanceof LotwatchError) return error;
  const at = shownAddress(url);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (TLS.test(code)) {
    return new FeedFailure(
      `${at} cannot be trusted: its TLS certificate was refused (${code}). If it is your own server, install its certificate authority in the system, or name the authority’s file in Settings, Network (LOTWATCH_CA_FILE for commands).`,
    );
  }
  if (STORE.has(code) && error instanceof Error && 'syscall' in error && error.syscall !== 'connect') {
    return new LotwatchError(
      'store',
      `The download of ${at} cannot be stored (${code}). Make room, or make the data folder writable.`,
    );
  }
  if (code === 'Z_BUF_ERROR') return cutShort(url, 'its packed data stops in the middle');
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT')) {
    return new FeedFailure(`${at} sent packed data that cannot be unpacked (${code}). Sync again later.`, {
      isRetryable: true,
    });
  }
  const words = NETWORK[code] ?? `the connection failed (${code || 'no reason given'}). Sync again later`;
  return new FeedFailure(`${at} could not be read: ${words}.`, { isRetryable: true });
}

export const cutShort = (url: URL, how: string): FeedFailure =>
  new FeedFailure(`${shownAddress(url)} was cut short: ${how}. Nothing was changed; sync again later.`, {
    isRetryable: true,
  });
