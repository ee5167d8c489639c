import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { databasePath, openWriter, transaction } from '../store/open.ts';
import { commandLine } from './program.ts';

const VIN = '1HGCM82633A004352';

let dir: string;
let killed: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-settled-'));
  // Old enough not to be still being written.
  const past = new Date(Date.now() - 60_000);
  writeFileSync(join(dir, 'lot.csv'), `VIN,MSRP,Price\n${VIN},40000,39000\n`);
  utimesSync(join(dir, 'lot.csv'), past, past);
  writeFileSync(join(dir, 'signals.csv'), 'dealerId,asOf\nnorth,2026-08-21\n');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await run('sync', join(dir, 'lot.csv'), '--data-dir', join(dir, 'data'));
  killed = join(dir, 'killed');
  mkdirSync(killed);
  const writer = openWriter(join(dir, 'data'));
  transaction(writer, () =>
    writer.exec("INSERT INTO rejected (at, channel, reason, payload) VALUES (0, 'c', 'mark', 'p')"),
  );
  for (const end of ['', '-wal']) copy(join(dir, 'data'), killed, end);
  writer.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation(() => true);
});
afterEach(() => {
  process.exitCode = undefined;
});

const run = async (...args: string[]) =>
  (await commandLine(args[0] ?? null)).parseAsync(args, { from: 'user' });
const copy = (from: string, to: string, end: string): void =>
  copyFileSync(`${databasePath(from)}${end}`, `${databasePath(to)}${end}`);

/** Whether the database file alone has what stood in the write-ahead log only. */
function hasMark(folder: string): boolean {
  const alone = mkdtempSync(join(dir, 'alone-'));
  copy(folder, alone, '');
  const db = new DatabaseSync(databasePath(alone));
  const found = db.prepare("SELECT 1 FROM rejected WHERE reason = 'mark'").get();
  db.close();
  return found !== undefined;
}

it.each(
  [
    ['sync', 'lot.csv'],
    ['sync', 'lot.csv', '--dry-run'],
    ['recompute'],
    ['explain', VIN],
    ['signals', 'signals.csv'],
    ['review', 'list'],
    ['review', 'history'],
    ['events'],
    ['vehicles'],
    ['sources'],
    ['schedule', 'lot'],
    ['schedule', 'lot', 'off'],
  ].map((args) => [args]),
)(
  'lotwatch %j leaves everything in the one file, also what one who was killed left beside it',
  async (args) => {
    const folder = mkdtempSync(join(dir, 'data-'));
    for (const end of ['', '-wal']) copy(killed, folder, end);
    expect(hasMark(folder)).toBe(false);
    const words = args.map((word) => (word.endsWith('.csv') ? join(dir, word) : word));
    await run(...words, '--data-dir', folder);
    const left = statSync(`${databasePath(folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    expect([left, hasMark(folder)]).toEqual([0, true]);
  },
);
