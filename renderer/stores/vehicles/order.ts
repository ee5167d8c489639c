/**
 * How many rows would have to move for the list to be in order again: all but the longest run of them that already
 * stands right. `order` has the ids in their order now; what is not in it no longer fits, and counts too.
 */
export function movesTo(shown: readonly number[], order: readonly number[]): number {
  const place = new Map(order.map((id, at) => [id, at]));
  /** The smallest end of a rising run of each length. */
  const ends: number[] = [];
  for (const id of shown) {
    const at = place.get(id);
    if (at === undefined) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    ends[low] = at;
  }
  return shown.length - ends.length;
}
