import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LotwatchError } from '../../shared/result.ts';
import { plainPlace } from '../../shared/typed-place.ts';

type Machine = {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly exists: (path: string) => boolean;
};
const here = (): Machine => ({ home: homedir(), platform: process.platform, exists: existsSync });

/**
 * The absolute path that a person means. Every path that is typed, pasted, or given as a flag or in the environment goes
 * through here: quotes and blanks around it, `~` for the home folder, and `file://` addresses.
 * @throws LotwatchError `bad-input` for a `file://` address that is no path on this machine.
 */
export function typedPath(typed: string, machine: Machine = here()): string {
  const { home, platform, exists } = machine;
  const paths = platform === 'win32' ? win32 : posix;
  // A name that is there as it was written is meant, whatever it looks like.
  if (exists(typed)) return paths.resolve(typed);
  const text = plainPlace(typed);
  if (/^file:/i.test(text)) return fromUrl(text, platform);
  if (text === '~') return home;
  return /^~[\\/]/.test(text) ? paths.join(home, text.slice(2)) : paths.resolve(text);
}

function fromUrl(text: string, platform: NodeJS.Platform): string {
  try {
    return fileURLToPath(new URL(text), { windows: platform === 'win32' });
  } catch (cause) {
    throw new LotwatchError(
      'bad-input',
      `${text} is not a file on this machine; write it as a plain path, or as ${platform === 'win32' ? 'file:///C:/feeds/file.csv' : 'file:///feeds/file.csv'}.`,
      { cause },
    );
  }
}
