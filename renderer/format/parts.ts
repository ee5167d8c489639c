/**
 * Parts rounded to `decimals` so that what is shown adds up to the rounded sum: the rest goes to those that lost most
 * by rounding. Parts that are zero stay zero.
 */
export function addingUp(parts: readonly number[], decimals: number): readonly number[] {
  const scale = 10 ** decimals;
  const sum = parts.reduce((total, part) => total + part, 0);
  const floors = parts.map((part) => Math.floor(part * scale + 1e-9));
  let rest = Math.round(sum * scale) - floors.reduce((total, part) => total + part, 0);
  const byLoss = parts
    .map((part, index) => ({ index, loss: part * scale - (floors[index] ?? 0) }))
    .filter(({ loss }) => loss > 1e-9)
    .toSorted((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss) {
    if (rest <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    rest -= 1;
  }
  return floors.map((part) => part / scale);
}
