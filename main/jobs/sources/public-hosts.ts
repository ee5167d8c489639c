import { join } from 'node:path';
import { z } from 'zod';
import { replaceFileNow } from '../../files/change-files.ts';
import { parseJson, readTextFile } from '../../files/text-file.ts';
import type { PublicHosts } from '../../sources/http/addresses.ts';

const FILE = 'public-hosts.json';
const fileSchema = z.array(z.string());
/** The latest; far more than anybody has sources. */
const KEPT = 1_000;

type KeptHosts = PublicHosts & {
  /** A person has entered an address there: where it leads now is what they want. */
  readonly forget: (host: string) => void;
};

/** Names of hosts that were on the internet when they were last read, in a file of the data folder that the app and the commands share. */
export function openPublicHosts(dataDir: string, onFault: (words: string) => void): KeptHosts {
  const path = join(dataDir, FILE);
  const readAll = (): string[] => {
    try {
      return fileSchema.parse(parseJson(readTextFile(path), path));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        onFault(`${path} cannot be read; where the addresses of sources led before is not known.`);
      return [];
    }
  };
  const keep = (hosts: readonly string[]): void =>
    replaceFileNow(path, JSON.stringify(hosts.slice(-KEPT), null, 1));
  return {
    has: (host) => readAll().includes(host),
    add: (host) => keep([...readAll().filter((name) => name !== host), host]),
    forget: (host) => {
      const all = readAll();
      if (all.includes(host)) keep(all.filter((name) => name !== host));
    },
  };
}
