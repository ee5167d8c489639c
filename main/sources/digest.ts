import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { retrying } from '../files/retrying.ts';
import { inWords } from './read/in-words.ts';

const CHUNK_BYTES = 4 << 20;

/**
 * SHA-256 of a file's bytes, in hex. Reads synchronously in large chunks: meant for a worker thread.
 * @throws LotwatchError `source` when it cannot be read.
 */
export const digestFile = (path: string): string => inWords(path, () => digest(path));

function digest(path: string): string {
  const fd = retrying(() => openSync(path, 'r'));
  try {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let count = readSync(fd, chunk); count > 0; count = readSync(fd, chunk)) {
      hash.update(count === CHUNK_BYTES ? chunk : chunk.subarray(0, count));
    }
    return hash.digest('hex');
  } finally {
    closeSync(fd);
  }
}
