import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { withChange } from '../../../shared/change.ts';
import type { Preview } from '../../../shared/contract.ts';
import type { SyncResult } from '../../../shared/lot.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { removeIfPossible } from '../../files/change-files.ts';
import { asOfOf, listFolder, namePattern } from '../../sources/locate.ts';
import { inWords } from '../../sources/read/in-words.ts';
import { readIdentity } from '../../store/meta.ts';
import { openWriter, type Db } from '../../store/open.ts';
import type { StoredProblem } from '../../store/sync/runs.ts';
import { readPreferences } from '../../store/settings.ts';
import { findSource, type StoredSource } from '../../store/sync/sources.ts';
import type { SyncHooks } from '../msrp-sync/input.ts';
import { dryRunSync } from '../msrp-sync/run.ts';
import { defineSources, findByKey, keyOf, placeOf, type SourceRequest } from './define.ts';

export type PreviewRequest = SourceRequest & {
  /** The source by its name where it is known; else found as a sync would find it. */
  readonly source?: string | undefined;
  /** ISO; the file's own date where it is absent. */
  readonly asOf?: string | null | undefined;
};

/**
 * What the next sync of a file, or of the newest file of a folder, would do: the same figures, and nothing stored. A
 * source that does not exist yet is tried in a database of its own, which is removed.
 * @throws LotwatchError as a sync does.
 */
export function previewSync(db: Db, request: PreviewRequest, hooks: SyncHooks): SyncResult {
  const file = fileOf(request.path);
  const asOf = asOfOf({
    asOfFlag: request.asOf ?? null,
    fileName: basename(file),
    mtimeMs: inWords(file, () => statSync(file)).mtimeMs,
  });
  const known =
    request.source === undefined
      ? findByKey(db, keyOf(request, dirname(file), namePattern(basename(file))))
      : findSource(db, { slug: request.source });
  const run = (on: Db, source: StoredSource): SyncResult => {
    const { instanceId } = readIdentity(on);
    const { groupAtLeast, guard } = readPreferences(db);
    return dryRunSync(on, { runId: uuidv7(), source, file, asOf, instanceId, groupAtLeast, guard }, hooks);
  };
  if (known !== null) return run(db, { ...known, settings: withChange(known.settings, request.settings) });
  return inScratch((scratch) => {
    const [source] = defineSources(scratch, { ...request, path: file });
    if (source === undefined) throw new Error('A file is a source');
    return run(scratch, source);
  });
}

/** Rows named at a preview; the sync itself lists all that are kept. */
const SHOWN_PROBLEMS = 50;

/** The same with the rows that could not be used, or not as they are. */
export function previewWithProblems(db: Db, request: PreviewRequest, hooks: SyncHooks): Preview {
  let problems: Preview['problems'] = [];
  const onProblems = (found: readonly StoredProblem[]): void =>
    void (problems = found.slice(0, SHOWN_PROBLEMS));
  return { ...previewSync(db, request, { ...hooks, onProblems }), problems };
}

function fileOf(path: string): string {
  const place = placeOf(path);
  const newest = place.kind === 'folder' ? listFolder(place.path).at(-1) : place.path;
  if (newest === undefined)
    throw new LotwatchError('source', `${place.path} contains no inventory file; put one there.`);
  return newest;
}

function inScratch<T>(work: (scratch: Db) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'lotwatch-preview-'));
  const scratch = openWriter(dir);
  try {
    return work(scratch);
  } finally {
    scratch.close();
    removeIfPossible(dir);
  }
}
