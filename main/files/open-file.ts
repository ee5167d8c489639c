import { closeSync, constants, fstatSync, openSync, statSync, type Stats } from 'node:fs';
import { LotwatchError } from '../../shared/result.ts';
import { retrying } from './retrying.ts';

/** Of what is no plain file opening may wait for ever, as for a writer to a pipe. Windows has no such flag. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file for reading: the one way to open what others have put there. A pipe, a socket or a device is looked at
 * first and never opened, since opening one may wait for ever or set something off; a link counts as what it leads to.
 * @throws LotwatchError `source` naming the file and what it is; else what the file system throws.
 */
export function openToRead(path: string): number {
  return retrying(() => {
    refuseSpecial(path, statSync(path));
    const fd = openSync(path, READ);
    try {
      // It may have been replaced since.
      refuseSpecial(path, fstatSync(fd));
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    return fd;
  });
}

function refuseSpecial(path: string, stat: Stats): void {
  const kind = kindOf(stat);
  if (kind !== null)
    throw new LotwatchError(
      'source',
      `${path} is ${kind}, not a file: it cannot be read. Put a file in its place, or remove it.`,
    );
}

function kindOf(stat: Stats): string | null {
  if (stat.isFIFO()) return 'a named pipe';
  if (stat.isSocket()) return 'a socket';
  return stat.isCharacterDevice() || stat.isBlockDevice() ? 'a device' : null;
}
