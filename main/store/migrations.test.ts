import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS } from './migrations.ts';
import { databasePath, openWriter } from './open.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-migrations-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A database as it was before the step that holds these words. */
function openBefore(words: string): DatabaseSync {
  const step = MIGRATIONS.findIndex((sql) => sql.includes(words));
  const db = new DatabaseSync(databasePath(dir));
  for (const sql of MIGRATIONS.slice(0, step)) db.exec(sql);
  db.exec(`PRAGMA user_version = ${step}`);
  return db;
}

it('files that an earlier version set aside because they could not be read are read again', () => {
  const old = openBefore('failed_at');
  old.exec(
    "INSERT INTO sources (key, slug, kind, role, settings) VALUES ('k', 'lot', 'folder', 'own', '{}')",
  );
  const failures = {
    'locked.csv': '/feed/locked.csv cannot be read: another program holds it; try again later.',
    'gone.csv': "Cannot read /feed/gone.csv: ENOENT: no such file or directory, stat '/feed/gone.csv'",
    'written.csv':
      'written.csv changed while it was being read; nothing was stored. Sync again once it is complete.',
    'bad.csv': '/feed/bad.csv: there is no VIN column.',
  };
  Object.entries(failures).forEach(([file, error], n) => {
    old
      .prepare(
        `INSERT INTO runs (run_id, task, source_id, source, state, pid, heartbeat, queued_at, file, error)
         VALUES (?, 'msrp_sync', 1, 'lot', 'failed', 1, 1, 1, ?, ?)`,
      )
      .run(`run-${n}`, file, error);
    old.prepare('INSERT INTO observations VALUES (1, ?, 1, 1, 0, ?)').run(file, `run-${n}`);
  });
  // Held for a person: that run did not fail.
  old.exec("INSERT INTO observations VALUES (1, 'held.csv', 1, 1, 0, 'run-9')");
  old.close();
  const db = openWriter(dir);
  const left = db.prepare('SELECT file FROM observations ORDER BY file').all();
  db.close();
  expect(left.map(({ file }) => file)).toEqual(['bad.csv', 'held.csv']);
});
