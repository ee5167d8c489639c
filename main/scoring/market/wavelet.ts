/**
 * A wavelet matrix over a permutation-like sequence of small integers: "how many of those in places [l, r) are
 * below x" in as many steps as x has bits. It answers for any mileage window without a list per vehicle, in about
 * half a byte per value and bit.
 */
export type Wavelet = {
  readonly size: number;
  readonly bits: number;
  /** Per level: bit strings in words of 32, and the ones before each word. */
  readonly words: readonly Uint32Array[];
  readonly ones: readonly Uint32Array[];
  /** Per level: how many zeros it has. */
  readonly zeros: readonly number[];
};

function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** @param sequence values in [0, limit). */
export function buildWavelet(sequence: Int32Array, limit: number): Wavelet {
  const size = sequence.length;
  const bits = Math.max(1, 32 - Math.clz32(Math.max(1, limit - 1)));
  const words: Uint32Array[] = [];
  const ones: Uint32Array[] = [];
  const zeros: number[] = [];
  let current = sequence;
  for (let bit = bits - 1; bit >= 0; bit -= 1) {
    const level = new Uint32Array((size >>> 5) + 1);
    const next = new Int32Array(size);
    let zero = 0;
    for (let i = 0; i < size; i += 1) {
      const value = current[i] ?? 0;
      if ((value >>> bit) & 1) level[i >>> 5] = (level[i >>> 5] ?? 0) | (1 << (i & 31));
      else next[zero++] = value;
    }
    let one = zero;
    for (let i = 0; i < size; i += 1) {
      const value = current[i] ?? 0;
      if ((value >>> bit) & 1) next[one++] = value;
    }
    const before = new Uint32Array(level.length);
    for (let w = 1; w < level.length; w += 1) {
      before[w] = (before[w - 1] ?? 0) + popcount(level[w - 1] ?? 0);
    }
    words.push(level);
    ones.push(before);
    zeros.push(zero);
    current = next;
  }
  return { size, bits, words, ones, zeros };
}

/** Ones among the first `i` bits of a level. */
export function onesBefore(wavelet: Wavelet, level: number, i: number): number {
  const word = i >>> 5;
  const mask = (1 << (i & 31)) - 1;
  return (wavelet.ones[level]?.[word] ?? 0) + popcount((wavelet.words[level]?.[word] ?? 0) & mask);
}

/** How many values at places [left, right) are below x. */
export function countBelow(wavelet: Wavelet, left: number, right: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 2 ** wavelet.bits) return right - left;
  let l = left;
  let r = right;
  let count = 0;
  for (let level = 0; level < wavelet.bits && l < r; level += 1) {
    const oneL = onesBefore(wavelet, level, l);
    const oneR = onesBefore(wavelet, level, r);
    if ((x >>> (wavelet.bits - 1 - level)) & 1) {
      count += r - l - (oneR - oneL);
      const zero = wavelet.zeros[level] ?? 0;
      l = zero + oneL;
      r = zero + oneR;
    } else {
      l -= oneL;
      r -= oneR;
    }
  }
  return count;
}
