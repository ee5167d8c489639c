import type { KnownListing, ListingTable } from '../../store/sync/listings.ts';
import type { Claim } from '../../sync/duplicates.ts';
import { IdDates } from '../../sync/id-dates.ts';
import { NO_HASH, type RowHashesBuilder } from '../../sync/row-hashes.ts';

/** What a row of this file said of a VIN that another row names, too. */
export type EarlierRow = {
  readonly msrp: number | null;
  readonly price: number | null;
  readonly conflict: boolean;
  readonly claim: Claim;
};

/** What is remembered of rows that are written already, for another row of their VIN that may follow. */
export class Conflicts {
  /** Of rows that name one. */
  readonly #dates = new IdDates();
  readonly #found = new Set<number>();
  /** Those that are not stored as such yet. */
  readonly #unflagged = new Set<number>();

  written(id: number, { claim, conflict }: { readonly claim: Claim; readonly conflict: boolean }): void {
    this.#dates.set(id, claim.dated);
    if (conflict) this.#found.add(id);
  }

  /** A row that counts less disagrees with the one that is stored. */
  mark(id: number): void {
    this.#found.add(id);
    this.#unflagged.add(id);
  }

  /**
   * What a written row said: what is stored, where it said anything.
   * @param money what the feed said, where this run holds something back of it
   */
  earlier(
    found: KnownListing,
    known: KnownListing | null,
    money: { readonly msrp: number | null; readonly price: number | null },
  ): EarlierRow {
    const filled = [found.msrpBlankSince, found.priceBlankSince].filter((since) => since === null).length;
    const isKnown = filled > 0 && found.msrp === known?.msrp && found.price === known.price;
    const claim = { dated: this.#dates.get(found.id), isKnown, filled, alike: 0 };
    return { msrp: money.msrp, price: money.price, conflict: this.#found.has(found.id), claim };
  }

  /** Both rows are read again next time. Answers the listings that were not flagged before. */
  flag(table: ListingTable, hashes: RowHashesBuilder): number[] {
    const fresh = [...this.#unflagged].filter((id) => table.flagConflict(id));
    for (const id of this.#unflagged) hashes.replace(id, NO_HASH.low, NO_HASH.high);
    this.#unflagged.clear();
    return fresh;
  }
}
