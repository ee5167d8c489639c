import type { SafeStorage } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretStore } from '../adapter.ts';
import { removeRetryingLater, replaceFile } from '../files/change-files.ts';
import { retryingLater } from '../files/retrying.ts';
import type { Log } from '../log/log.ts';

const ANSWER_MS = 1_000;

type Cipher = Pick<
  SafeStorage,
  'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
>;

/**
 * Keeps secrets by name (plain words), each in a file encrypted with the system's keychain. Where there is none (Linux without a keyring encrypts with
 * a key that everybody knows) they stay in memory and are gone with the app. Opened once the app is ready.
 */
export async function openSecretStore(cipher: Cipher, dataDir: string, log: Log): Promise<SecretStore> {
  if (!(await hasKeychain(cipher))) return inMemory();
  const pathOf = (name: string): string => join(dataDir, `${name}.enc`);
  const write = async (name: string, secret: string | null): Promise<void> => {
    if (secret === null) await removeRetryingLater(pathOf(name));
    else await replaceFile(pathOf(name), await cipher.encryptStringAsync(secret));
  };
  return {
    kind: 'keychain',
    write,
    read: async (name) => {
      try {
        const { result, shouldReEncrypt } = await cipher.decryptStringAsync(
          await retryingLater(() => readFileSync(pathOf(name))),
        );
        if (shouldReEncrypt) await write(name, result);
        return result;
      } catch (error) {
        // There need not be one. One of another account or machine cannot be read: it is entered again.
        const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
        if (!isAbsent)
          log.warn({ secret: name }, 'a stored secret cannot be decrypted; enter it again in Settings');
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
  const kept = new Map<string, string>();
  return {
    kind: 'memory',
    read: async (name) => kept.get(name) ?? null,
    write: async (name, secret) => {
      if (secret === null) kept.delete(name);
      else kept.set(name, secret);
    },
  };
}
