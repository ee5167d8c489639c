const EMPTY = 0;
const SHARED = 0xffffffff;
const FIRST_SLOTS = 1024;

/**
 * Which values (photo addresses, texts) are used by one owner only: 12 bytes a slot, so that millions of photos fit.
 * Values are distinguished by 64 bits of hash, owners by 32.
 */
export class SharedValues {
  #low = new Uint32Array(FIRST_SLOTS);
  #high = new Uint32Array(FIRST_SLOTS);
  #owner = new Uint32Array(FIRST_SLOTS);
  #count = 0;

  add(value: string, owner: number): void {
    const [low, high] = hash(value);
    this.#put(low, high, owner);
  }

  /** Whether only one owner was added with this value. */
  isUnique(value: string): boolean {
    const [low, high] = hash(value);
    return this.#owner[this.#find(low, high)] !== SHARED;
  }

  #find(low: number, high: number): number {
    const mask = this.#owner.length - 1;
    let slot = low & mask;
    while (this.#owner[slot] !== EMPTY && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask;
    return slot;
  }

  #put(low: number, high: number, owner: number): void {
    const slot = this.#find(low, high);
    const before = this.#owner[slot];
    if (before !== EMPTY) {
      if (before !== owner) this.#owner[slot] = SHARED;
      return;
    }
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#owner[slot] = owner;
    this.#count += 1;
    if (this.#count * 2 > this.#owner.length) this.#grow();
  }

  #grow(): void {
    const [low, high, owner] = [this.#low, this.#high, this.#owner];
    const slots = owner.length * 2;
    this.#low = new Uint32Array(slots);
    this.#high = new Uint32Array(slots);
    this.#owner = new Uint32Array(slots);
    this.#count = 0;
    for (let slot = 0; slot < owner.length; slot += 1) {
      const value = owner[slot] ?? EMPTY;
      if (value !== EMPTY) this.#put(low[slot] ?? 0, high[slot] ?? 0, value);
    }
  }
}

/** Two independent 32-bit lanes over the characters (murmur-like). */
function hash(text: string): [number, number] {
  let low = 0x9747b28c ^ text.length;
  let high = 0x85ebca6b;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
    high = Math.imul(high ^ code, 0x01000193);
  }
  high = Math.imul(high ^ (high >>> 16), 0xc2b2ae35);
  return [low >>> 0, (high ^ (high >>> 13)) >>> 0];
}

/** A vehicle as owner: never one of the two reserved numbers. */
export function ownerOf(vin: string): number {
  const [low] = hash(vin);
  return low === EMPTY || low === SHARED ? 1 : low;
}
