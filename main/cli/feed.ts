import { z } from 'zod';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { feedAuthSchema, hostKeySchema, type FeedAuth } from '../../shared/schedule.ts';
import { readFeedAuth, type Config } from '../config.ts';
import { defineSources, type SourceRequest } from '../jobs/sources/define.ts';
import { failFetch } from '../jobs/run/fail-fetch.ts';
import { openHttpSources, type HttpSources, type Fetched } from '../jobs/sources/http-sources.ts';
import { networkOfStore } from '../jobs/sources/open-network.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { markChecked } from '../store/sync/fetched.ts';
import { transaction, type Db } from '../store/open.ts';
import { openSecretFile } from '../store/secret-file.ts';
import type { StoredSource } from '../store/sync/sources.ts';
import { parseJson, readTextFile } from '../files/text-file.ts';
import { typedPath } from '../files/typed-path.ts';
import { say } from '../log/terminal.ts';

export type FeedOptions = {
  readonly authFile?: string | undefined;
  readonly asOf?: string | undefined;
  /** Fingerprint of the sftp server's key, in place of the one that was known. */
  readonly hostKey?: string | undefined;
};
type Place = { readonly db: Db; readonly config: Config; readonly runId: string };

/** Addresses for a command: by the proxy and the authorities that are set, with the secrets that lie in the data folder. */
export function feedsOfCommand(db: Db, { dataDir, network: given }: Config): HttpSources {
  const secrets = openSecretFile(dataDir);
  const { proxyFor } = networkOfStore({ db, given, secrets, onFault: say });
  return openHttpSources({ db, dataDir, secrets, now: Date.now, proxyFor, onMet: say });
}

/**
 * Makes the source of an address where there is none yet, and downloads what is new. What is said with the address or
 * by `--auth-file` is kept for the next time; LOTWATCH_FEED_AUTH counts for this time and is kept nowhere.
 * @throws LotwatchError as a download does; the failure is noted as a run of the source.
 */
export async function fetchAddress(
  { db, config, runId }: Place,
  request: SourceRequest,
  options: FeedOptions,
): Promise<{ readonly source: StoredSource; readonly fetched: Fetched }> {
  const { auth: written } = parseAddress(request.path);
  const given = options.authFile === undefined ? written : readAuthFile(options.authFile);
  const passing = readFeedAuth();
  const httpSources = feedsOfCommand(db, config);
  if (options.hostKey !== undefined) httpSources.trustServer(request.path, hostKeyOf(options.hostKey));
  const kind = given === null ? {} : { auth: given.kind };
  const [source] = defineSources(db, { ...request, ...kind });
  if (source === undefined) throw new LotwatchError('internal', 'An address made no source');
  if (given !== null) await httpSources.setAuth(source.id, given);
  try {
    const fetched = await httpSources.fetch(source, {
      runId,
      signal: new AbortController().signal,
      onBytes: () => undefined,
      asOf: options.asOf ?? null,
      auth: given ?? passing,
    });
    if (fetched.kind === 'unchanged') {
      transaction(db, () => markChecked(db, source.id, null, Date.now()));
    }
    return { source, fetched };
  } catch (error) {
    return failFetch(db, { slug: source.slug, runId, error: toFailure(error), now: Date.now });
  }
}

/** @throws LotwatchError `bad-input` */
export function hostKeyOf(text: string): string {
  const parsed = hostKeySchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new LotwatchError('bad-input', `--host-key ${text} is not a fingerprint; write it as SHA256:….`);
}

const authFileSchema = z.union([
  z
    .strictObject({
      user: z.string(),
      privateKey: z.string(),
      passphrase: z.string().default(''),
    })
    .transform((key) => ({ kind: 'key', ...key })),
  z
    .strictObject({ user: z.string(), privateKeyFile: z.string(), passphrase: z.string().default('') })
    .transform(({ privateKeyFile, ...key }) => ({
      kind: 'key',
      ...key,
      privateKey: readTextFile(typedPath(privateKeyFile)),
    })),
  z
    .strictObject({ user: z.string(), password: z.string() })
    .transform((basic) => ({ kind: 'basic', ...basic })),
  z.strictObject({ token: z.string() }).transform((bearer) => ({ kind: 'bearer', ...bearer })),
]);

/** @throws LotwatchError `bad-input`; the content of the file is in no message. */
export function readAuthFile(path: string): FeedAuth {
  let text: string;
  try {
    text = readTextFile(typedPath(path));
  } catch (error) {
    throw new LotwatchError('bad-input', `--auth-file ${path} cannot be read: ${toFailure(error).message}`);
  }
  const value = parseJson(text, `--auth-file ${path}`);
  try {
    return feedAuthSchema.parse(authFileSchema.parse(value));
  } catch {
    throw new LotwatchError(
      'bad-input',
      `--auth-file ${path} must contain {"user": "…", "password": "…"}, {"token": "…"} or {"user": "…", "privateKeyFile": "…"} as JSON.`,
    );
  }
}
