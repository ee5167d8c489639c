import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { LotwatchError } from '../../../shared/result.ts';
import { feedAuthSchema, type FeedAuth } from '../../../shared/schedule.ts';
import { removeIfPossible, removeRetryingLater } from '../../files/change-files.ts';
import type { ProxyFor } from '../../net/proxies.ts';
import { hostOf, parseAddress } from '../../sources/http/addresses.ts';
import { download } from '../../sources/http/download.ts';
import type { HttpLimits } from '../../sources/http/limits.ts';
import { sshHost } from '../../sources/servers/file-server.ts';
import { asOfOf } from '../../sources/locate.ts';
import type { Db } from '../../store/open.ts';
import { parseJson } from '../../store/stored.ts';
import type { NamedSecrets } from '../../store/secret-file.ts';
import { readPreferences } from '../../store/settings.ts';
import { findSource, listSources, type HttpState, type StoredSource } from '../../store/sync/sources.ts';
import { settingsKey } from '../msrp-sync/meaning.ts';
import type { DueFile } from './due.ts';
import { firstMet, openHostKeys } from './host-keys.ts';
import { openPublicHosts } from './public-hosts.ts';

const FOLDER = 'downloads';
const NO_AUTH: FeedAuth = { kind: 'none' };

/** What came of looking at an address. */
export type Fetched =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'file'; readonly file: DueFile; readonly http: HttpState };

export type FetchOptions = {
  readonly runId: string;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number, total: number | null) => void;
  /** `--as-of`. */
  readonly asOf?: string | null;
  /** Instead of what is kept. */
  readonly auth?: FeedAuth | null;
};

type Parts = {
  /** Only read. */
  readonly db: Db;
  readonly dataDir: string;
  readonly secrets: NamedSecrets;
  readonly now: () => number;
  readonly limits?: Partial<HttpLimits>;
  /** Without it there is no proxy. */
  readonly proxyFor?: ProxyFor;
  /** Told in words of each server that was met for the first time. */
  readonly onMet?: (words: string) => void;
};

/** Sources at addresses: their downloads and credentials. Only reads the store; workers write the results. */
export type HttpSources = ReturnType<typeof openHttpSources>;

export function openHttpSources({ db, dataDir, secrets, now, limits, proxyFor, onMet }: Parts) {
  const hostKeys = openHostKeys(dataDir, (host, key) => onMet?.(firstMet(host, key)));
  const publicHosts = openPublicHosts(dataDir, (words) => onMet?.(words));
  const common = {
    now,
    hostKeys,
    publicHosts,
    ...(limits === undefined ? {} : { limits }),
    ...(proxyFor === undefined ? {} : { proxyFor }),
  };

  const authOf = async (source: StoredSource): Promise<FeedAuth> => {
    if (source.auth === 'none') return NO_AUTH;
    const kept = await secrets.read(secretName(source.id));
    const parsed = feedAuthSchema.safeParse(kept === null ? null : parseJson(kept));
    if (parsed.success) return parsed.data;
    throw new LotwatchError(
      'source',
      `The password or token of ${source.slug} is not kept where this program can read it. Enter it again in the source's settings, or give it with --auth-file.`,
    );
  };

  return {
    /** The source where it is an address. */
    find(slug: string): StoredSource | null {
      const source = findSource(db, { slug });
      return source?.kind === 'http' ? source : null;
    },

    /** Downloads what is new. @throws LotwatchError `source`, `cancelled`, `store`. */
    async fetch(source: StoredSource, options: FetchOptions): Promise<Fetched> {
      const came = await download({
        ...common,
        url: parseAddress(source.location ?? '').url,
        auth: options.auth ?? (await authOf(source)),
        // Other settings, or another date, read the same file again.
        known:
          source.settingsKey === settingsKey(source, readPreferences(db).guard) && !options.asOf
            ? source.http
            : null,
        folder: folderOf(dataDir, source),
        id: options.runId,
        signal: options.signal,
        onBytes: options.onBytes,
      });
      if (came.kind === 'unchanged') return came;
      const { path, asOf: mtimeMs, etag, lastModified } = came;
      const asOf = asOfOf({ asOfFlag: options.asOf ?? null, fileName: basename(path), mtimeMs });
      return { kind: 'file', file: { file: path, asOf }, http: { etag, lastModified } };
    },

    /**
     * Downloads an address to look into it; the file is gone when `use` has settled. Without `auth`, what stands in the
     * address or is kept for just this address lets us in. `use` is told what a person should know of the server.
     */
    async withTemporary<T>(
      address: string,
      auth: FeedAuth | undefined,
      use: (file: string, notes: readonly string[]) => Promise<T>,
    ): Promise<T> {
      const { url, auth: written } = parseAddress(address);
      const known = listSources(db).find((source) => source.location === url.href);
      const given = auth ?? written ?? (known === undefined ? NO_AUTH : await authOf(known));
      publicHosts.forget(hostOf(url));
      const host = url.protocol === 'sftp:' ? sshHost(url) : null;
      const before = host === null ? null : hostKeys.known(host);
      const folder = mkdtempSync(join(tmpdir(), 'lotwatch-look-'));
      try {
        const signal = new AbortController().signal;
        const onBytes = (): void => undefined;
        const came = await download({
          ...common,
          url,
          auth: given,
          known: null,
          folder,
          id: 'look',
          signal,
          onBytes,
        });
        if (came.kind !== 'file')
          throw new LotwatchError('internal', 'Nothing was asked about, yet nothing came');
        const key = host === null ? null : hostKeys.known(host);
        const notes = [
          ...(url.protocol === 'ftp:' ? [UNPROTECTED] : []),
          ...(host === null || key === null
            ? []
            : [before === null ? firstMet(host, key) : `Server key: ${key}`]),
        ];
        return await use(came.path, notes);
      } finally {
        await removeRetryingLater(folder);
      }
    },

    /** A person says what the key of an sftp server is: in place of the one that was known. */
    trustServer(address: string, key: string): void {
      const { url } = parseAddress(address);
      if (url.protocol !== 'sftp:')
        throw new LotwatchError('bad-input', 'Only sftp addresses have a server key.');
      hostKeys.trust(sshHost(url), key);
    },

    /** Keeps what lets us in; `none` forgets it. */
    async setAuth(sourceId: number, auth: FeedAuth): Promise<void> {
      await secrets.write(secretName(sourceId), auth.kind === 'none' ? null : JSON.stringify(auth));
    },

    /** Forgets the secret and the download of a source that was removed. */
    async forget(source: StoredSource): Promise<void> {
      await secrets.write(secretName(source.id), null);
      await removeRetryingLater(folderOf(dataDir, source));
    },

    /** Removes downloads of sources that are gone or no longer an address: at start, for what could not be removed before. */
    sweep(): void {
      const wanted = new Set(
        listSources(db).flatMap((source) => (source.kind === 'http' ? [folderName(source)] : [])),
      );
      for (const name of listNames(join(dataDir, FOLDER))) {
        if (!wanted.has(name)) removeIfPossible(join(dataDir, FOLDER, name));
      }
    },
  };
}

const UNPROTECTED =
  'ftp:// sends the password and the inventory unprotected. Ask your feed provider for sftp:// or ftps://.';

const secretName = (sourceId: number): string => `feed-${sourceId}`;

const folderName = (source: StoredSource): string =>
  createHash('sha256').update(source.key).digest('hex').slice(0, 16);

const folderOf = (dataDir: string, source: StoredSource): string =>
  join(dataDir, FOLDER, folderName(source));

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Most consoles have never downloaded anything.
    return [];
  }
}
