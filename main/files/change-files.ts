import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { openToRead } from './open-file.ts';
import { retrying, retryingLater } from './retrying.ts';

/** The only places where the product renames, removes and copies files: all of them outlast another program's look at the file. */

const CHUNK_BYTES = 1 << 20;
const OWN_ONLY = 0o600;

/** Takes the place of what lies at `to`. */
export const renameRetrying = (from: string, to: string): Promise<void> =>
  retryingLater(() => renameSync(from, to));

/** The same; blocks its thread while it waits. */
export const renameRetryingNow = (from: string, to: string): void => retrying(() => renameSync(from, to));

/** Removes a file, or a folder with all that is in it; nothing there is fine. Blocks its thread while it waits. */
export const removeRetrying = (path: string): void =>
  retrying(() => rmSync(path, { recursive: true, force: true }));

/** The same without blocking. */
export const removeRetryingLater = (path: string): Promise<void> =>
  retryingLater(() => rmSync(path, { recursive: true, force: true }));

/** For what is no longer wanted and does no harm: what cannot be removed now is left to the next sweep. */
export function removeIfPossible(path: string): void {
  try {
    removeRetrying(path);
  } catch {
    // Another program holds it open; the sweep at the next start removes it.
  }
}

/**
 * Writes a file that only this account may read: all of it, or the one that lay there stays as it was, and nothing half
 * written is left behind.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(part, content, { mode: OWN_ONLY, flush: true });
    // A leftover that lay there keeps its own mode when it is written to.
    chmodSync(part, OWN_ONLY);
    await renameRetrying(part, path);
  } catch (error) {
    removeIfPossible(part);
    throw error;
  }
}

/** The same for what is small and written seldom; blocks its thread. */
export function replaceFileNow(path: string, content: string): void {
  const part = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(part, content, { mode: OWN_ONLY, flush: true });
    chmodSync(part, OWN_ONLY);
    retrying(() => renameSync(part, path));
  } catch (error) {
    removeIfPossible(part);
    throw error;
  }
}

/**
 * Copies the bytes alone, not the mode: a copy of a read-only file is ours to sync to the disk and to remove. It is on
 * the disk when this returns; where it fails nothing is left at `to`.
 */
export function copyBytes(from: string, to: string): void {
  const source = openToRead(from);
  try {
    const copy = openSync(to, 'wx', OWN_ONLY);
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (let count = readSync(source, chunk); count > 0; count = readSync(source, chunk)) {
        for (let done = 0; done < count;) done += writeSync(copy, chunk, done, count - done);
      }
      fsyncSync(copy);
    } catch (error) {
      closeSync(copy);
      removeIfPossible(to);
      throw error;
    }
    closeSync(copy);
  } finally {
    closeSync(source);
  }
}
