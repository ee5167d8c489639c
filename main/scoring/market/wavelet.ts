/**
 * A wavelet matrix over a sequence of small integers: "how many of those in places [l, r) are below x" in as many
 * steps as x has bits. It answers for any mileage window without a list per vehicle, in a quarter of a byte per
 * value and bit.
 */
export type Wavelet = {
  readonly bits: number;
  /** Per level and 32 places: their bits, then the ones before them; side by side, as they are read together. */
  readonly cells: Uint32Array;
  /** Cells of one level, doubled. */
  readonly stride: number;
  /** Per level: how many zeros it has. */
  readonly zeros: Int32Array;
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
  const stride = 2 * ((size >>> 5) + 1);
  const cells = new Uint32Array(bits * stride);
  const zeros = new Int32Array(bits);
  let current = sequence;
  for (let level = 0; level < bits; level += 1) {
    const bit = bits - 1 - level;
    const base = level * stride;
    const next = new Int32Array(size);
    let zero = 0;
    for (let i = 0; i < size; i += 1) if ((((current[i] ?? 0) >>> bit) & 1) === 0) zero += 1;
    zeros[level] = zero;
    let one = zero;
    zero = 0;
    for (let i = 0; i < size; i += 1) {
      const value = current[i] ?? 0;
      if ((value >>> bit) & 1) {
        const cell = base + 2 * (i >>> 5);
        cells[cell] = (cells[cell] ?? 0) | (1 << (i & 31));
        next[one++] = value;
      } else {
        next[zero++] = value;
      }
    }
    for (let cell = base + 2; cell < base + stride; cell += 2) {
      cells[cell + 1] = (cells[cell - 1] ?? 0) + popcount(cells[cell - 2] ?? 0);
    }
    current = next;
  }
  return { bits, cells, stride, zeros };
}

/** Ones among the first `i` bits of a level. */
export function onesBefore(wavelet: Wavelet, level: number, i: number): number {
  const cell = level * wavelet.stride + 2 * (i >>> 5);
  const word = wavelet.cells[cell] ?? 0;
  return (wavelet.cells[cell + 1] ?? 0) + popcount(word & ((1 << (i & 31)) - 1));
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
