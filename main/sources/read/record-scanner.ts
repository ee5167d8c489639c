import { LotwatchError } from '../../../shared/result.ts';
import type { ByteWindow } from './byte-window.ts';
import { allocateRecords, BATCH_RECORDS, type Records, type Scanner } from './records.ts';
import { hashRange, type HashSeed } from './row-hash.ts';

/**
 * What every format's scanner does alike: fills batches of records from a window that moves through the file. A format
 * says in `next` where the record at hand ends.
 */
export abstract class RecordScanner implements Scanner {
  readonly records: Records = allocateRecords();
  protected readonly window: ByteWindow;
  /** Where it stands in the window. */
  protected at: number;
  /** Nothing of the rest of the file is a record. */
  protected isDone = false;
  readonly #seed: HashSeed;

  protected get seed(): HashSeed {
    return this.#seed;
  }

  /** Starts at the window's `start`. */
  constructor(window: ByteWindow, seed: HashSeed) {
    this.window = window;
    this.#seed = seed;
    this.at = window.start;
  }

  /** @throws LotwatchError `source` when the file ends before it should. */
  scan(): number {
    this.window.start = this.at;
    let count = 0;
    while (count < BATCH_RECORDS && !this.isDone) {
      const found = this.next(count);
      if (found > 0) count += 1;
      if (found >= 0) continue;
      if (count > 0) return count;
      if (!this.#fill() && this.at >= this.window.end) {
        this.isDone = true;
        this.end();
      }
    }
    return count;
  }

  /** Passes what is at `at`: 1 if it was a record, 0 if not, -1 if bytes are missing to decide. */
  protected abstract next(position: number): number;

  /** The file is over. */
  protected abstract end(): void;

  /** The window holds other bytes now. */
  protected refreshed(): void {}

  /** Takes what stands from `at` to `end` as a record, and goes on at `next`. */
  protected take(position: number, end: number, next: number, state: number, seed = this.#seed): 1 {
    const { starts, ends, nexts, states, low, high } = this.records;
    starts[position] = this.at;
    ends[position] = end;
    nexts[position] = next;
    states[position] = state;
    hashRange(this.window.view, this.at, end, seed, low, high, position);
    this.at = next;
    return 1;
  }

  #fill(): boolean {
    this.window.start = this.at;
    const more = this.window.fill();
    this.at = this.window.start;
    this.refreshed();
    return more;
  }
}

/** A text that ends before what it opened was closed. */
export const cutOff = (file: string, missing: string): LotwatchError =>
  new LotwatchError(
    'source',
    `${file} ends in the middle: its ${missing} is missing. It is still being written, or its download broke off. Nothing was changed.`,
  );
