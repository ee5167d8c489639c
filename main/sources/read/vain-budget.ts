import { MAX_RECORD_BYTES } from './records.ts';

/** Bytes that may be read without result whatever the file's size: four runaway quotes. */
const FREE_BYTES = 4 * MAX_RECORD_BYTES;
/** Bytes that may be read without result for each byte of the file. */
const SHARE = 8;
/** A record may always have so many. */
const SMALLEST_LIMIT = 256;

/**
 * How far the end of a record is looked for. A quote, brace or tag that never closes is read on to the limit in vain, and
 * the next one from there again: a file full of them would take the square of its size. So what was read in vain is counted,
 * and the limit shrinks while that is much against what the file has.
 */
export class VainBudget {
  #wasted = 0;

  /** @param read bytes of the file read so far */
  limit(read: number): number {
    const left = FREE_BYTES + SHARE * read - this.#wasted;
    return Math.max(SMALLEST_LIMIT, Math.min(MAX_RECORD_BYTES, left));
  }

  waste(bytes: number): void {
    this.#wasted += bytes;
  }
}
