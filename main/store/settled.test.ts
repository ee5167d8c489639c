import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeStore, databasePath, openReader, openWriter, transaction, type Db } from './open.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-settled-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (db: Db, rows: number): void =>
  transaction(db, () => {
    const put = db.prepare('INSERT INTO rejected (at, channel, reason, payload) VALUES (0, ?, ?, ?)');
    for (let row = 0; row < rows; row += 1) put.run('c', 'r', 'x');
  });

const walSize = (folder: string): number =>
  statSync(`${databasePath(folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0;

/** The rows of the database file without what lies beside it: what somebody has who copied it. */
function rowsOfCopy(folder: string): number {
  const copy = join(dir, `copy-${Math.random()}.db`);
  copyFileSync(databasePath(folder), copy);
  const db = new DatabaseSync(copy);
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM rejected').get()?.['n']);
  } finally {
    db.close();
  }
}

it('the database has everything in the one file when a reader is the last to close', () => {
  const [writer, reader] = [openWriter(dir), openReader(dir)];
  write(writer, 300);
  writer.close();
  expect(walSize(dir)).toBeGreaterThan(0);
  closeStore(reader);
  expect([walSize(dir), rowsOfCopy(dir)]).toEqual([0, 300]);
});

it('the database has everything in the one file when a writer closes beside one who goes on reading', () => {
  const [writer, reader] = [openWriter(dir), openReader(dir)];
  write(writer, 300);
  closeStore(writer);
  expect([walSize(dir), rowsOfCopy(dir)]).toEqual([0, 300]);
  reader.close();
});

it('a close tidies up after a process who was killed', () => {
  const killed = join(dir, 'killed');
  mkdirSync(killed);
  const writer = openWriter(dir);
  write(writer, 300);
  for (const end of ['', '-wal'])
    copyFileSync(`${databasePath(dir)}${end}`, `${databasePath(killed)}${end}`);
  writer.close();
  closeStore(openReader(killed));
  expect([walSize(killed), rowsOfCopy(killed)]).toEqual([0, 300]);
});

it('a database closes even while another is in the middle of a transaction', () => {
  const [writer, other] = [openWriter(dir), openWriter(dir)];
  write(writer, 1);
  other.exec('BEGIN IMMEDIATE');
  closeStore(writer);
  other.exec('ROLLBACK');
  closeStore(other);
  expect([walSize(dir), rowsOfCopy(dir)]).toEqual([0, 1]);
});
