import { join } from 'node:path';
import { z } from 'zod';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { removeRetryingLater, replaceFile } from '../files/change-files.ts';
import { parseJson, readTextFile } from '../files/text-file.ts';
import { mend } from './mend.ts';

/** Secrets by name. */
export type NamedSecrets = {
  /** Null = there is none. */
  read(name: string): Promise<string | null>;
  /** Null = forget it. */
  write(name: string, secret: string | null): Promise<void>;
};

export const SECRET_FILE = 'feed-secrets.json';
const fileSchema = z.record(z.string(), z.string());

/**
 * Secrets in a file of the data folder that only this account may read: for commands and for consoles without a
 * keychain. There is no file while there is no secret.
 * @throws LotwatchError `store` when it is there and cannot be used; its content is in no message.
 */
export function openSecretFile(dataDir: string): NamedSecrets {
  const path = join(dataDir, SECRET_FILE);
  const readAll = (): Record<string, string> => {
    try {
      const { value, faults } = mend(fileSchema, parseJson(readTextFile(path), path), {});
      // One address's entry that cannot be read costs that one. Never its content.
      if (faults.some((fault) => fault.path === '')) throw new Error('it must hold texts by name.');
      return value;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      // Of what the schema refuses, the message would show nothing, and the cause would show it all.
      const why = error instanceof z.ZodError ? 'it must hold texts by name.' : toFailure(error).message;
      throw new LotwatchError(
        'store',
        `${path} cannot be read as a file of secrets: ${why} Delete it, and enter the passwords of your addresses again.`,
      );
    }
  };
  return {
    read: async (name) => readAll()[name] ?? null,
    write: async (name, secret) => {
      const { [name]: before, ...others } = readAll();
      if (before === undefined && secret === null) return;
      const all = secret === null ? others : { ...others, [name]: secret };
      if (Object.keys(all).length === 0) await removeRetryingLater(path);
      else await replaceFile(path, JSON.stringify(all));
    },
  };
}

/** Kept in the first, read from either: a command beside the desktop app knows no keychain. */
export const layered = (first: NamedSecrets, second: NamedSecrets): NamedSecrets => ({
  read: async (name) => (await first.read(name)) ?? second.read(name),
  write: async (name, secret) => {
    await first.write(name, secret);
    await second.write(name, null);
  },
});
