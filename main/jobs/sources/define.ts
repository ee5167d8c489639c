import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { withChange, type Change } from '../../../shared/change.ts';
import type { Role } from '../../../shared/listing.ts';
import { DEFAULT_SOURCE_SETTINGS, type SourceSettings } from '../../../shared/lot.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { isDataFile, listFolder, namePattern, sourceKey, suggestSlug } from '../../sources/locate.ts';
import { transaction, type Db } from '../../store/open.ts';
import {
  findSource,
  insertSource,
  listSources,
  relocateSource,
  removeSource,
  updateSourceSettings,
  type StoredSource,
} from '../../store/sources.ts';

/** A file or folder a person or a command names as inventory. */
export type SourceRequest = {
  readonly path: string;
  /** Overrides the identity: whatever is synced under this name is this source (rules 2). */
  readonly name: string | null;
  readonly role: Role;
  /** What was said about it; what was not said stays as it was. */
  readonly settings: Change<SourceSettings>;
};

type Place = { readonly kind: 'file' | 'folder'; readonly path: string };

/** @throws LotwatchError `source` when nothing is there. */
export function placeOf(path: string): Place {
  const absolute = resolve(path);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new LotwatchError('source', `There is no file or folder ${absolute}; check the path.`);
  }
  return { kind: found.isDirectory() ? 'folder' : 'file', path: absolute };
}

/**
 * The sources a path stands for, made where they do not exist yet: one for a file, one per name pattern for a folder.
 * The first own source sends the sample away (rules 14).
 * @throws LotwatchError `source` when the path is not there or the folder holds no inventory file.
 */
export function defineSources(db: Db, request: SourceRequest): StoredSource[] {
  const place = placeOf(request.path);
  const files = place.kind === 'file' ? [place.path] : listFolder(place.path);
  if (files.length === 0) {
    throw new LotwatchError(
      'source',
      `${place.path} holds no inventory file (csv, tsv, txt, json, jsonl, xml); put one there or choose another folder.`,
    );
  }
  const firstOfPattern = new Map<string, string>();
  for (const file of files) {
    const pattern = request.name === null ? namePattern(basename(file)) : '*';
    if (!firstOfPattern.has(pattern)) firstOfPattern.set(pattern, file);
  }
  return transaction(db, () => {
    const sample = listSources(db).find((source) => source.kind === 'sample');
    if (sample !== undefined) removeSource(db, sample);
    return [...firstOfPattern].map(([pattern, file]) => define(db, request, place, pattern, file));
  });
}

/** What makes a file one of a source: a name that was given, or its folder, dealer, role and name pattern (rules 2). */
export function keyOf(request: Omit<SourceRequest, 'path'>, file: string): string {
  const { role, name, settings } = request;
  if (name !== null) return `name:${name}`;
  const dealer = settings.dealer ?? null;
  return sourceKey({ folder: dirname(file), dealer, role, pattern: namePattern(basename(file)) });
}

function define(db: Db, request: SourceRequest, place: Place, pattern: string, file: string): StoredSource {
  const { role, name, settings } = request;
  const key = keyOf(request, file);
  const known = findSource(db, { key });
  const merged = withChange(known?.settings ?? DEFAULT_SOURCE_SETTINGS, settings);
  if (known === null) {
    const slug = name === null ? suggestSlug(file) : slugOf(name);
    return insertSource(db, {
      key,
      slug,
      kind: place.kind,
      location: place.path,
      pattern,
      role,
      settings: merged,
    });
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
  return findSource(db, { id: known.id }) ?? known;
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'source';

/** Whether a file of the source's folder is its own. */
export const belongsTo = (source: Pick<StoredSource, 'pattern'>, file: string): boolean =>
  isDataFile(basename(file)) && (source.pattern === '*' || source.pattern === namePattern(basename(file)));
