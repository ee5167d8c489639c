import type { ByteWindow } from './byte-window.ts';
import { NEEDS_MORE } from './delimited/quoted-end.ts';
import { MAX_RECORD_BYTES } from './records.ts';

/** Paths remembered; a file that has more of them is judged again from the start. */
const MOST_PATHS = 1_000;

/** Which paths besides that of the records are read as well: each is judged once, by the first record that stands there. */
export class Siblings {
  readonly #window: ByteWindow;
  readonly #endOf: (bytes: Buffer, start: number, end: number) => number;
  readonly #known = new Map<string, boolean>();

  /** @param endOf where the record that starts there ends, NEEDS_MORE, or below 0 where it does not */
  constructor(window: ByteWindow, endOf: (bytes: Buffer, start: number, end: number) => number) {
    this.#window = window;
    this.#endOf = endOf;
  }

  /** 1 if records of this path are read, 0 if not, NEEDS_MORE where the one at `at` is not whole in the window. */
  judge(
    path: string,
    at: number,
    isSibling: (bytes: Buffer, start: number, end: number) => boolean,
  ): number {
    const { bytes, end: limit, atEnd } = this.#window;
    const known = this.#known.get(path);
    if (known !== undefined) return known ? 1 : 0;
    const until = Math.min(limit, at + MAX_RECORD_BYTES);
    const end = this.#endOf(bytes, at, until);
    if (end === NEEDS_MORE && !atEnd && until === limit) return NEEDS_MORE;
    const is = end >= 0 && isSibling(bytes, at, end);
    if (this.#known.size > MOST_PATHS) this.#known.clear();
    this.#known.set(path, is);
    return is ? 1 : 0;
  }
}
