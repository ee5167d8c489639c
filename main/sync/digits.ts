/** Whether one amount is another with a typing error in it. Pure; integer cents. */

/** A move that a discount does not make: beyond it a lost, added or swapped digit is the likelier story. */
const EDIT_FACTOR = 3;
/** How far from exactly 10, 100 … times a value of its past an amount may be and still be that value typed wrong. */
const TENFOLD_TOLERANCE = 0.1;
/** Cents: what prices differ by after a fee was added is still the same price. */
const SAME_SHARE = 0.02;

/** How many times the larger is the smaller. */
export const factorOf = (a: number, b: number): number =>
  a === 0 || b === 0 ? Infinity : Math.max(a / b, b / a);

/**
 * Whether `found` may be a slip of `known`: `scaleFactor` times as much or as little, a digit lost, added
 * or swapped, or about ten (a hundred …) times a value of its own `past`. `past` is asked only where the move is large.
 */
export function isDigitFault(
  known: number,
  found: number,
  scaleFactor: number,
  past: () => readonly number[],
): boolean {
  const factor = factorOf(known, found);
  if (factor >= scaleFactor) return true;
  if (factor < 1.5) return false;
  const before = past();
  // Back at what it was before: a lost digit does not restore a price. Tenfold is looked at by a person all the same.
  if (before.some((value) => factorOf(value, found) <= 1 + SAME_SHARE)) return false;
  return (
    (factor >= EDIT_FACTOR && isDigitEdit(known, found)) || before.some((value) => isTenfold(value, found))
  );
}

function isTenfold(value: number, found: number): boolean {
  const power = Math.log10(factorOf(value, found));
  const nearest = Math.round(power);
  return nearest >= 1 && Math.abs(10 ** (power - nearest) - 1) <= TENFOLD_TOLERANCE;
}

/** Whether the whole amounts differ by one digit lost or added, or by two neighbours swapped. */
export function isDigitEdit(a: number, b: number): boolean {
  const [one, other] = [digitsOf(a), digitsOf(b)];
  if (one === other) return false;
  if (one.length === other.length) return isSwap(one, other);
  return one.length < other.length ? isOneLess(one, other) : isOneLess(other, one);
}

const digitsOf = (cents: number): string => String(Math.round(cents / 100));

function isSwap(a: string, b: string): boolean {
  const at = firstDifference(a, b);
  return (
    a.slice(at, at + 2) ===
      b
        .slice(at, at + 2)
        .split('')
        .toReversed()
        .join('') && a.slice(at + 2) === b.slice(at + 2)
  );
}

const isOneLess = (short: string, long: string): boolean => {
  const at = firstDifference(short, long);
  return long.length === short.length + 1 && short.slice(at) === long.slice(at + 1);
};

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
