type Sorted = Float64Array | Int32Array;

/** First index in [from, to) whose value is >= x, else `to`. */
export function lowerBound(sorted: Sorted, x: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First index in [from, to) whose value is > x, else `to`. */
export function upperBound(sorted: Sorted, x: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
