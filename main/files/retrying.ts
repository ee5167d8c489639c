import { setTimeout as later } from 'node:timers/promises';
import { waiting } from './waits.ts';

/**
 * A virus scanner, an indexer or a backup opens a file that has just been written, and for some milliseconds nobody else
 * may open, rename or remove it. Six tries wait 620 ms together: longer than a scan of a feed takes, and short enough for
 * the one place where the main thread waits (the lock of the data folder, at start and end).
 */
export const TRIES = 6;
export const FIRST_WAIT_MS = 20;

/** Gone by itself in a moment, on any system. */
const MOMENTARY: ReadonlySet<string> = new Set(['EBUSY', 'EMFILE', 'ENFILE', 'EAGAIN', 'ETXTBSY', 'EINTR']);
/** What Windows says of a file that another program holds; elsewhere these mean that this account may not, and waiting is vain. */
const MOMENTARY_ON_WINDOWS: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'ENOTEMPTY']);

export function isMomentary(error: unknown, platform: NodeJS.Platform = process.platform): boolean {
  const code = codeOf(error);
  return MOMENTARY.has(code) || (platform === 'win32' && MOMENTARY_ON_WINDOWS.has(code));
}

/** The system's code of an error ("EBUSY"), '' where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether the operating system said it, of a file or a drive; not a verdict of ours about what is in a file. */
export const isSystemFault = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && codeOf(error) !== '';

/** Does it, and again while something momentary is in the way. Blocks its thread: for workers and commands. */
export function retrying<T>(work: () => T, pause: (ms: number) => void = sleep): T {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return waiting(work);
    } catch (error) {
      if (attempt >= TRIES || !isMomentary(error)) throw error;
      pause(waitAfter(attempt));
    }
  }
}

/** The same without blocking. */
export async function retryingLater<T>(
  work: () => T | Promise<T>,
  pause: (ms: number) => Promise<unknown> = (ms) => later(ms),
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !isMomentary(error)) throw error;
      await pause(waitAfter(attempt));
    }
  }
}

const waitAfter = (attempt: number): number => FIRST_WAIT_MS * 2 ** (attempt - 1);

const sleep = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
