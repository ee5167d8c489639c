import { posix, win32 } from 'node:path';

/**
 * One text for all ways to write the path of one file or folder, for comparing and for keys; never to be opened or shown.
 * Windows and the usual volumes of macOS are not case-sensitive, and Windows has several ways to write
 * the rest: without this a folder typed once as `C:\Lots` and once as `c:/lots/` is two sources, and every car is there
 * twice. Short names (`LOTS~1`) are left alone: only the disk knows their long form. An address is no path: as it is.
 */
export function pathKey(path: string, platform: NodeJS.Platform = process.platform): string {
  if (ADDRESS.test(path)) return path;
  if (platform === 'win32') return windowsKey(path);
  const plain = withoutEnd(posix.normalize(path), '/', '/');
  // macOS takes accents apart and puts them together as it likes.
  return platform === 'darwin' ? plain.normalize('NFC').toLowerCase() : plain;
}

export const samePath = (a: string, b: string, platform?: NodeJS.Platform): boolean =>
  pathKey(a, platform) === pathKey(b, platform);

/** Two letters at least before the colon: one is a drive. */
const ADDRESS = /^[a-z][a-z\d+.-]+:\/\//i;
const LONG_SHARE = /^\\\\\?\\UNC\\/i;
const LONG_DRIVE = /^\\\\[?.]\\(?=[a-z]:\\)/i;

function windowsKey(path: string): string {
  const written = path.replaceAll('/', '\\').replace(LONG_SHARE, '\\\\').replace(LONG_DRIVE, '');
  const plain = win32.normalize(written);
  return withoutEnd(plain, '\\', win32.parse(plain).root).toLowerCase();
}

const withoutEnd = (path: string, separator: string, root: string): string =>
  path.endsWith(separator) && path !== root ? path.slice(0, -1) : path;
