import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { removeIfPossible } from '../files/change-files.ts';
import { makeOwnFolder } from '../files/own-folder.ts';
import { parseJson, readTextFile } from '../files/text-file.ts';

/**
 * Who owns a data folder. The system itself keeps the lock, as SQLite takes it on an empty file (fcntl; on Windows
 * LockFileEx): it lasts exactly as long as its process and the boot, whatever becomes of clocks, sleep and process ids.
 *
 * Nothing that is written down can do that. A process id is given to another program after a reboot, or sooner; the time
 * of a file moves with the clock, and stands still while the machine sleeps; `os.uptime()` shows a reboot only where it
 * is smaller than it was; when a process began is to be had on Linux only (/proc), and its boot id likewise. The
 * file is never deleted: whoever opened it before would hold the lock of a file that nobody else can see.
 */
const LOCKED_FILE = 'owner.held';
/** A note for people and messages: who it is. It says nothing about whether he is still there. */
const NOTE_FILE = 'owner.lock';
/** Those who only ask ({@link hasOwner}) hold a shared lock for about a millisecond. */
const WAIT_MS = 250;
const SQLITE_BUSY = 5;

/**
 * The locks of this process, kept from the garbage collector. Our own code must not open and close the file by another
 * way while we hold it: on Linux and macOS that gives up the locks of the whole process.
 */
const held = new Map<string, DatabaseSync>();

/** As the file has it; `door` is the adapter. */
const noteSchema = z.object({ pid: z.number().int(), door: z.string(), since: z.string() });

/**
 * Makes this process the owner of a data folder (rules 16): the one console that runs jobs by itself and, with Redis,
 * drains the outbox. Returns the way to give it up.
 * @throws LotwatchError `busy` naming the process that owns it, `store` when the folder cannot be written.
 */
export function takeOwnership(dataDir: string, adapter: string): () => void {
  const path = join(dataDir, LOCKED_FILE);
  const note = join(dataDir, NOTE_FILE);
  if (held.has(path)) throw taken(dataDir);
  let lock: DatabaseSync | null = null;
  try {
    makeOwnFolder(dataDir);
    // By us, so that the reason is given where that is refused.
    if (!existsSync(path)) writeFileSync(path, '', { flag: 'a' });
    lock = new DatabaseSync(path, { timeout: WAIT_MS });
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(
      note,
      JSON.stringify({ pid: process.pid, door: adapter, since: new Date().toISOString() }),
    );
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw taken(dataDir);
    throw new LotwatchError(
      'store',
      `Cannot write to the data folder ${dataDir}: ${toFailure(error).message}. Make it writable, or choose another with --data-dir.`,
      { cause: error },
    );
  }
  const lasting = lock;
  held.set(path, lasting);
  return () => {
    if (!held.delete(path)) return;
    removeIfPossible(note);
    lasting.close();
  };
}

/** Whether a living console owns the folder. */
export function hasOwner(dataDir: string): boolean {
  const path = join(dataDir, LOCKED_FILE);
  if (held.has(path)) return true;
  if (!existsSync(path)) return false;
  const asked = new DatabaseSync(path, { readOnly: true, timeout: 0 });
  try {
    // Any reading takes a shared lock: others who ask may have one, too, but nobody beside an owner.
    asked.prepare('SELECT 1 FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    asked.close();
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

function taken(dataDir: string): LotwatchError {
  const owner = readNote(join(dataDir, NOTE_FILE));
  const named = owner === null ? '' : ` (process ${owner.pid}, ${owner.door}, since ${owner.since})`;
  return new LotwatchError(
    'busy',
    `Lotwatch is already running on ${dataDir}${named}. ` +
      'Use that one, end it, or choose another folder with --data-dir.',
  );
}

function readNote(path: string): z.infer<typeof noteSchema> | null {
  try {
    return noteSchema.parse(parseJson(readTextFile(path), path));
  } catch {
    return null;
  }
}
