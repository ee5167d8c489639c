import { fstatSync } from 'node:fs';
import { extname, posix } from 'node:path';
import { FEED_EXTENSIONS } from '../../../../shared/feed-files.ts';
import { LotwatchError } from '../../../../shared/result.ts';
import { ScratchFile } from './scratch-file.ts';
import { entryChunks, gzipChunks } from './unpacked-chunks.ts';
import { readAt, zipEntries, type ZipEntry } from './zip-entries.ts';

/** An archive in an archive is what some mailers make; more is no feed. */
const DEEPEST = 2;
const SHOWN_NAMES = 5;
const DATA: ReadonlySet<string> = new Set(FEED_EXTENSIONS.map((extension) => `.${extension}`));

/**
 * The file inside an archive, or the file itself where it is none. A workbook is an archive, too, but a format of its
 * own. What is unpacked lies in a file that goes with `open`.
 * @throws LotwatchError `source` when it cannot be unpacked, or holds no inventory or several.
 */
export function unpack(
  fd: number,
  file: string,
  open: DisposableStack,
  maxBytes: number,
  depth = 0,
): number {
  const head = readAt(fd, 0, 4);
  const chunks = isZip(head)
    ? zippedInventory(fd, file, maxBytes)
    : head[0] === 0x1f && head[1] === 0x8b
      ? gzipChunks(fd, file, fstatSync(fd).size)
      : null;
  if (chunks === null) return fd;
  if (depth === DEEPEST)
    throw new LotwatchError(
      'source',
      `${file} is an archive in an archive in an archive; ask your feed provider for the inventory itself. Nothing was changed.`,
    );
  const scratch = new ScratchFile(file, maxBytes);
  open.defer(() => scratch.close());
  for (const chunk of chunks) scratch.write(chunk);
  return unpack(scratch.fd, file, open, maxBytes, depth + 1);
}

/** By the mark of the first file in it, or of an archive that is empty. */
export const isZip = (head: Buffer): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));

function zippedInventory(fd: number, file: string, maxBytes: number): Generator<Uint8Array> | null {
  const entries = zipEntries(fd, file);
  if (entries.some(({ name }) => name === '[Content_Types].xml')) return null;
  return entryChunks(fd, file, theInventory(file, entries), maxBytes);
}

function theInventory(file: string, entries: readonly ZipEntry[]): ZipEntry {
  const files = entries.filter(
    ({ name }) =>
      !name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.)|(?:^|\/)(?:readme|licen[cs]e)\b/i.test(name),
  );
  if (entries.length === 0)
    throw new LotwatchError(
      'source',
      `${file} is an empty zip archive; ask your feed provider for one with the inventory in it. Nothing was changed.`,
    );
  if (entries.some(({ name }) => name === 'mimetype') && entries.some(({ name }) => name === 'content.xml'))
    throw new LotwatchError(
      'source',
      `${file} is an OpenDocument spreadsheet; save it as XLSX or CSV. Nothing was changed.`,
    );
  const feeds = files.filter(({ name }) => DATA.has(extname(name).toLowerCase()));
  const candidates = feeds.length > 0 ? feeds : files;
  const [first] = candidates;
  if (first === undefined)
    throw new LotwatchError(
      'source',
      `${file} contains no inventory file, only ${namesOf(entries)}. Ask your feed provider. Nothing was changed.`,
    );
  if (candidates.length === 1) return first;
  throw new LotwatchError(
    'source',
    `${file} contains several files: ${namesOf(candidates)}. Unpack it into a folder, or ask for an archive of one inventory. Nothing was changed.`,
  );
}

function namesOf(entries: readonly ZipEntry[]): string {
  const names = entries.slice(0, SHOWN_NAMES).map(({ name }) => posix.basename(name));
  const more = entries.length > SHOWN_NAMES ? ` and ${entries.length - SHOWN_NAMES} more` : '';
  return `${names.join(', ')}${more}`;
}
