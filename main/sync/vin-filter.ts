const FIRST_SLOTS = 1024;

/**
 * Knows which VINs it has certainly not been given, in four bytes each: what keeps a first import of a million rows from
 * asking the database about every one of them. `mayHave` is true for all it was given and, rarely, for another.
 */
export class VinFilter {
  #slots = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  mayHave(vin: string): boolean {
    return this.#slots[this.#slotOf(hashOf(vin))] !== 0;
  }

  add(vin: string): void {
    const hash = hashOf(vin);
    const slot = this.#slotOf(hash);
    if (this.#slots[slot] === hash) return;
    this.#slots[slot] = hash;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
  }

  /** Where the hash is, or would be put. */
  #slotOf(hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (const hash of before) if (hash !== 0) this.#slots[this.#slotOf(hash)] = hash;
  }
}

/** FNV-1a with Murmur3's finisher; never 0, which marks an empty slot. */
function hashOf(vin: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < vin.length; i += 1) h = Math.imul(h ^ vin.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h ^= h >>> 13;
  return h >>> 0 || 1;
}
