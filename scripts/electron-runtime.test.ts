import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { electronRuntime } from './electron-runtime.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lotwatch-runtime-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

it('takes the runtime of the folder that the environment names', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
  await writeFile(join(folder, 'electron'), '');
  expect(await electronRuntime()).toEqual({ executable: join(folder, 'electron') });
});

it('says where there is none', async () => {
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  expect(await electronRuntime()).toEqual({ missing: expect.stringContaining(folder) });
});
