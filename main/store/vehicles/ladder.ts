import type { Advertised } from '../../../shared/prices.ts';
import type { ListingView } from '../../../shared/vehicle.ts';

/** Today's prices of a listing, each with the as-of date since which it stands. @param records of the listing, oldest first */
export function ladderOf(records: readonly Advertised[]): ListingView['ladder'] {
  const today = records.at(-1)?.prices ?? [];
  return today.flatMap((step) => {
    if (step.amount === null) return [];
    let since = '';
    for (const { prices, from } of records.toReversed()) {
      const amount = prices?.find(({ name }) => name === step.name)?.amount ?? null;
      if (amount !== step.amount) break;
      since = from;
    }
    return [{ ...step, since }];
  });
}
