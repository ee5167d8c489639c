import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeConsole } from './consoles.fixture.ts';
import { openLog } from './log/log.ts';

/** In the data folder are the addresses of feeds, with the keys in their queries: nobody else of this machine may look. */
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
let one = makeConsole();
let umask = 0;
beforeEach(() => {
  umask = process.umask(0);
  one = makeConsole();
});
afterEach(async () => {
  await one.end();
  process.umask(umask);
});
const databases = (): string[][] =>
  readdirSync(one.dataDir)
    .filter((name) => name.startsWith('lotwatch.db'))
    .map((name) => [name, modeOf(join(one.dataDir, name))]);

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  it('is for its account alone, and so is what is in it', async () => {
    const { close } = await openLog(one.dataDir, 'info');
    await one.open({});
    expect(modeOf(one.dataDir)).toBe('700');
    expect(modeOf(join(one.dataDir, 'logs'))).toBe('700');
    expect(databases().length).toBeGreaterThan(1);
    for (const [name, mode] of databases()) expect([name, mode]).toEqual([name, '600']);
    await close();
  });

  it('is taken from others where an earlier version left it to all', async () => {
    await one.open({});
    await one.close();
    chmodSync(one.dataDir, 0o755);
    for (const [name = ''] of databases()) chmodSync(join(one.dataDir, name), 0o644);
    await one.open({});
    expect(modeOf(one.dataDir)).toBe('700');
    for (const [name, mode] of databases()) expect([name, mode]).toEqual([name, '600']);
  });
});
