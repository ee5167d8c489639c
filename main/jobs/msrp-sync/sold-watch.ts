import type { KnownListing } from '../../store/sync/listings.ts';
import type { Comparison } from '../../sync/compare.ts';

type Row = {
  readonly known: Pick<KnownListing, 'soldAt'> | null;
  readonly comparison: Pick<Comparison, 'status'>;
};

/** Who is off the lot because the feed says sold, before this run and by it; the last row of a vehicle decides. */
export class SoldWatch {
  readonly #sold = new Map<number, { readonly was: boolean; readonly is: boolean }>();

  note(listingId: number, { known, comparison }: Row): void {
    const was = known !== null && known.soldAt !== null;
    const is = comparison.status === 'sold';
    if (was || is || this.#sold.has(listingId)) this.#sold.set(listingId, { was, is });
  }

  *changes(): Generator<[listingId: number, isSold: boolean]> {
    for (const [id, { was, is }] of this.#sold) if (was !== is) yield [id, is];
  }
}
