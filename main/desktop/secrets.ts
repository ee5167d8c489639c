import type { SafeStorage } from 'electron';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretStore } from '../door.ts';
import type { Log } from '../log/log.ts';

const FILE = 'redis-address.enc';
const ANSWER_MS = 1_000;

type Cipher = Pick<
  SafeStorage,
  'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
>;

/**
 * Keeps one secret, encrypted with the system's keychain. Where there is none (Linux without a keyring encrypts with
 * a key that everybody knows) it stays in memory and is gone with the app. Opened once the app is ready.
 */
export async function openSecretStore(cipher: Cipher, dataDir: string, log: Log): Promise<SecretStore> {
  if (!(await hasKeychain(cipher))) return inMemory();
  const path = join(dataDir, FILE);
  const write = async (secret: string | null): Promise<void> => {
    if (secret === null) rmSync(path, { force: true });
    else writeFileSync(path, await cipher.encryptStringAsync(secret), { mode: 0o600 });
  };
  return {
    kind: 'keychain',
    write,
    read: async () => {
      try {
        const { result, shouldReEncrypt } = await cipher.decryptStringAsync(readFileSync(path));
        if (shouldReEncrypt) await write(result);
        return result;
      } catch (error) {
        // There need not be one. One of another account or machine cannot be read: it is entered again.
        const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (!isAbsent) log.warn('the stored Redis address cannot be decrypted; enter it again in Settings');
        return null;
      }
    },
  };
}

async function hasKeychain(cipher: Cipher): Promise<boolean> {
  const isWeak = process.platform === 'linux' && cipher.getSelectedStorageBackend() === 'basic_text';
  if (isWeak) return false;
  // A keyring that does not answer must not keep the app from starting.
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), ANSWER_MS).unref());
  return Promise.race([cipher.isAsyncEncryptionAvailable(), late]);
}

function inMemory(): SecretStore {
  let kept: string | null = null;
  return {
    kind: 'memory',
    read: async () => kept,
    write: async (secret) => {
      kept = secret;
    },
  };
}
