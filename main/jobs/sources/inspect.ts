import { basename } from 'node:path';
import { withChange, type Change } from '../../../shared/change.ts';
import { DEFAULT_SOURCE_SETTINGS, type Inspection, type SourceSettings } from '../../../shared/lot.ts';
import { FEED_EXTENSIONS_TEXT } from '../../../shared/feed-files.ts';
import { LotwatchError } from '../../../shared/result.ts';
import { toIso } from '../../../shared/units.ts';
import { asOfOf, listFolder, statNow } from '../../sources/locate.ts';
import { placeOf } from './define.ts';
import { lookAtFile } from './look.ts';

/**
 * What a file, or the newest file of a folder, holds and how it would be understood. Reads, never writes.
 * @throws LotwatchError `source` with what is wrong and what to do.
 */
export function inspectPath(path: string, settings: Change<SourceSettings>): Inspection {
  const place = placeOf(path);
  const paths = place.kind === 'folder' ? listFolder(place.path) : [place.path];
  const newest = paths.at(-1);
  if (newest === undefined) {
    throw new LotwatchError(
      'source',
      `${place.path} contains no inventory file (${FEED_EXTENSIONS_TEXT}).`,
    );
  }
  return {
    kind: place.kind === 'folder' ? 'folder' : 'file',
    files: paths.flatMap(describe),
    ...lookAtFile(newest, withChange(DEFAULT_SOURCE_SETTINGS, settings)),
  };
}

/** Nothing of a file that went, or cannot be looked at, since the folder was listed. */
function describe(file: string): Inspection['files'] {
  const found = statNow(file);
  if (typeof found === 'string') return [];
  const { size, mtimeMs } = found;
  const asOf = asOfOf({ asOfFlag: null, fileName: basename(file), mtimeMs });
  return [{ name: basename(file), bytes: size, asOf: toIso(asOf) }];
}
