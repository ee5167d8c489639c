import type { Positioned } from './cis.ts';
import type { MarketListing } from './comparables.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';

/**
 * The rules of `domain.md` 5.3 for comparables written down once more, plainly and in square time: what the index
 * must equal. For tests alone.
 */
const fold = (text: string | null): string => (text ?? '').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
const DAY = 86_400_000;
const cls = (condition: string): string | null =>
  condition === 'unknown' ? null : condition === 'new' ? 'new' : 'used';

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function naivePosition(
  own: ScoreInput,
  listings: readonly MarketListing[],
  asOf: number,
  historyDays: number | null,
  settings: ScoreSettings,
): Positioned {
  const limits = settings.market;
  if (own.price === null || own.price <= 0) return 'No price';
  const { year, price } = own;
  if (year === null || own.make === null || own.model === null) return 'No make, model or year';
  const currency = (c: string | null): string => c ?? limits.assumedCurrency;
  const like = listings.filter(
    (l) =>
      l.dealerId !== own.dealerId &&
      l.vin !== own.vin &&
      l.year !== null &&
      fold(l.make) === fold(own.make) &&
      fold(l.model) === fold(own.model) &&
      cls(l.condition) !== null &&
      cls(l.condition) === cls(own.condition) &&
      currency(l.currency) === currency(own.currency),
  );
  const here = like.filter((l) => {
    if (l.goneAt !== null || l.sold || asOf - l.lastSeenAt > limits.comparableMaxAgeDays * DAY)
      return false;
    if (l.price === null || l.price < 50_000 || l.price > 100_000_000) return false;
    if (l.condition !== 'new' || l.msrp === null || l.msrp <= 0) return true;
    return l.price / l.msrp >= limits.ratioMin && l.price / l.msrp <= limits.ratioMax;
  });
  const left = like.filter(
    (l) => l.goneAt !== null && l.goneAt <= asOf && asOf - l.goneAt <= limits.supplyWindowDays * DAY,
  );
  const sameTrim = (l: MarketListing): boolean => fold(own.trim) !== '' && fold(l.trim) === fold(own.trim);
  const yearsApart = (l: MarketListing): number => Math.abs((l.year ?? 0) - year);
  const tiers = [
    (l: MarketListing) => yearsApart(l) === 0 && sameTrim(l),
    (l: MarketListing) => yearsApart(l) <= 1 && sameTrim(l),
    (l: MarketListing) => yearsApart(l) === 0,
    (l: MarketListing) => yearsApart(l) <= 1,
  ];
  const index = tiers.findIndex((inTier) => here.filter(inTier).length >= limits.minComparables);
  const inTier = tiers[index];
  if (inTier === undefined) {
    const most = Math.max(...tiers.map((tier) => here.filter(tier).length));
    return `Needs ${limits.minComparables} comparables, found ${most}. Add a competitor`;
  }
  const miles = own.mileage;
  const near = (l: MarketListing): boolean =>
    miles !== null && l.mileage !== null && Math.abs(l.mileage - miles) <= limits.mileageBand;
  let comps = here.filter(inTier);
  const banded = own.condition !== 'new' && comps.filter(near).length >= limits.minComparables;
  if (banded) comps = comps.filter(near);
  const gone = left.filter(inTier).filter((l) => !banded || near(l)).length;

  const ratios = comps.flatMap((l) => (l.msrp !== null && l.msrp > 0 ? [(l.price ?? 0) / l.msrp] : []));
  const ownMsrp = own.msrp ?? 0;
  const byMsrp = own.condition === 'new' && ownMsrp > 0 && ratios.length >= limits.minComparables;
  const figures = byMsrp ? ratios : comps.map((l) => l.price ?? 0);
  const ownFigure = byMsrp ? price / ownMsrp : price;
  const tolerance = byMsrp ? limits.equalRatio : limits.equalPrice;
  const photos = comps.flatMap((l) => (l.photos === null ? [] : [l.photos]));
  const known = historyDays !== null && historyDays > 0 && historyDays >= limits.supplyMinHistoryDays;
  return {
    basis: byMsrp ? 'msrp' : 'price',
    tier: ([1, 2, 3, 4] as const)[index] ?? 4,
    comparables: figures.length,
    supply: comps.length,
    banded,
    own: ownFigure,
    market: median(figures),
    priceToMarket: ownFigure / median(figures),
    cheaper: figures.filter((x) => x < ownFigure - tolerance).length,
    equal: figures.filter((x) => x >= ownFigure - tolerance && x <= ownFigure + tolerance).length,
    gone: known ? gone : null,
    window: known ? Math.min(limits.supplyWindowDays, historyDays) : 0,
    medianPhotos: own.columns.photos && photos.length > 0 ? median(photos) : null,
  };
}
