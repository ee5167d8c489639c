import { createHash } from 'node:crypto';

/** Where the hashes of a file start: two files hash alike only if they are read alike. */
export type HashSeed = { readonly low: number; readonly high: number };

/** Seed from everything that decides how a record's bytes become a listing. */
export function hashSeed(parts: readonly string[], extra = 0): HashSeed {
  const digest = createHash('sha256')
    .update(JSON.stringify([...parts, extra]))
    .digest();
  return { low: digest.readInt32LE(0), high: digest.readInt32LE(4) };
}

/**
 * Hashes bytes[start, end) into two independent 32-bit lanes. A missed change needs a collision in both. Every
 * step is a bijection of the lane for a given word and of the word for a given lane, so records that differ in
 * one word only never collide. Not for adversaries.
 */
export function hashRange(
  view: DataView,
  start: number,
  end: number,
  seed: HashSeed,
  low: Uint32Array,
  high: Uint32Array,
  position: number,
): void {
  let a = seed.low ^ (end - start);
  let b = seed.high;
  let i = start;
  const lastWord = end - 4;
  for (; i <= lastWord; i += 4) {
    const word = view.getInt32(i, true);
    a = Math.imul(a ^ word, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(((b << 13) | (b >>> 19)) + word, 0x9e3779b1);
  }
  if (i < end) {
    let word = 0;
    for (let shift = 0; i < end; i += 1, shift += 8) word |= view.getUint8(i) << shift;
    a = Math.imul(a ^ word, 0x85ebca6b);
    a ^= a >>> 15;
    b = Math.imul(((b << 13) | (b >>> 19)) + word, 0x9e3779b1);
  }
  low[position] = mixed(a);
  high[position] = mixed(b ^ (end - start));
}

/** Murmur3's finisher: spreads every bit of the state over all bits of the result. */
function mixed(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
