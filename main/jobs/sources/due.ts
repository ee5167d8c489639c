import { basename } from 'node:path';
import { LotwatchError } from '../../../shared/result.ts';
import { asOfOf, isSettled, listFolder, statNow } from '../../sources/locate.ts';
import { PassingFault } from '../../sources/passing.ts';
import { sampleDays } from '../../sources/sample/days.ts';
import { observedTimes } from '../../store/sync/observations.ts';
import type { Db } from '../../store/open.ts';
import type { StoredSource } from '../../store/sync/sources.ts';
import { belongsTo } from './define.ts';

/** A file to sync and its as-of date, unix ms. */
export type DueFile = { readonly file: string; readonly asOf: number };

/** `young`: names of new files that are left for later because they may still be being written. */
export type Due = { readonly files: readonly DueFile[]; readonly young: readonly string[] };

const all = (files: readonly DueFile[]): Due => ({ files, young: [] });

/** What of a source is to be read now: its file; of a folder those not read yet, in name order; the sample's next day. */
export function dueFiles(db: Db, source: StoredSource, options: { asOf: string | null; now: number }): Due {
  if (source.kind === 'sample') return all(sampleFiles(source, options.now));
  const location = source.location ?? '';
  if (source.kind === 'file') return all([{ file: location, asOf: asOfFile(location, options) }]);
  if (source.kind === 'http') {
    throw new LotwatchError('internal', `${source.slug} is an address and was not downloaded`);
  }
  const observed = observedTimes(db, source.id);
  const files: DueFile[] = [];
  const young: string[] = [];
  for (const file of listFolder(location)) {
    if (!belongsTo(source, file)) continue;
    const found = statNow(file);
    // What cannot be looked at just now was not read: it is due when it can.
    if (typeof found === 'string') continue;
    if (observed(basename(file)).has(Math.round(found.mtimeMs))) continue;
    const { asOf: asOfFlag } = options;
    const asOf = asOfOf({ asOfFlag, fileName: basename(file), mtimeMs: found.mtimeMs });
    // Not looked at once more: whoever picks files up may have moved it away meanwhile.
    if (isSettled(found, options.now)) files.push({ file, asOf });
    else young.push(basename(file));
  }
  return { files, young };
}

function asOfFile(file: string, { asOf, now }: { asOf: string | null; now: number }): number {
  const found = statNow(file);
  if (found === 'gone')
    throw new PassingFault(`The file ${file} is no longer there; put it back, or remove the source.`);
  // One that cannot be looked at will say so when it is read.
  const mtimeMs = found === 'unreachable' ? now : found.mtimeMs;
  return asOfOf({ asOfFlag: asOf, fileName: basename(file), mtimeMs });
}

/** The first sync of the sample plays two days, so that a first start shows changes; each further one the next day. */
function sampleFiles(source: StoredSource, now: number): DueFile[] {
  const days = sampleDays();
  const next = Math.min(source.observations, days.length - 1);
  const files = source.observations === 0 ? days.slice(0, 2) : days.slice(next, next + 1);
  if (files.length === 0)
    throw new LotwatchError('internal', 'The sample data is missing from this installation');
  return files.map((file) => ({ file, asOf: now }));
}
