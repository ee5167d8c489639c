import type { MoneyField } from '../../../shared/listing.ts';
import { textOf } from './cells.ts';
import { currencyNamed } from './currencies.ts';
import type { Layout } from './layout.ts';
import { parseMoney, plainCents } from './money.ts';

type Warn = (field: MoneyField | 'currency', value: string, reason: string) => void;

/** MSRP and price of a row in one currency: amounts of two are never kept, or compared, side by side. */
export class RowMoney {
  readonly #layout: Layout;
  /** Of the source's settings, for feeds that write bare numbers. */
  readonly #usual: string | null;
  readonly #warn: Warn;
  /** What the cell of the amount read last says of its currency. */
  #inCell: string | null = null;
  msrp: number | null = null;
  price: number | null = null;
  /** What the cell of the MSRP says, though it may be in another currency than the price. */
  msrpInCell: number | null = null;
  currency: string | null = null;

  constructor(layout: Layout, usual: string | null, warn: Warn) {
    this.#layout = layout;
    this.#usual = usual;
    this.#warn = warn;
  }

  read(cells: readonly string[]): void {
    this.msrp = this.msrpInCell = this.#amount(cells, 'msrp');
    const msrpCell = this.#inCell;
    this.price = this.#amount(cells, 'price');
    const priceCell = this.#inCell;
    const named = this.#named(cells);
    const { currencies } = this.#layout;
    const msrp = msrpCell ?? named ?? currencies.msrp;
    const price = priceCell ?? named ?? currencies.price;
    if (this.msrp !== null && this.price !== null && msrp !== null && price !== null && msrp !== price) {
      const text = textOf(cells, this.#layout.origins.msrp);
      const reason = `MSRP and price are in different currencies (${msrp}, ${price}); the MSRP is left out`;
      this.#warn('msrp', text, reason);
      this.msrp = null;
    }
    const said = (this.price === null ? null : price) ?? (this.msrp === null ? null : msrp);
    this.currency = said ?? named ?? currencies.price ?? this.#usual;
  }

  #amount(cells: readonly string[], field: MoneyField): number | null {
    this.#inCell = null;
    const text = textOf(cells, this.#layout.origins[field]);
    const plain = plainCents(text);
    if (plain >= 0) return plain === 0 ? null : plain;
    if (text === '') return null;
    const { cents, currency, problem } = parseMoney(text);
    if (problem !== null) this.#warn(field, text, problem);
    if (cents !== null) this.#inCell = currency;
    return cents;
  }

  /** What the column of currencies says. */
  #named(cells: readonly string[]): string | null {
    const text = textOf(cells, this.#layout.origins.currency);
    if (text === '') return null;
    const named = currencyNamed(text);
    if (named === undefined) this.#warn('currency', text, 'Not a currency');
    return named ?? null;
  }
}
