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

it('what earlier versions knew of availability is a status, and is read once more; every change goes on being shown', () => {
  const old = openBefore('status_history');
  old.exec(
    "INSERT INTO sources (key, slug, kind, role, settings, digest, mapped) VALUES ('k', 'lot', 'file', 'own', '{}', 'd', '{\"availability\":\"A\"}'), ('l', 'plain', 'file', 'own', '{}', 'd', NULL)",
  );
  old.exec("INSERT INTO row_hashes (source_id, data) VALUES (1, x'00'), (2, x'00')");
  const insert = old.prepare(
    `INSERT INTO listings (vin, source_id, own, dealer_id, condition, availability, baseline, first_seen, conflict)
     VALUES (?, 1, 1, 'north', 'new', ?, 1, 1, 0)`,
  );
  const texts = ['SOLD', 'Just sold', 'sold_out', 'unsold', 'In Stock', null];
  texts.forEach((text, n) => insert.run(`V${n}`, text));
  const shown = (types: string[]): string => JSON.stringify({ live: { types } });
  old.prepare("INSERT INTO settings (key, value) VALUES ('preferences', ?)").run(shown(['msrp', 'price']));
  old.close();
  const db = openWriter(dir);
  expect(
    db
      .prepare('SELECT status FROM listings ORDER BY id')
      .all()
      .map(({ status }) => status),
  ).toEqual([...['sold', 'sold', 'sold'], ...[null, null, null]]);
  expect(db.prepare('SELECT digest FROM sources ORDER BY id').all()).toMatchObject([
    { digest: null },
    { digest: 'd' },
  ]);
  expect(db.prepare('SELECT source_id AS id FROM row_hashes').all()).toEqual([{ id: 2 }]);
  expect(db.prepare('SELECT value FROM settings').get()).toEqual({
    value: shown(['msrp', 'price', 'status']),
  });
  db.close();
});

it('a first value that an earlier version journalled came with its vehicle, unless its source had listed that before', () => {
  const old = openBefore('journal_make');
  old.exec(
    "INSERT INTO sources (key, slug, kind, role, settings) VALUES ('k', 'lot', 'file', 'own', '{}')",
  );
  old.exec(
    `INSERT INTO listings (vin, source_id, own, dealer_id, condition, baseline, first_seen, conflict)
     VALUES ('KNOWN', 1, 1, 'north', 'new', 1, 100, 0), ('NEW', 1, 1, 'north', 'new', 0, 500, 0)`,
  );
  const insert = old.prepare(
    `INSERT INTO journal (id, type, vin, dealer_id, source, run_id, origin, feed, ts, recorded_at, old, new, facts)
     VALUES (?, ?, ?, 'north', 'lot', 'r', 'o', 'changes', 500, 500, ?, 100, ?)`,
  );
  const facts = JSON.stringify({ make: 'Kia', model: 'EV6' });
  insert.run('1', 'price:change', 'KNOWN', null, facts);
  insert.run('2', 'price:change', 'NEW', null, facts);
  insert.run('3', 'msrp:change', 'NEW', 90, facts);
  insert.run('4', 'price:change', 'ELSEWHERE', null, 'damaged');
  insert.run('5', 'vehicle:status', 'NEW', null, facts);
  old.close();
  const db = openWriter(dir);
  const rows = db.prepare('SELECT arrival, make FROM journal ORDER BY seq').all();
  db.close();
  expect(rows.map(({ arrival }) => arrival)).toEqual([0, 1, 0, 1, 0]);
  expect(rows.map(({ make }) => make)).toEqual(['Kia', 'Kia', 'Kia', null, 'Kia']);
});
