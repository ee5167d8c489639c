import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LotwatchError, toFailure } from '../../shared/result.ts';
import { readTextFile } from '../files/text-file.ts';

const FILE = 'gateway-token';
/** What `Authorization: Bearer` can carry; short ones can be guessed. */
const FORM = /^[\x21-\x7e]{16,512}$/;

export const tokenFile = (dataDir: string): string => join(dataDir, FILE);

/**
 * The token programs send: `given` (LOTWATCH_TOKEN), else the one in `path`, made at the first start and kept, so
 * that a program set up once goes on working. Only this person's account may read the file.
 * @throws LotwatchError `bad-input` where it cannot be used.
 */
export function programToken(given: string | null, path: string): string {
  if (given !== null) return checked(given, 'LOTWATCH_TOKEN');
  const kept = read(path);
  if (kept !== null) {
    chmodSync(path, 0o600);
    return checked(kept, path);
  }
  const token = randomBytes(32).toString('base64url');
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Never into a file that somebody else made meanwhile.
    writeFileSync(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new LotwatchError(
      'bad-input',
      `The token cannot be kept in ${path}: ${toFailure(error).message}`,
      {
        cause: error,
      },
    );
  }
  return token;
}

function read(path: string): string | null {
  try {
    return readTextFile(path).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new LotwatchError(
      'bad-input',
      `The token cannot be read from ${path}: ${toFailure(error).message}`,
      {
        cause: error,
      },
    );
  }
}

function checked(token: string, from: string): string {
  if (FORM.test(token)) return token;
  throw new LotwatchError(
    'bad-input',
    `${from} contains no token: a token has 16 to 512 characters without spaces.`,
  );
}
