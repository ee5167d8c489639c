/**
 * Which listing a row was last read into, by the hash of the row's bytes: finding a row here means it says what it said
 * last time and need not be parsed. Every listing of the source has an entry, those without a usable hash too, so that
 * the entries are also the list of what may be absent today.
 *
 * Kept as three columns of 32-bit numbers (12 bytes a listing) behind an open-addressed table.
 */
const EMPTY = 0;
/** At most this share of slots is filled; beyond it probes get long. */
const LOAD = 0.5;

/** Entries of listings whose row must be parsed every time (it had a warning) carry this. */
export const NO_HASH = { low: 0, high: 0 } as const;

export class RowHashes {
  readonly #low: Uint32Array;
  readonly #high: Uint32Array;
  readonly #ids: Uint32Array;
  readonly #slots: Uint32Array;
  readonly #mask: number;

  private constructor(low: Uint32Array, high: Uint32Array, ids: Uint32Array) {
    this.#low = low;
    this.#high = high;
    this.#ids = ids;
    let slots = 16;
    while (slots * LOAD < ids.length) slots *= 2;
    this.#mask = slots - 1;
    this.#slots = new Uint32Array(slots);
    for (let entry = 0; entry < ids.length; entry += 1) this.#place(entry);
  }

  static empty(): RowHashes {
    return new RowHashes(new Uint32Array(0), new Uint32Array(0), new Uint32Array(0));
  }

  /** Reads what {@link RowHashesBuilder.toBlob} wrote; null when it is not that, and everything must be compared. */
  static fromBlob(blob: Uint8Array): RowHashes | null {
    if (blob.byteLength % 12 !== 0) return null;
    // A copy: a BLOB may start at any byte, a Uint32Array only at a multiple of four.
    const words = new Uint32Array(blob.slice().buffer);
    const count = words.length / 3;
    return new RowHashes(
      words.subarray(0, count),
      words.subarray(count, count * 2),
      words.subarray(count * 2),
    );
  }

  /** Entries without hashes: the listings are known, their rows must all be parsed. */
  static fromIds(ids: readonly number[]): RowHashes {
    return new RowHashes(new Uint32Array(ids.length), new Uint32Array(ids.length), Uint32Array.from(ids));
  }

  get size(): number {
    return this.#ids.length;
  }

  idAt(entry: number): number {
    return this.#ids[entry] ?? 0;
  }

  hashAt(entry: number): { readonly low: number; readonly high: number } {
    return { low: this.#low[entry] ?? 0, high: this.#high[entry] ?? 0 };
  }

  /** The listing whose row had this hash, or 0. */
  find(low: number, high: number): number {
    let slot = low & this.#mask;
    for (;;) {
      const entry = this.#slots[slot] ?? EMPTY;
      if (entry === EMPTY) return 0;
      if (this.#low[entry - 1] === low && this.#high[entry - 1] === high) return this.#ids[entry - 1] ?? 0;
      slot = (slot + 1) & this.#mask;
    }
  }

  #place(entry: number): void {
    const low = this.#low[entry] ?? 0;
    if (low === NO_HASH.low && this.#high[entry] === NO_HASH.high) return;
    let slot = low & this.#mask;
    while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & this.#mask;
    this.#slots[slot] = entry + 1;
  }
}

/** Collects the entries of the next sync's table. */
export class RowHashesBuilder {
  #low: Uint32Array;
  #high: Uint32Array;
  #ids: Uint32Array;
  #count = 0;
  /** Listings whose first entry no longer counts: a later row of the same file replaced it. */
  readonly #replaced = new Map<number, { low: number; high: number }>();

  constructor(expected: number) {
    const room = Math.max(expected, 16);
    this.#low = new Uint32Array(room);
    this.#high = new Uint32Array(room);
    this.#ids = new Uint32Array(room);
  }

  get size(): number {
    return this.#count;
  }

  add(id: number, low: number, high: number): void {
    if (this.#count === this.#ids.length) this.#grow();
    this.#low[this.#count] = low;
    this.#high[this.#count] = high;
    this.#ids[this.#count] = id;
    this.#count += 1;
  }

  /** Another hash for a listing added before. */
  replace(id: number, low: number, high: number): void {
    this.#replaced.set(id, { low, high });
  }

  toBlob(): Uint8Array {
    const n = this.#count;
    for (let entry = 0; this.#replaced.size > 0 && entry < n; entry += 1) {
      const hash = this.#replaced.get(this.#ids[entry] ?? 0);
      if (hash === undefined) continue;
      this.#low[entry] = hash.low;
      this.#high[entry] = hash.high;
    }
    const words = new Uint32Array(n * 3);
    words.set(this.#low.subarray(0, n), 0);
    words.set(this.#high.subarray(0, n), n);
    words.set(this.#ids.subarray(0, n), n * 2);
    return new Uint8Array(words.buffer);
  }

  #grow(): void {
    const wider = (column: Uint32Array): Uint32Array => {
      const next = new Uint32Array(column.length * 2);
      next.set(column);
      return next;
    };
    this.#low = wider(this.#low);
    this.#high = wider(this.#high);
    this.#ids = wider(this.#ids);
  }
}
