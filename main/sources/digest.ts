import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { openToRead } from '../files/open-file.ts';
import { retrying } from '../files/retrying.ts';
import { inWords } from './read/in-words.ts';

const CHUNK_BYTES = 4 << 20;

/**
 * SHA-256 of a file's bytes, in hex. Reads synchronously in large chunks: meant for a worker thread.
 * @throws LotwatchError `source` when it cannot be read.
 */
export const digestFile = (path: string): string => inWords(path, () => digest(path));

function digest(path: string): string {
  const fd = openToRead(path);
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const next = (): number => retrying(() => readSync(fd, chunk));
    for (let count = next(); count > 0; count = next()) {
      hash.update(count === CHUNK_BYTES ? chunk : chunk.subarray(0, count));
    }
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
