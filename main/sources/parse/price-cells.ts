import { trimmed } from './cells.ts';
import type { Layout } from './layout.ts';
import { parseMoney, plainCents } from './money.ts';
import type { PlacedPrice } from './price-roles.ts';
import type { RowMoney } from './row-money.ts';

/** Feeds write what is taken off with and without the sign that says so. */
const SIGN = /^[-–−]\s*|^\((.*)\)$/;

/** A column of money, and whose amount it is where {@link RowMoney} reads that cell anyway. */
type Source = PlacedPrice & { readonly isRead: 'msrp' | 'price' | null };

/**
 * Reads every price of one row after the other. What cannot be read is null: that of the source's own MSRP and price is
 * reported where they are read.
 */
export class PriceReader {
  readonly #columns: readonly Source[];
  readonly #blank: readonly null[];

  constructor({ prices, origins }: Layout) {
    this.#columns = prices.map((column) => {
      const isRead = (field: 'msrp' | 'price'): boolean =>
        origins[field].first === column.index &&
        origins[field].rest.length === 0 &&
        !isTakenOff(column.role);
      return { ...column, isRead: isRead('msrp') ? 'msrp' : isRead('price') ? 'price' : null };
    });
    this.#blank = prices.map(() => null);
  }

  /**
   * Cents in the order of the columns.
   * @param money of the same row, which was read before
   */
  read(cells: readonly string[], money: RowMoney): readonly (number | null)[] {
    const cents: (number | null)[] = this.#blank.slice();
    for (let at = 0; at < cents.length; at += 1) {
      const column = this.#columns[at];
      if (column === undefined) continue;
      if (column.isRead === null) cents[at] = centsIn(trimmed(cells[column.index] ?? ''), column.role);
      else cents[at] = column.isRead === 'msrp' ? money.msrpInCell : money.price;
    }
    return cents;
  }
}

function centsIn(text: string, role: PlacedPrice['role']): number | null {
  const plain = plainCents(text);
  if (plain >= 0) return plain === 0 ? null : plain;
  if (text === '') return null;
  return parseMoney(isTakenOff(role) ? text.replace(SIGN, '$1') : text).cents;
}

/** Parts of a price rather than prices: either sign means the same. */
const isTakenOff = (role: PlacedPrice['role']): boolean => role === 'rebate' || role === 'accessories';
