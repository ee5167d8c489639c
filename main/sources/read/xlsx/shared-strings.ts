import type { ZipEntry } from '../packed/zip-entries.ts';
import { readAt } from '../packed/zip-entries.ts';
import { ScratchFile } from '../packed/scratch-file.ts';
import { walk, type Parts } from './xml-parts.ts';

/** Letters held in memory; the texts after them are read from the disk when a cell asks. */
const MOST_HELD = 16 << 20;

/** The texts of a workbook, which its cells name by number. */
export class SharedStrings {
  readonly #held: string[] = [];
  #spilled: ScratchFile | null = null;
  #ends = new Float64Array(0);
  #count = 0;

  constructor(parts: Parts, entry: ZipEntry | null, open: DisposableStack) {
    if (entry === null) return;
    let held = 0;
    let text = '';
    let isText = false;
    let isReading = false;
    const take = (): void => {
      held += text.length;
      if (held <= MOST_HELD && this.#spilled === null) this.#held.push(text);
      else this.#spill(text, parts, open);
    };
    const visit = {
      open: (name: string) => {
        if (name === 'si') text = '';
        // How a text is pronounced is none of it.
        if (name === 'rPh') isReading = true;
        if (name === 't') isText = !isReading;
      },
      text: (part: string) => {
        if (isText) text += part;
      },
      close: (name: string) => {
        if (name === 't') isText = false;
        if (name === 'rPh') isReading = false;
        if (name === 'si') take();
      },
    };
    for (const _ of walk(parts, entry, visit));
  }

  at(index: number): string {
    const held = this.#held[index];
    if (held !== undefined || this.#spilled === null) return held ?? '';
    const place = index - this.#held.length;
    if (!(place >= 0 && place < this.#count)) return '';
    const from = place === 0 ? 0 : (this.#ends[place - 1] ?? 0);
    return readAt(this.#spilled.fd, from, (this.#ends[place] ?? 0) - from).toString('utf8');
  }

  #spill(text: string, { file, maxBytes }: Parts, open: DisposableStack): void {
    if (this.#spilled === null) {
      const scratch = new ScratchFile(file, maxBytes);
      open.defer(() => scratch.close());
      this.#spilled = scratch;
    }
    this.#spilled.write(Buffer.from(text));
    if (this.#count === this.#ends.length) {
      const larger = new Float64Array(Math.max(1024, 2 * this.#count));
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#count] = this.#spilled.size;
    this.#count += 1;
  }
}
