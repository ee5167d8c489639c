import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, makeConsole } from './consoles.fixture.ts';

/**
 * What is no plain file in the place of one: a pipe nobody writes to, a device without an end, a link to either or to
 * itself. Opening a pipe waits for ever, and with it every job.
 */
const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const CSV = 'VIN,MSRP,Price\n1HGCM82633A004352,40000,39000\n3GNAXMEV7NS200005,41000,40000\n';
let one = makeConsole();
let folder: string;
beforeEach(() => {
  one = makeConsole();
  folder = join(one.dataDir, '..', 'lots');
  mkdirSync(folder);
});
afterEach(() => one.end());

const past = new Date(Date.now() - 60_000);
const put = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, CSV);
  utimesSync(path, past, past);
  return path;
};
const pipe = (name: string): string => {
  const path = join(folder, name);
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  utimesSync(path, past, past);
  return path;
};

describe.skipIf(process.platform === 'win32')('what is no file', { timeout: 60_000 }, () => {
  it.each([
    ['a named pipe', () => pipe('lot.csv')],
    ['a device', () => (symlinkSync('/dev/zero', join(folder, 'lot.csv')), join(folder, 'lot.csv'))],
    ['a named pipe', () => (symlinkSync(pipe('behind'), join(folder, 'lot.csv')), join(folder, 'lot.csv'))],
  ])('%s is named by a command and read by none', (what, make) => {
    const path = make();
    for (const args of [
      ['sync', path],
      ['sync', path, '--dry-run'],
      ['signals', 'import', path],
    ]) {
      const done = spawnSync(process.execPath, ['--no-warnings', CLI, ...args, '--data-dir', one.dataDir], {
        encoding: 'utf8',
        timeout: 20_000,
      });
      expect([done.signal, done.status, args[0]]).toEqual([null, 1, args[0]]);
      if (args[0] === 'sync') expect(done.stderr).toContain(`is ${what}, not a file`);
    }
  });

  it('in a folder stops neither its neighbours, nor other sources, nor the end of the console', async () => {
    put('lot-2026-08-20.csv');
    pipe('lot-2026-08-21.csv');
    put('lot-2026-08-22.csv');
    symlinkSync(join(folder, 'loop-2026-08-21.csv'), join(folder, 'loop-2026-08-21.csv'));
    const core = await one.open({});
    await call(core, 'sources.add', { path: folder, name: 'lots', role: 'own', settings: { dealer: 'X' } });
    await core.idle();
    const file = one.file(CSV);
    await call(core, 'sources.add', { path: file, name: 'other', role: 'own', settings: { dealer: 'Y' } });
    await core.idle();
    const stored = one.rows(
      'SELECT slug, file FROM observations o JOIN sources s ON s.id = o.source_id ORDER BY file',
    );
    const names = stored.map(({ file: name }) => name);
    expect(names).toEqual(expect.arrayContaining(['lot-2026-08-20.csv', 'lot-2026-08-22.csv', 'lot.csv']));
    expect(one.rows("SELECT task FROM runs WHERE state = 'running'")).toEqual([]);
    const errors = one.rows('SELECT error FROM runs WHERE error IS NOT NULL').map(({ error }) => error);
    expect(errors.join(' ')).toContain('is a named pipe');
  });

  it('a console with such a folder ends at SIGTERM', async () => {
    pipe('lot-2026-08-21.csv');
    const done = one.cli({}, 'sync', folder);
    expect(done.err).toContain('is a named pipe');
    const child = spawn(
      process.execPath,
      ['--no-warnings', CLI, 'serve', '--port', '0', '--data-dir', one.dataDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
  });
});
