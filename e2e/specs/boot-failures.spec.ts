import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '../fixtures.ts';
import { startAndFail } from '../start-and-fail.ts';

test('a database of a newer version is refused and left as it is', async ({ adapter, dataDir }) => {
  const path = join(dataDir, 'lotwatch.db');
  const newer = new DatabaseSync(path);
  newer.exec('PRAGMA user_version = 999; CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);');
  newer.close();
  const { code, message } = await startAndFail(adapter, dataDir);
  expect(code).toBe(1);
  expect(message).toMatch(/^lotwatch: .*newer/i);
  expect(message.split('\n')).toHaveLength(1);
  const after = new DatabaseSync(path, { readOnly: true });
  expect(after.prepare('SELECT x FROM theirs').all()).toEqual([{ x: 1 }]);
  after.close();
});

test('a data folder that cannot be written is named, with what to do', async ({ adapter, dataDir }) => {
  const root = process.getuid?.() === 0;
  test.skip(process.platform === 'win32', 'Windows folders have no read-only mode');
  const folder = join(dataDir, 'locked');
  await mkdir(folder);
  await chmod(folder, 0o500);
  // Root may write anywhere but in what the kernel makes up.
  const target = root ? '/sys/lotwatch' : folder;
  const { code, message } = await startAndFail(adapter, target);
  expect(code).toBe(1);
  expect(message).toContain(target);
  expect(message).toContain('--data-dir');
  await chmod(folder, 0o700);
});

test('a data folder that is a file is named', async ({ adapter, dataDir }) => {
  const file = join(dataDir, 'file');
  await writeFile(file, '');
  const { code, message } = await startAndFail(adapter, file);
  expect(code).toBe(1);
  expect(message).toContain(file);
});

for (const form of ['--data-dir=', '--data-dir ']) {
  test(`the folder of "${form}X" is the one that opens`, async ({ adapter, dataDir }) => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    const { code, message } = await startAndFail(adapter, dataDir, `${form}${file}`.split(' '));
    expect(code).toBe(1);
    expect(message).toContain(file);
  });
}

test('a flag without its value opens no folder', async ({ adapter, dataDir }) => {
  const { code, message } = await startAndFail(adapter, dataDir, ['--data-dir']);
  expect(code).toBe(1);
  expect(message).toMatch(/--data-dir .*(?:needs a value|missing)/);
});
