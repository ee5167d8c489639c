import { trimmed } from './cells.ts';
import { parseMoney, plainCents } from './money.ts';
import type { PlacedPrice } from './price-roles.ts';

/** Feeds write what is taken off with and without the sign that says so. */
const SIGN = /^[-–−]\s*|^\((.*)\)$/;

/**
 * Cents of every price of a row, in the order of the columns. What cannot be read is null: that of the source's own MSRP
 * and price is reported where they are read.
 */
export function readPrices(
  cells: readonly string[],
  columns: readonly PlacedPrice[],
): readonly (number | null)[] {
  const cents: (number | null)[] = [];
  for (const { index, role } of columns) {
    const text = trimmed(cells[index] ?? '');
    const plain = plainCents(text);
    if (plain >= 0) cents.push(plain === 0 ? null : plain);
    else if (text === '') cents.push(null);
    else cents.push(parseMoney(isTakenOff(role) ? text.replace(SIGN, '$1') : text).cents);
  }
  return cents;
}

/** Parts of a price rather than prices: either sign means the same. */
const isTakenOff = (role: PlacedPrice['role']): boolean => role === 'rebate' || role === 'accessories';
