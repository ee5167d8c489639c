import { hashSeed, type HashSeed } from '../read/row-hash.ts';

/** Between cells, so that "1","23" and "12","3" differ. */
const CELL_END = 0x1f;

/**
 * Hashes the cells of rows of which one changes every day by itself: a count of days in stock is hashed as the date it
 * leads back to. A row with the hash it had yesterday says what it said yesterday, although its bytes are others.
 */
export class StableHash {
  readonly #seed: HashSeed;
  readonly #column: number;

  /** @param key everything that decides how a row is understood */
  constructor(key: string, extra: number, column: number) {
    this.#seed = hashSeed(['days', key], extra);
    this.#column = column;
  }

  /** @param instead what replaces the column that counts */
  of(cells: readonly string[], instead: string): { readonly low: number; readonly high: number } {
    let { low, high } = this.#seed;
    for (let i = 0; i < cells.length; i += 1) {
      const text = i === this.#column ? instead : (cells[i] ?? '');
      for (let at = 0; at <= text.length; at += 1) {
        const code = at === text.length ? CELL_END : text.charCodeAt(at);
        low = Math.imul(low ^ code, 0x5bd1e995);
        low ^= low >>> 15;
        high = Math.imul(((high << 13) | (high >>> 19)) + code, 0x9e3779b1);
      }
    }
    return { low: low >>> 0, high: (high ^ (high >>> 16)) >>> 0 };
  }
}
