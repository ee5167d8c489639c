import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../log/log.ts';
import { openSecretStore } from './secrets.ts';

const NAME = 'redis-address';
const SECRET = 'rediss://me:canary@host:6380/1';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lotwatch-secrets-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Turns every byte over: enough to see that what lies on disk went through it. */
const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));
const cipher = (backend: 'basic_text' | 'gnome_libsecret', available = true) => ({
  getSelectedStorageBackend: () => backend,
  isAsyncEncryptionAvailable: async () => available,
  encryptStringAsync: async (text: string) => turn(Buffer.from(text)),
  decryptStringAsync: async (bytes: Buffer) => ({ result: turn(bytes).toString(), shouldReEncrypt: false }),
});
const open = (...of: Parameters<typeof cipher>) => openSecretStore(cipher(...of), dir, silentLog());

it('a secret comes back after a restart, and lies on disk encrypted only', async () => {
  const store = await open('gnome_libsecret');
  expect([store.kind, await store.read(NAME)]).toEqual(['keychain', null]);
  await store.write(NAME, SECRET);
  for (const name of readdirSync(dir))
    expect(readFileSync(join(dir, name), 'latin1')).not.toContain('canary');
  expect(await (await open('gnome_libsecret')).read(NAME)).toBe(SECRET);
  await store.write('feed-1', 'another canary');
  await store.write(NAME, null);
  expect(await store.read('feed-1')).toBe('another canary');
  expect(readdirSync(dir)).toEqual(['feed-1.enc']);
});

it.runIf(process.platform === 'linux').each([
  ['basic_text', true],
  ['gnome_libsecret', false],
] as const)(
  'a secret stays in memory with %s (available: %s), whose key everybody has',
  async (backend, available) => {
    const store = await open(backend, available);
    await store.write(NAME, SECRET);
    expect([store.kind, await store.read(NAME)]).toEqual(['memory', SECRET]);
    expect(readdirSync(dir)).toEqual([]);
    expect(await (await open(backend, available)).read(NAME)).toBeNull();
  },
);

it('a secret must be entered again where it cannot be decrypted', async () => {
  writeFileSync(join(dir, 'redis-address.enc'), 'of another account');
  const broken = {
    ...cipher('gnome_libsecret'),
    decryptStringAsync: () => Promise.reject(new Error('wrong key')),
  };
  expect(await (await openSecretStore(broken, dir, silentLog())).read(NAME)).toBeNull();
});
