import { Gunzip, Inflate } from 'fflate';
import { crc32 } from 'node:zlib';
import { LotwatchError } from '../../../../shared/result.ts';
import { cutOff } from '../record-scanner.ts';
import { tooMuch } from './scratch-file.ts';
import { damaged, readAt, type ZipEntry } from './zip-entries.ts';

/** Packed bytes at a time. A thousand times as many may come out of them. */
const CHUNK_BYTES = 16 * 1024;
const LOCAL_HEADER = 0x04034b50;

/** Node unpacks a stream asynchronously only, and readers do not wait. */
type Unpacker = Pick<Inflate, 'push' | 'ondata'>;

/**
 * The content of a file in a zip archive, part by part and within the limit of plain feeds, whatever the archive says of
 * its size.
 * @throws LotwatchError `source` when it is locked, packed in an unknown way, cut off, damaged or too much.
 */
export function* entryChunks(
  fd: number,
  file: string,
  entry: ZipEntry,
  maxBytes: number,
): Generator<Uint8Array> {
  if (entry.isLocked)
    throw new LotwatchError(
      'source',
      `${file} is locked with a password. Ask your feed provider for an archive without one. Nothing was changed.`,
    );
  if (entry.method !== 0 && entry.method !== 8)
    throw new LotwatchError(
      'source',
      `${entry.name} in ${file} is packed in a way that Lotwatch cannot unpack (${entry.method}). Ask for a plain zip archive. Nothing was changed.`,
    );
  const header = readAt(fd, entry.at, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged(file);
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let crc = 0;
  let size = 0;
  for (const chunk of entry.method === 0
    ? rawChunks(fd, start, entry.packed)
    : throughUnpacker(fd, file, start, entry.packed, new Inflate())) {
    crc = crc32(chunk, crc);
    size += chunk.length;
    if (size > maxBytes) throw tooMuch(file, maxBytes);
    yield chunk;
  }
  if (crc !== entry.crc || size !== entry.size) throw damaged(file);
}

/**
 * The content of a gzip file, which may be several one after the other. Each ends with a sum of its content: one that is
 * cut off has none.
 */
export function* gzipChunks(fd: number, file: string, packed: number): Generator<Uint8Array> {
  const unpacker = new Gunzip();
  let crc = 0;
  let size = 0;
  const assertWhole = (end: number): void => {
    const trailer = readAt(fd, Math.max(0, end - 8), 8);
    if (end < 18 || trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== size % 2 ** 32)
      throw cutOff(file, 'end of its packed data');
    crc = 0;
    size = 0;
  };
  const measured = (chunk: Uint8Array): void => {
    crc = crc32(chunk, crc);
    size += chunk.length;
  };
  unpacker.onmember = assertWhole;
  yield* throughUnpacker(fd, file, 0, packed, unpacker, measured);
  assertWhole(packed);
}

function* rawChunks(fd: number, start: number, length: number): Generator<Uint8Array> {
  for (let at = 0; at < length;) {
    const chunk = readAt(fd, start + at, Math.min(CHUNK_BYTES, length - at));
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}

function* throughUnpacker(
  fd: number,
  file: string,
  start: number,
  packed: number,
  unpacker: Unpacker,
  onChunk?: (chunk: Uint8Array) => void,
): Generator<Uint8Array> {
  const out: Uint8Array[] = [];
  let isEnded = false;
  unpacker.ondata = (chunk, isLast) => {
    if (chunk.length > 0) {
      onChunk?.(chunk);
      out.push(chunk);
    }
    isEnded ||= isLast;
  };
  let at = 0;
  for (const chunk of rawChunks(fd, start, packed)) {
    at += chunk.length;
    try {
      unpacker.push(chunk, at >= packed);
    } catch (error) {
      if (error instanceof LotwatchError) throw error;
      // fflate's code for a text that stops in the middle.
      const isCut = error instanceof Error && 'code' in error && error.code === 0;
      throw isCut ? cutOff(file, 'end of its packed data') : damaged(file);
    }
    yield* out.splice(0);
  }
  if (!isEnded || at < packed) throw cutOff(file, 'end of its packed data');
}
