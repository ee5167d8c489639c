import { mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FEED_EXTENSIONS } from '../../../shared/feed-files.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { removeIfPossible, renameRetrying } from '../../files/change-files.ts';
import { openRemoteFile } from '../servers/remote-file.ts';
import { storeBody } from './body.ts';
import type { Delivery, FeedRequest, Validators } from './delivery.ts';
import { asFailure, FeedFailure, shownAddress } from './failure.ts';
import { openHttpFeed } from './http-feed.ts';
import { HTTP_LIMITS, type HttpLimits } from './limits.ts';

export type DownloadRequest = Omit<FeedRequest, 'publicHosts'> & {
  /** Without it, only from one try to the next. */
  readonly publicHosts?: FeedRequest['publicHosts'];
  /** Made if need be; the file lies in it under a name made of the address. */
  readonly folder: string;
  /** Keeps the half-written files of two processes apart. */
  readonly id: string;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number, total: number | null) => void;
  readonly now: () => number;
  readonly limits?: Partial<HttpLimits>;
};

export type Downloaded =
  | { readonly kind: 'unchanged' }
  | ({
      readonly kind: 'file';
      readonly path: string;
      /** Last-Modified, never later than now; now where there is none. Unix ms; the file's mtime, too. */
      readonly asOf: number;
    } & Validators);

/**
 * Fetches a feed whole, or not at all: what lies under the final name has come completely and unpacked.
 * @throws LotwatchError `source` in words with what to do, `cancelled`, `store` when the disk refuses. Never a secret.
 */
export async function download(request: DownloadRequest): Promise<Downloaded> {
  const limits = { ...HTTP_LIMITS, ...request.limits };
  const total = AbortSignal.timeout(limits.totalMs);
  const signal = AbortSignal.any([request.signal, total]);
  const asked = { ...request, publicHosts: request.publicHosts ?? new Set<string>() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryOnce(asked, limits, signal);
    } catch (error) {
      if (request.signal.aborted) throw new LotwatchError('cancelled', 'The download was cancelled');
      if (total.aborted) {
        throw new FeedFailure(
          `${shownAddress(request.url)} did not arrive within ${limits.totalMs / 60_000} minutes. Sync again later, or ask your feed provider for a smaller or packed feed.`,
        );
      }
      const failure = asFailure(error, request.url);
      const isLast = attempt >= limits.tries || !(failure instanceof FeedFailure) || !failure.isRetryable;
      if (isLast || (failure.waitMs ?? 0) > limits.retryAfterMs) throw failure;
      const backOff = limits.backOffMs * 2 ** (attempt - 1) * (1 + Math.random() / 2);
      // The cancel that ends the pause is noticed by the next try.
      await pause(failure.waitMs ?? backOff, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function tryOnce(
  request: DownloadRequest & FeedRequest,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<Downloaded> {
  signal.throwIfAborted();
  const delivery = await open(request, limits, signal);
  if (delivery.kind === 'unchanged') return delivery;
  const { url, lastModified, etag } = delivery;
  mkdirSync(request.folder, { recursive: true });
  sweep(request.folder, limits.totalMs);
  const path = join(request.folder, fileName(request.url, delivery.contentType));
  const part = `${path}.${request.id}.part`;
  try {
    const { maxBytes } = limits;
    await storeBody(delivery, { path: part, maxBytes, signal, onBytes: request.onBytes });
    await delivery.confirm?.();
    const said = lastModified === null ? Number.NaN : Date.parse(lastModified);
    const asOf = Number.isNaN(said) ? request.now() : Math.min(said, request.now());
    utimesSync(part, asOf / 1000, asOf / 1000);
    await renameRetrying(part, path);
    removeOthers(request.folder, basename(path));
    return { kind: 'file', path, asOf, etag, lastModified };
  } catch (error) {
    throw asFailure(error, url);
  } finally {
    delivery.close();
    removeIfPossible(part);
  }
}

/** By the kind of the address; the words of what goes wrong name it. */
async function open(request: FeedRequest, limits: HttpLimits, signal: AbortSignal): Promise<Delivery> {
  const isWeb = request.url.protocol === 'https:' || request.url.protocol === 'http:';
  return isWeb ? openHttpFeed(request, limits, signal) : openRemoteFile(request, limits, signal);
}

/** What processes that were killed left half written: no download lasts that long. */
function sweep(folder: string, olderMs: number): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.part'))) {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > olderMs) removeIfPossible(path);
  }
}

/** What lies under another name came from another address, or as another kind of content: nothing reads it. */
function removeOthers(folder: string, kept: string): void {
  for (const name of readdirSync(folder).filter((file) => file !== kept && !file.endsWith('.part')))
    removeIfPossible(join(folder, name));
}

/** A web page is told by its name as well: it is refused with words of its own. */
const DATA: ReadonlySet<string> = new Set([...FEED_EXTENSIONS, 'htm', 'html'].map((name) => `.${name}`));
const NAME_LENGTH = 100;

/** A safe file name from the address, the same for each download of it; the extension of the content where it has none. */
export function fileName(url: URL, contentType: string | undefined): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? '';
  const plain = safe(last)
    .replace(/\.gz$/i, '')
    .replace(/^[.~]+/, '');
  if (DATA.has(extname(plain).toLowerCase())) return plain;
  const stem = plain.replace(/\.[a-z\d]{1,5}$/i, '') || 'feed';
  return `${stem}${extensionOf(contentType ?? '')}`;
}

function safe(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // A bare "%" stays as it is.
  }
  return text
    .replace(/[^\p{L}\p{N}._ -]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .slice(-NAME_LENGTH);
}

function extensionOf(contentType: string): string {
  if (/json/i.test(contentType)) return '.json';
  if (/xml|rss/i.test(contentType)) return '.xml';
  if (/tab-separated/i.test(contentType)) return '.tsv';
  return /csv/i.test(contentType) ? '.csv' : '.txt';
}
