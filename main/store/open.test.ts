import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIdentity } from './meta.ts';
import { checkpoint, databasePath, leaveCheckpoints, openReader, openWriter, transaction } from './open.ts';
import { readPreferences, writePreferences } from './settings.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the store', () => {
  it('is made in a folder that does not exist yet, in WAL mode with foreign keys', () => {
    const db = openWriter(join(dir, 'new', 'folder'));
    expect(db.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    expect(db.prepare('PRAGMA foreign_keys').get()).toMatchObject({ foreign_keys: 1 });
    db.close();
  });

  it('keeps its identity from one opening to the next', () => {
    const first = openWriter(dir);
    const identity = readIdentity(first);
    first.close();
    const second = openWriter(dir);
    expect(readIdentity(second)).toEqual(identity);
    second.close();
  });

  it('refuses a database of a newer version, to read as to write, and leaves it as it is', () => {
    openWriter(dir).close();
    const newer = new DatabaseSync(databasePath(dir));
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(() => openWriter(dir)).toThrow(/made by a newer Lotwatch \(its version 999.*Update Lotwatch/);
    expect(() => openReader(dir)).toThrow(/newer Lotwatch/);
  });

  it('says what to do when the folder has no database to read', () => {
    expect(() => openReader(dir)).toThrow(/no Lotwatch database in .*sync a source first/);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'says what to do when the folder cannot be written (needs an ordinary user on Linux or macOS)',
    () => {
      chmodSync(dir, 0o500);
      expect(() => openWriter(join(dir, 'data'))).toThrow(/Cannot use the data folder .*--data-dir/);
      chmodSync(dir, 0o700);
    },
  );

  it('says so when a file stands where the folder should be', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => openWriter(join(dir, 'file', 'data'))).toThrow(/Cannot use the data folder .*--data-dir/);
  });

  it('leaves the copying of one connection’s log to another’s checkpoints, and starts the log over after them', () => {
    const [eventWorker, keeper] = [leaveCheckpoints(openWriter(dir)), openWriter(dir)];
    const write = (rows: number): void =>
      transaction(eventWorker, () => {
        const put = eventWorker.prepare(
          'INSERT INTO rejected (at, channel, reason, payload) VALUES (0, ?, ?, ?)',
        );
        for (let row = 0; row < rows; row += 1) put.run('c', 'r', 'x'.repeat(3_000));
      });
    write(12_000);
    checkpoint(keeper);
    write(1);
    const wal = statSync(`${databasePath(dir)}-wal`).size;
    write(12_000);
    // Written over from its beginning, not behind its end.
    expect(statSync(`${databasePath(dir)}-wal`).size).toBeLessThan(1.2 * wal);
    for (const db of [eventWorker, keeper]) db.close();
  });

  it('lets a reader see nothing of a transaction that is rolled back', () => {
    const writer = openWriter(dir);
    const reader = openReader(dir);
    const failing = () =>
      transaction(writer, () => {
        writePreferences(writer, { ...readPreferences(writer), groupAtLeast: 9 });
        throw new Error('in the middle');
      });
    expect(failing).toThrow('in the middle');
    expect(readPreferences(reader).groupAtLeast).toBe(5);
    reader.close();
    writer.close();
  });

  it('falls back to the defaults where stored settings no longer fit', () => {
    const db = openWriter(dir);
    db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(
      'preferences',
      '{"groupAtLeast":"many"}',
    );
    expect(readPreferences(db).groupAtLeast).toBe(5);
    db.close();
  });
});
