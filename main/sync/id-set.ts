const FIRST_BYTES = 1024;

/** A set of listing ids as bits: 125 kB for a million, where a Set takes tens of megabytes. */
export class IdSet {
  #bits = new Uint8Array(FIRST_BYTES);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return ((this.#bits[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0;
  }

  /** Returns whether it was new. */
  add(id: number): boolean {
    const byte = id >>> 3;
    if (byte >= this.#bits.length) this.#grow(byte);
    const before = this.#bits[byte] ?? 0;
    const after = before | (1 << (id & 7));
    if (after === before) return false;
    this.#bits[byte] = after;
    this.#size += 1;
    return true;
  }

  delete(id: number): void {
    if (!this.has(id)) return;
    this.#bits[id >>> 3] = (this.#bits[id >>> 3] ?? 0) & ~(1 << (id & 7));
    this.#size -= 1;
  }

  /** Ascending. */
  *values(): Generator<number> {
    for (let byte = 0; byte < this.#bits.length; byte += 1) {
      if (this.#bits[byte] === 0) continue;
      for (let id = byte * 8; id < byte * 8 + 8; id += 1) if (this.has(id)) yield id;
    }
  }

  #grow(byte: number): void {
    const wider = new Uint8Array(Math.max(byte + 1, this.#bits.length * 2));
    wider.set(this.#bits);
    this.#bits = wider;
  }
}
