import { chmodSync, existsSync, mkdirSync } from 'node:fs';

const OWNER_ALONE = 0o700;

/** Makes a folder that only this account may look into, and those above it that are missing. One that is there stays as it is. */
export const makeOwnFolder = (path: string): void =>
  void mkdirSync(path, { recursive: true, mode: OWNER_ALONE });

/** Takes a file or folder of ours from everybody else, where the system knows such a thing. */
export function keepToOwner(path: string, mode: 0o600 | 0o700): void {
  if (process.platform === 'win32' || !existsSync(path)) return;
  try {
    chmodSync(path, mode);
  } catch {
    // On a drive without permissions, or of another account: whoever made it so decides.
  }
}
