import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LotwatchError } from '../../../../shared/result.ts';
import { removeIfPossible } from '../../../files/change-files.ts';

/** A file of its own for what is unpacked: read by position like any other, gone with the snapshot. */
export class ScratchFile {
  readonly fd: number;
  readonly #folder: string;
  readonly #file: string;
  readonly #maxBytes: number;
  #size = 0;

  /** @param file what is being unpacked, for messages */
  constructor(file: string, maxBytes: number) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#folder = mkdtempSync(join(tmpdir(), 'lotwatch-unpacked-'));
    this.fd = openSync(join(this.#folder, 'content'), 'w+', 0o600);
  }

  get size(): number {
    return this.#size;
  }

  /** Appends. @throws LotwatchError `source` above what any feed has. */
  write(bytes: Uint8Array): void {
    if (this.#size + bytes.length > this.#maxBytes) throw tooMuch(this.#file, this.#maxBytes);
    for (let done = 0; done < bytes.length;) done += writeSync(this.fd, bytes, done);
    this.#size += bytes.length;
  }

  close(): void {
    closeSync(this.fd);
    removeIfPossible(this.#folder);
  }
}

export const tooMuch = (file: string, maxBytes: number): LotwatchError =>
  new LotwatchError(
    'source',
    `${file} unpacks to more than ${Math.floor(maxBytes / 1024 ** 2)} MiB, more than any inventory. Ask your feed provider. Nothing was changed.`,
  );
