import { NO_FIGURE } from './entry-table.ts';
import type { Slice } from './slice.ts';

/** Walked figures, sorted into one reused buffer: good until the next `take`. */
export class WalkedSlice implements Slice {
  size = 0;
  readonly #values: Float64Array;

  constructor(limit: number) {
    this.#values = new Float64Array(limit);
  }

  take(source: Float64Array, rows: Int32Array, count: number): this {
    const values = this.#values;
    let size = 0;
    for (let i = 0; i < count; i += 1) {
      const value = source[rows[i] ?? 0] ?? NO_FIGURE;
      if (value === NO_FIGURE) continue;
      let at = size;
      while (at > 0 && (values[at - 1] ?? 0) > value) {
        values[at] = values[at - 1] ?? 0;
        at -= 1;
      }
      values[at] = value;
      size += 1;
    }
    this.size = size;
    return this;
  }

  kth(j: number): number {
    return this.#values[j] ?? Number.NaN;
  }

  below(x: number): number {
    let count = 0;
    while (count < this.size && (this.#values[count] ?? 0) < x) count += 1;
    return count;
  }

  atMost(x: number): number {
    let count = 0;
    while (count < this.size && (this.#values[count] ?? 0) <= x) count += 1;
    return count;
  }
}
