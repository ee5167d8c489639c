import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { logDirectory, openLog } from './log.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-log-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('a log whose next file cannot be opened is reported once and ends nothing', async () => {
  const onError = vi.fn();
  const { log, close } = await openLog(dir, 'info', onError);
  log.info('first');
  await vi.waitFor(() => expect(readdirSync(logDirectory(dir))).toHaveLength(1));
  // What a virus scanner or a folder that is away does to it: the next file cannot be made.
  rmSync(logDirectory(dir), { recursive: true });
  writeFileSync(logDirectory(dir), 'in the way');
  const line = 'x'.repeat(1 << 20);
  for (let megabytes = 0; megabytes < 12; megabytes += 1) log.info(line);
  await vi.waitFor(() => expect(onError).toHaveBeenCalled(), { timeout: 10_000 });
  log.info('goes on');
  await close();
  expect(onError).toHaveBeenCalledTimes(1);
});
