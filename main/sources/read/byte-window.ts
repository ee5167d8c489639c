import { readSync } from 'node:fs';
import { retrying } from '../../files/retrying.ts';

/** Bytes read from the file at a time. */
export const CHUNK_BYTES = 1 << 20;

/** 'utf-8' stands for every encoding whose ASCII is ASCII; what lies beyond is decided record by record. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * A window that moves over a file. `bytes[start, end)` is what has been read and not yet used, always as UTF-8 or
 * another superset of ASCII: UTF-16 is converted on the way in. The buffer is reused, so whatever points into it
 * is good until the next {@link fill}.
 */
export class ByteWindow {
  bytes: Buffer;
  view: DataView;
  start = 0;
  end = 0;
  atEnd = false;
  /** Bytes of the file read so far. */
  fileBytes = 0;
  readonly #fd: number;
  readonly #chunk: number;
  readonly #encoding: Encoding;
  readonly #raw: Buffer | null;
  readonly #decoder: TextDecoder | null;
  #odd = 0;

  /**
   * @param skip bytes at the start of the file to pass over (a byte order mark)
   * @param chunk bytes read at a time
   */
  constructor(fd: number, encoding: Encoding, skip: number, chunk: number = CHUNK_BYTES) {
    this.bytes = Buffer.allocUnsafe(2 * chunk + 64);
    this.view = viewOf(this.bytes);
    this.#fd = fd;
    this.#chunk = chunk;
    this.#encoding = encoding;
    this.fileBytes = skip;
    this.#raw = encoding === 'utf-8' ? null : Buffer.allocUnsafe(Math.max(4, chunk >> 2));
    this.#decoder = encoding === 'utf-8' ? null : new TextDecoder('utf-16le', { ignoreBOM: true });
  }

  /** Bytes of the file used up to `position` in the window; a little coarse for UTF-16. */
  consumed(position: number): number {
    return this.atEnd && position >= this.end
      ? this.fileBytes
      : Math.max(0, this.fileBytes - (this.end - position));
  }

  /** Moves what is unused to the front and reads on. False at the end of the file. */
  fill(): boolean {
    if (this.atEnd) return false;
    if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end);
      this.end -= this.start;
      this.start = 0;
    }
    if (this.bytes.length - this.end < this.#chunk) {
      const larger = Buffer.allocUnsafe(this.bytes.length + 2 * this.#chunk);
      this.bytes.copy(larger, 0, 0, this.end);
      this.bytes = larger;
      this.view = viewOf(larger);
    }
    const added =
      this.#decoder === null
        ? this.#read(this.bytes, this.end, this.#chunk)
        : this.#transcode(this.#decoder);
    this.end += added;
    if (added === 0) this.atEnd = true;
    return added > 0;
  }

  #read(into: Buffer, offset: number, length: number): number {
    const count = retrying(() => readSync(this.#fd, into, offset, length, this.fileBytes));
    this.fileBytes += count;
    return count;
  }

  /** One chunk of UTF-16 as UTF-8; three bytes are the most a code unit can need. */
  #transcode(decoder: TextDecoder): number {
    const raw = this.#raw ?? Buffer.alloc(0);
    const count = this.#read(raw, this.#odd, raw.length - this.#odd) + this.#odd;
    const even = count - (count % 2);
    if (even === 0) {
      this.#odd = 0;
      return this.bytes.write(decoder.decode(), this.end, 'utf8');
    }
    const units = raw.subarray(0, even);
    if (this.#encoding === 'utf-16be') units.swap16();
    const written = this.bytes.write(decoder.decode(units, { stream: true }), this.end, 'utf8');
    this.#odd = count - even;
    if (this.#odd === 1) raw[0] = raw[even] ?? 0;
    // A chunk can end in half a surrogate pair and nothing else.
    return written === 0 ? this.#transcode(decoder) : written;
  }
}

function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
