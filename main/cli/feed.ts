import { z } from 'zod';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { feedAuthSchema, type FeedAuth } from '../../shared/schedule.ts';
import { readFeedAuth } from '../config.ts';
import { defineSources, type SourceRequest } from '../jobs/sources/define.ts';
import { failFetch } from '../jobs/run/fail-fetch.ts';
import { openHttpSources, type Fetched } from '../jobs/sources/http-sources.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import { markChecked } from '../store/sync/fetched.ts';
import { transaction, type Db } from '../store/open.ts';
import { openSecretFile } from '../store/secret-file.ts';
import type { StoredSource } from '../store/sync/sources.ts';
import { parseJson, readTextFile } from '../files/text-file.ts';
import { typedPath } from '../files/typed-path.ts';

type FeedOptions = { readonly authFile?: string | undefined; readonly asOf?: string | undefined };
type Place = { readonly db: Db; readonly dataDir: string; readonly runId: string };

/**
 * Makes the source of an address where there is none yet, and downloads what is new. What is said with the address or
 * by `--auth-file` is kept for the next time; LOTWATCH_FEED_AUTH counts for this time and is kept nowhere.
 * @throws LotwatchError as a download does; the failure is noted as a run of the source.
 */
export async function fetchAddress(
  { db, dataDir, runId }: Place,
  request: SourceRequest,
  options: FeedOptions,
): Promise<{ readonly source: StoredSource; readonly fetched: Fetched }> {
  const { auth: written } = parseAddress(request.path);
  const given = options.authFile === undefined ? written : readAuthFile(options.authFile);
  const passing = readFeedAuth();
  const httpSources = openHttpSources({ db, dataDir, secrets: openSecretFile(dataDir), now: Date.now });
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

const authFileSchema = z.union([
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
      `--auth-file ${path} must contain {"user": "…", "password": "…"} or {"token": "…"} as JSON.`,
    );
  }
}
