import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { removeIfPossible, removeRetrying } from '../files/change-files.ts';
import { retrying } from '../files/retrying.ts';
import { processIsAlive } from './sync/claims.ts';

const LOCK_FILE = 'owner.lock';
/** The owner touches its lock this often; one untouched for STALE_MS belongs to a process id that was reused. */
const TOUCH_MS = 15_000;
const STALE_MS = 60_000;

/** Locks of this process. */
const held = new Set<string>();

const lockSchema = z.object({ pid: z.number().int(), door: z.string(), since: z.string() });

/**
 * Makes this process the owner of a data folder (rules 16): the one console that runs jobs by itself and, with Redis,
 * drains the outbox. Answers the way to give it up.
 * @throws LotwatchError `busy` naming the process that owns it, `store` when the folder cannot be written.
 */
export function takeOwnership(dataDir: string, door: string): () => void {
  const path = join(dataDir, LOCK_FILE);
  const content = JSON.stringify({ pid: process.pid, door, since: new Date().toISOString() });
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw cannotWrite(dataDir, error);
  }
  // A second try after a dead owner's lock was cleared away.
  if (!create(path, content, dataDir)) {
    const owner = readOwner(path);
    if (owner !== null) {
      throw new LotwatchError(
        'busy',
        `Lotwatch is already running on ${dataDir} (process ${owner.pid}, ${owner.door}, since ${owner.since}). ` +
          'Use that one, close it, or choose another folder with --data-dir.',
      );
    }
    removeRetrying(path);
    if (!create(path, content, dataDir))
      throw new LotwatchError('busy', `Another Lotwatch is just starting on ${dataDir}`);
  }
  held.add(path);
  const timer = setInterval(() => touch(path), TOUCH_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    held.delete(path);
    // A lock that stays is that of a process that is gone: the next one clears it away.
    removeIfPossible(path);
  };
}

/** Whether a living console owns the folder. */
export const hasOwner = (dataDir: string): boolean => readOwner(join(dataDir, LOCK_FILE)) !== null;

function create(path: string, content: string, dataDir: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw cannotWrite(dataDir, error);
  }
}

const cannotWrite = (dataDir: string, error: unknown): LotwatchError =>
  new LotwatchError(
    'store',
    `Cannot write to the data folder ${dataDir}: ${toFailure(error).message}. Make it writable, or choose another with --data-dir.`,
    { cause: error },
  );

/** Our own process id in a lock that we do not hold is that of an earlier process. */
const isOwner = (pid: number, path: string): boolean =>
  pid === process.pid ? held.has(path) : processIsAlive(pid);

/** The living owner, or null when the lock is a leftover. */
function readOwner(path: string): z.infer<typeof lockSchema> | null {
  try {
    const owner = lockSchema.parse(JSON.parse(retrying(() => readFileSync(path, 'utf8'))));
    const fresh = Date.now() - statSync(path).mtimeMs < STALE_MS;
    return fresh && isOwner(owner.pid, path) ? owner : null;
  } catch {
    return null;
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder is gone or read-only by now; the store will say so.
  }
}
