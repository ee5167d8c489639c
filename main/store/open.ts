import { randomUUID } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LotwatchError } from '../../shared/result.ts';
import { vinFlags } from '../../shared/vin.ts';
import { keepToOwner, makeOwnFolder } from '../files/own-folder.ts';
import { MIGRATIONS } from './migrations.ts';

export type Db = DatabaseSync;

/** A connection for code that only reads: nothing on it begins a transaction or runs a statement that writes. */
export type Reader = {
  prepare(sql: string): Pick<StatementSync, 'all' | 'get' | 'iterate' | 'setReturnArrays'>;
};

/** A writer waits this long for another's transaction: a first import of a million rows holds it for seconds. */
const BUSY_TIMEOUT_MS = 30_000;
/** Pages kept by one connection, in KiB (negative = KiB for SQLite). */
const CACHE_KIB = 32 * 1024;
/**
 * Pages (4 KiB) in the write-ahead log before a commit copies them into the database and waits for the disk. SQLite's
 * own 1,000 make every commit of a busy shared log wait: 100,000 events took 0.87 s, with 8,000 0.49 s.
 */
const CHECKPOINT_PAGES = 8_000;

/**
 * The same for a connection whose log another one copies all along ({@link checkpoint}): only what came since is left to
 * copy then, but only a commit that finds all of it copied can start the log over.
 */
const LEFT_CHECKPOINT_PAGES = 32_000;

export const databasePath = (dataDir: string): string => join(dataDir, 'lotwatch.db');

/**
 * Opens the console's database for writing, makes or migrates it where needed.
 * @throws LotwatchError `store` when the folder cannot be written or the database comes from a newer version.
 */
export function openWriter(dataDir: string): Db {
  const db = attempt(dataDir, () => {
    makeOwnFolder(dataDir);
    const path = databasePath(dataDir);
    // An earlier version left it to everybody; one that has no database of ours yet is whoever's made it.
    if (existsSync(path)) keepToOwner(dataDir, 0o700);
    // Before anything is in it; SQLite gives its other files the same mode.
    else writeFileSync(path, '', { flag: 'a', mode: 0o600 });
    for (const suffix of ['', '-wal', '-shm']) keepToOwner(`${path}${suffix}`, 0o600);
    const opened = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      refuseNewer(opened, dataDir);
      opened.exec('PRAGMA journal_mode = WAL');
      tune(opened);
      opened.exec(`PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      migrate(opened, dataDir);
    } catch (error) {
      opened.close();
      throw error;
    }
    return opened;
  });
  return db;
}

/** A connection that writes all day: its commits do not wait for the disk as long as another's checkpoints keep up. */
export function leaveCheckpoints(db: Db): Db {
  db.exec(`PRAGMA wal_autocheckpoint = ${LEFT_CHECKPOINT_PAGES}`);
  return db;
}

/** Copies the write-ahead log into the database; nobody waits for it. */
export const checkpoint = (db: Db): void => void db.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();

/** How long another's transaction may delay {@link settleLog}. */
const SETTLE_MS = 1_000;

/**
 * Closes a connection, and leaves nothing in the write-ahead log that is not in the database file: that file alone is
 * what people copy. SQLite itself does so only where the last one to close could write, and not after a crash.
 */
export function closeStore(db: Db): void {
  const path = db.location();
  db.close();
  if (path !== null) settleLog(path);
}

/**
 * Copies all of the write-ahead log into the database file and empties it. What cannot be done now, because another
 * process is in the middle of a transaction or the disk cannot be written, is left to the next one who closes.
 */
export function settleLog(path: string): void {
  const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return;
  try {
    const db = new DatabaseSync(path, { timeout: SETTLE_MS });
    try {
      db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    } finally {
      db.close();
    }
  } catch {
    // Nothing is lost: SQLite reads the two files as one.
  }
}

/** Opens the database for reading only: what the main thread gets (rules 15). It must exist. */
export function openReader(dataDir: string): Db {
  return attempt(dataDir, () => {
    if (!existsSync(databasePath(dataDir))) {
      throw new LotwatchError(
        'not-found',
        `There is no Lotwatch database in ${dataDir}; sync a source first`,
      );
    }
    const db = new DatabaseSync(databasePath(dataDir), { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      refuseNewer(db, dataDir);
      tune(db);
    } catch (error) {
      db.close();
      throw error;
    }
    return db;
  });
}

/** Runs `work` in one transaction that takes the write lock at once: a late upgrade would fail instead of waiting. */
export function transaction<T>(db: Db, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite may have rolled back by itself, as it does on a full disk.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function tune(db: Db): void {
  db.exec(`PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA temp_store = MEMORY`);
  // Lower case of every alphabet, for searches: SQLite's own `lower` leaves "CITROËN" half as it is.
  db.function('fold', { deterministic: true }, (text) => String(text).toLowerCase());
  // Provisional VINs are allocated by makers: nothing is wrong with them.
  db.function('vin_odd', { deterministic: true }, (vin) =>
    vinFlags(String(vin)).some((flag) => flag !== 'provisional') ? 1 : 0,
  );
}

function version(db: Db): number {
  const row = db.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version'] ?? 0);
}

function refuseNewer(db: Db, dataDir: string): void {
  const found = version(db);
  if (found > MIGRATIONS.length) {
    throw new LotwatchError(
      'store',
      `The database in ${dataDir} was made by a newer Lotwatch (its version ${found}, this one knows ${MIGRATIONS.length}). ` +
        'Nothing was changed. Update Lotwatch, or choose another folder with --data-dir.',
    );
  }
}

function migrate(db: Db, dataDir: string): void {
  if (version(db) === MIGRATIONS.length) return;
  transaction(db, () => {
    // Another process may have migrated while we waited for the lock.
    refuseNewer(db, dataDir);
    for (let step = version(db); step < MIGRATIONS.length; step += 1) {
      db.exec(MIGRATIONS[step] ?? '');
      db.exec(`PRAGMA user_version = ${step + 1}`);
    }
    const put = db.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
    put.run('epoch', randomUUID());
    put.run('instanceId', randomUUID());
  });
}

function attempt<T>(dataDir: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof LotwatchError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new LotwatchError(
      'store',
      `Cannot use the data folder ${dataDir}: ${reason}. Check that it exists and can be written, or choose another with --data-dir.`,
      { cause: error },
    );
  }
}
