import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { LotwatchError, toFailure } from '../../../shared/result.ts';
import { retrying } from '../../files/retrying.ts';
import { digestFile } from '../../sources/digest.ts';
import { PassingFault } from '../../sources/passing.ts';

/** A file as it was when a sync began to read it. */
export type FileState = {
  readonly mtime: number;
  readonly bytes: number;
  /**
   * Which bytes these are: another file under the same name has another number, and whatever writes to it moves its
   * change time, which no copying tool can set back as it can the modification time.
   */
  readonly version: string;
};

/** The file was replaced or written to while it was read: half of it is yesterday's. It is whole soon, so it is tried again. */
class FileChanged extends PassingFault {
  constructor(file: string) {
    super(
      `${basename(file)} changed while it was being read; nothing was stored. Sync again once it is complete.`,
    );
  }
}

/** A file of a folder that somebody picked up before it was read: for who reads drop folders no error, and no news. */
export class MovedAway extends LotwatchError {
  constructor(file: string) {
    super('cancelled', `${basename(file)} was moved away before it was read; nothing was stored.`);
  }
}

/** @throws LotwatchError `source` when it cannot be read. */
export function fileState(file: string): FileState {
  try {
    const found = retrying(() => statSync(file, { bigint: true }));
    const { ino, size, mtimeNs, ctimeNs } = found;
    return {
      // As the listing of a folder rounds it, which finds this file again.
      mtime: Math.round(Number(mtimeNs) / 1e6),
      bytes: Number(size),
      version: `${ino} ${size} ${mtimeNs} ${ctimeNs}`,
    };
  } catch (error) {
    throw new LotwatchError('source', `Cannot read ${file}: ${toFailure(error).message}`, { cause: error });
  }
}

/** @throws FileChanged */
export function assertUnchanged(file: string, before: FileState): void {
  if (fileState(file).version !== before.version) throw new FileChanged(file);
}

/**
 * SHA-256 of exactly the bytes that `before` describes: of a file that is replaced meanwhile there is none.
 * @throws FileChanged
 */
export function digestUnchanged(file: string, before: FileState): string {
  const digest = digestFile(file);
  assertUnchanged(file, before);
  return digest;
}
