import { join } from 'node:path';
import { z } from 'zod';
import { LotwatchError } from '../../../shared/result.ts';
import { replaceFileNow } from '../../files/change-files.ts';
import { parseJson, readTextFile } from '../../files/text-file.ts';
import type { HostKeys } from '../../sources/http/delivery.ts';

const FILE = 'known-servers.json';
const fileSchema = z.record(z.string(), z.string());

type KeptKeys = HostKeys & {
  /** In place of the one that was known; a person said so. */
  readonly trust: (host: string, fingerprint: string) => void;
};

/**
 * The keys of sftp servers, in a file of the data folder that the app and the commands share. They are no secrets; the
 * file says whom we have met.
 * @throws LotwatchError `store` when it is there and cannot be used: a server that was known must not count as new.
 */
export function openHostKeys(
  dataDir: string,
  onLearned: (host: string, fingerprint: string) => void,
): KeptKeys {
  const path = join(dataDir, FILE);
  const readAll = (): Record<string, string> => {
    try {
      return fileSchema.parse(parseJson(readTextFile(path), path));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw new LotwatchError(
        'store',
        `${path} cannot be read, so the keys of sftp servers are not known. Mend it, or delete it and compare the fingerprints again.`,
        { cause: error },
      );
    }
  };
  const keep = (host: string, fingerprint: string): void =>
    replaceFileNow(path, JSON.stringify({ ...readAll(), [host]: fingerprint }, null, 1));
  return {
    trust: keep,
    known: (host) => readAll()[host] ?? null,
    learn: (host, fingerprint) => {
      keep(host, fingerprint);
      onLearned(host, fingerprint);
    },
  };
}

/** What people are told when a server is met for the first time. */
export const firstMet = (host: string, fingerprint: string): string =>
  `The server ${host} was met for the first time. Its key ${fingerprint} is trusted from now on; compare it with what your feed provider says.`;
