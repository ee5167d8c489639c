import type { SyncResult } from '../../shared/lot.ts';
import { isAddress } from '../../shared/typed-place.ts';
import { readFeedAuth, type Config } from '../config.ts';
import type { SourceRequest } from '../jobs/sources/define.ts';
import { previewSync } from '../jobs/sources/preview.ts';
import { parseAddress } from '../sources/http/addresses.ts';
import type { Db } from '../store/open.ts';
import { listSources } from '../store/sync/sources.ts';
import { feedsOfCommand, hostKeyOf, readAuthFile, type FeedOptions } from './feed.ts';

/**
 * What a sync of a file, of the newest file of a folder or of an address would do; nothing is stored, and what was
 * downloaded is removed. Of a folder only the newest: what later files would do depends on what is decided of earlier ones.
 * @throws LotwatchError as a sync does.
 */
export async function dryRun(
  db: Db,
  config: Config,
  request: SourceRequest,
  { authFile, asOf, hostKey }: FeedOptions,
): Promise<SyncResult> {
  const hooks = { now: Date.now, isCancelled: () => false, onProgress: () => undefined };
  if (!isAddress(request.path)) return previewSync(db, { ...request, asOf }, hooks);
  const httpSources = feedsOfCommand(db, config);
  if (hostKey !== undefined) httpSources.trustServer(request.path, hostKeyOf(hostKey));
  const auth = authFile === undefined ? (readFeedAuth() ?? undefined) : readAuthFile(authFile);
  const { href } = parseAddress(request.path).url;
  const source = listSources(db).find(({ location }) => location === href)?.slug;
  return httpSources.withTemporary(request.path, auth, async (file) =>
    previewSync(db, { ...request, path: file, source, asOf }, hooks),
  );
}
