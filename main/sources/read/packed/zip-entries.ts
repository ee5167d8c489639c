import { fstatSync, readSync } from 'node:fs';
import { LotwatchError } from '../../../../shared/result.ts';
import { cutOff } from '../record-scanner.ts';

/** A file in a zip archive, as the list at its end says. */
export type ZipEntry = {
  readonly name: string;
  readonly isLocked: boolean;
  /** 0 = as it is, 8 = deflated; nearly nobody writes others. */
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  /** Where its own header begins. */
  readonly at: number;
};

const END_64_AT = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
/** The end, its longest comment, and where the end of a large archive is. */
const TAIL_BYTES = 22 + 0xffff + 20;
const MOST_ENTRIES = 10_000;
const MOST_LIST_BYTES = 16 << 20;
const LARGE = 0xffffffff;

/** @throws LotwatchError `source` when it is cut off, damaged or has more files than a feed can have. */
export function zipEntries(fd: number, file: string): readonly ZipEntry[] {
  const { size } = fstatSync(fd);
  const tail = readAt(fd, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || tail.length - end < 22) throw cutOff(file, 'list of contents');
  let count = tail.readUInt16LE(end + 10);
  let length = tail.readUInt32LE(end + 12);
  let at = tail.readUInt32LE(end + 16);
  if (end >= 20 && tail.readUInt32LE(end - 20) === END_64_AT) {
    const large = readAt(fd, Number(tail.readBigUInt64LE(end - 12)), 56);
    if (large.length === 56 && large.readUInt32LE(0) === END_64) {
      count = Number(large.readBigUInt64LE(32));
      length = Number(large.readBigUInt64LE(40));
      at = Number(large.readBigUInt64LE(48));
    }
  }
  if (count > MOST_ENTRIES || length > MOST_LIST_BYTES)
    throw new LotwatchError(
      'source',
      `${file} holds ${count} files; put one inventory in it. Nothing was changed.`,
    );
  const list = readAt(fd, at, length);
  const entries: ZipEntry[] = [];
  let from = 0;
  while (entries.length < count) {
    if (from + 46 > list.length || list.readUInt32LE(from) !== ENTRY) throw damaged(file);
    const [name, extra, comment] = [28, 30, 32].map((place) => list.readUInt16LE(from + place));
    const start = from + 46;
    const next = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    entries.push(entryOf(list.subarray(from, next), name ?? 0, extra ?? 0));
    from = next;
  }
  return entries;
}

function entryOf(bytes: Buffer, nameLength: number, extraLength: number): ZipEntry {
  const flags = bytes.readUInt16LE(8);
  const name = bytes.subarray(46, 46 + nameLength);
  const extra = bytes.subarray(46 + nameLength, 46 + nameLength + extraLength);
  const large = largeNumbers(extra);
  const number = (place: number): number => {
    const said = bytes.readUInt32LE(place);
    return said === LARGE ? (large.shift() ?? said) : said;
  };
  const size = number(24);
  const packed = number(20);
  const at = number(42);
  return {
    name: name.toString('utf8').replaceAll('\\', '/'),
    isLocked: (flags & 1) === 1,
    method: bytes.readUInt16LE(10),
    crc: bytes.readUInt32LE(16),
    size,
    packed,
    at,
  };
}

/** Sizes and places above 4 GiB, in the order in which the list leaves them out. */
function largeNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const body = extra.subarray(at + 4, at + 4 + length);
      return Array.from({ length: Math.floor(body.length / 8) }, (_, i) =>
        Number(body.readBigUInt64LE(i * 8)),
      );
    }
    at += 4 + length;
  }
  return [];
}

export function readAt(fd: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let came = 0;
  for (let read = 1; came < length && read > 0; came += read)
    read = readSync(fd, bytes, came, length - came, at + came);
  return bytes.subarray(0, came);
}

export const damaged = (file: string): LotwatchError =>
  new LotwatchError(
    'source',
    `${file} is damaged: it cannot be unpacked. Fetch it again, or ask your feed provider. Nothing was changed.`,
  );
