import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFileNow } from '../files/change-files.ts';

/** In the data folder. Holds what a session is recognised by, never what a page sends. */
const FILE = 'gateway-sessions.json';
/** So long a page may be found signed in by a server that was started again; after it, it needs a new address. */
export const KEPT_FOR_MS = 7 * 86_400_000;

const sessionsSchema = z.array(z.object({ key: z.string().max(64), since: z.number() })).max(1_000);
export type KeptSession = z.infer<typeof sessionsSchema>[number];

/** Sessions of pages that outlive the server, so that one that is started again knows its pages. */
export type KeptSessions = {
  /** Those not older than {@link KEPT_FOR_MS}; none where there is no usable file. */
  read(): readonly KeptSession[];
  /** Does nothing where the file cannot be written: the pages then need a new address after a restart. */
  write(keys: readonly KeptSession[]): void;
  now(): number;
};

export function keptSessions(dataDir: string, now: () => number = Date.now): KeptSessions {
  const path = join(dataDir, FILE);
  return {
    now,
    read: () => {
      try {
        const kept = sessionsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
        return kept.filter(({ since }) => now() - since <= KEPT_FOR_MS);
      } catch {
        return [];
      }
    },
    write: (sessions) => {
      try {
        replaceFileNow(path, JSON.stringify(sessions));
      } catch {
        // See the type.
      }
    },
  };
}
