import { basename, dirname, join } from 'node:path';
import { withChange, type Change } from '../../../shared/change.ts';
import type { Role } from '../../../shared/listing.ts';
import { DEFAULT_SOURCE_SETTINGS, type SourceSettings } from '../../../shared/lot.ts';
import { FEED_EXTENSIONS_TEXT } from '../../../shared/feed-files.ts';
import { LotwatchError } from '../../../shared/result.ts';
import type { FeedAuth } from '../../../shared/schedule.ts';
import { isAddress } from '../../../shared/typed-place.ts';
import { parseAddress } from '../../sources/http/addresses.ts';
import { fileName } from '../../sources/http/download.ts';
import {
  isDataFile,
  isSameSource,
  listFolder,
  namePattern,
  sourceKey,
  statNow,
  suggestSlug,
} from '../../sources/locate.ts';
import { transaction, type Db } from '../../store/open.ts';
import {
  findSource,
  insertSource,
  listSources,
  relocateSource,
  updateSourceAuth,
  updateSourceSettings,
  type StoredSource,
} from '../../store/sync/sources.ts';
import { removeSource } from '../../store/sync/remove-source.ts';
import { samePath } from '../../files/path-key.ts';
import { typedPath } from '../../files/typed-path.ts';

/** A file, folder or http(s) address a person or a command names as inventory. */
export type SourceRequest = {
  readonly path: string;
  /** Overrides the identity: whatever is synced under this name is this source (rules 2). */
  readonly name: string | null;
  readonly role: Role;
  /** What was said about it; what was not said stays as it was. */
  readonly settings: Change<SourceSettings>;
  /** Of an address; absent = as it was. */
  readonly auth?: FeedAuth['kind'];
};

/** `path` of an address: the address without credentials. */
type Place = { readonly kind: 'file' | 'folder' | 'http'; readonly path: string };

/** @throws LotwatchError `source` when nothing is there, `bad-input` for an address that cannot be one. */
export function placeOf(path: string): Place {
  if (isAddress(path)) return { kind: 'http', path: parseAddress(path).url.href };
  const absolute = typedPath(path);
  const found = statNow(absolute);
  if (found === 'gone') {
    throw new LotwatchError('source', `There is no file or folder ${absolute}; check the path.`);
  }
  if (found === 'unreachable') {
    throw new LotwatchError(
      'source',
      `${absolute} cannot be looked at: this account may not, or its drive or network share does not answer. Try again when it does.`,
    );
  }
  return { kind: found.isDirectory() ? 'folder' : 'file', path: absolute };
}

/**
 * The sources of a path, made where they do not exist yet: one for a file, one per name pattern for a folder.
 * The first own source sends the sample away (rules 14).
 * @throws LotwatchError `source` when the path is not there or the folder holds no inventory file.
 */
export function defineSources(db: Db, request: SourceRequest): StoredSource[] {
  const place = placeOf(request.path);
  const files = place.kind === 'folder' ? listFolder(place.path) : [place.path];
  if (files.length === 0) {
    // A drop folder is empty most of the time.
    const known = listSources(db).filter(
      ({ kind, location }) => kind === 'folder' && location !== null && samePath(location, place.path),
    );
    if (known.length > 0) return known;
    throw new LotwatchError(
      'source',
      `${place.path} contains no inventory file (${FEED_EXTENSIONS_TEXT}); put one there or choose another folder.`,
    );
  }
  const firstOfPattern = new Map<string, string>();
  for (const file of files) {
    const pattern = place.kind !== 'http' && request.name === null ? namePattern(basename(file)) : '*';
    if (!firstOfPattern.has(pattern)) firstOfPattern.set(pattern, file);
  }
  return transaction(db, () => {
    const sample = listSources(db).find((source) => source.kind === 'sample');
    if (sample !== undefined) removeSource(db, sample);
    return [...firstOfPattern].map(([pattern, file]) => define(db, request, place, pattern, file));
  });
}

/** What makes a file one of a source: a name that was given, or its folder, dealer, role and name pattern (rules 2). */
export function keyOf(request: Omit<SourceRequest, 'path'>, folder: string, pattern: string): string {
  const { role, name, settings } = request;
  return name === null
    ? sourceKey({ folder, dealer: settings.dealer ?? null, role, pattern })
    : `name:${name}`;
}

/** The source of a key that {@link keyOf} made. */
export const findByKey = (db: Db, key: string): StoredSource | null =>
  findSource(db, { key }) ?? listSources(db).find((source) => isSameSource(source.key, key)) ?? null;

function define(db: Db, request: SourceRequest, place: Place, pattern: string, file: string): StoredSource {
  const { role, name, settings } = request;
  const key = keyOf(request, place.kind === 'http' ? place.path : dirname(file), pattern);
  const known = findByKey(db, key);
  const merged = withChange(known?.settings ?? DEFAULT_SOURCE_SETTINGS, settings);
  if (known === null) {
    const named = place.kind === 'http' ? nameOf(new URL(place.path)) : file;
    const slug = name === null ? suggestSlug(named) : slugOf(name);
    const source = insertSource(db, {
      key,
      slug,
      kind: place.kind,
      location: place.path,
      pattern,
      role,
      settings: merged,
    });
    return withAuth(db, source, request);
  }
  if (known.role !== role) {
    throw new LotwatchError(
      'bad-input',
      `${known.slug} is a source of the role ${known.role}; give this one another --source name.`,
    );
  }
  updateSourceSettings(db, known.id, merged);
  // A file of a folder that is watched whole stays part of it.
  if (!(known.kind === 'folder' && place.kind === 'file') && known.kind !== 'sample') {
    relocateSource(db, known.id, place.kind, place.path);
  }
  return withAuth(db, known, request);
}

function withAuth(db: Db, source: StoredSource, { auth }: SourceRequest): StoredSource {
  if (auth !== undefined) updateSourceAuth(db, source.id, auth);
  return findSource(db, { id: source.id }) ?? source;
}

/** Stands for a path where a slug is made: the server's name is the folder. */
const nameOf = (url: URL): string => join('/', url.hostname, fileName(url, undefined));

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'source';

/** Whether a file of the source's folder is its own. */
export const belongsTo = (source: Pick<StoredSource, 'pattern'>, file: string): boolean =>
  isDataFile(basename(file)) && (source.pattern === '*' || source.pattern === namePattern(basename(file)));
