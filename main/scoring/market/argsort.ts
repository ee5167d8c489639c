/**
 * Places of `values` in ascending order, equal ones by place. Whole numbers (cents, miles, counts, dealer numbers)
 * carry their place in their low digits, so that the engine's own number sort does it without a comparator.
 */
export function argsort(values: Float64Array): Int32Array {
  const n = values.length;
  const places = new Int32Array(n);
  let largest = 0;
  let whole = true;
  for (let i = 0; i < n && whole; i += 1) {
    const value = values[i] ?? 0;
    whole = Number.isInteger(value);
    largest = Math.max(largest, Math.abs(value));
  }
  if (whole && (largest + 1) * n <= Number.MAX_SAFE_INTEGER) {
    const packed = new Float64Array(n);
    for (let i = 0; i < n; i += 1) packed[i] = (values[i] ?? 0) * n + i;
    packed.sort();
    for (let i = 0; i < n; i += 1) {
      const key = packed[i] ?? 0;
      places[i] = key - Math.floor(key / n) * n;
    }
    return places;
  }
  for (let i = 0; i < n; i += 1) places[i] = i;
  return places.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
}
