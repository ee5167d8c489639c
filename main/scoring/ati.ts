import { candidateModelYears, expectedCheckDigit } from '../../shared/vin.ts';
import { clamp, planOf } from './combine.ts';
import type { Plan } from './combine.ts';
import { countBits } from './facts.ts';
import { daysSince } from './input.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';
import { sanityChecks } from './sanity.ts';
import { freshSignals } from './signals.ts';

/** ATI, the AI Trust Index: is what the listing says right, consistent, recent and its own? */

export const ATI = {
  vin: 0,
  year: 1,
  sanity: 2,
  parity: 3,
  unique: 4,
  msrp: 5,
  feed: 6,
  listing: 7,
  reviews: 8,
  photos: 9,
  text: 10,
  names: 11,
  action: 12,
} as const;
export const ATI_SLOTS = 13;

export function atiPlan(settings: ScoreSettings): Plan {
  const w = settings.weights;
  return planOf([
    {
      name: 'precision',
      weight: w.ati.precision,
      signals: [
        { name: 'pre.vin', weight: w.precision.vin, slot: ATI.vin },
        { name: 'pre.year', weight: w.precision.year, slot: ATI.year },
        { name: 'pre.sanity', weight: w.precision.sanity, slot: ATI.sanity },
      ],
    },
    {
      name: 'consistency',
      weight: w.ati.consistency,
      signals: [
        { name: 'con.parity', weight: w.consistency.parity, slot: ATI.parity },
        { name: 'con.unique', weight: w.consistency.unique, slot: ATI.unique },
        { name: 'con.msrp', weight: w.consistency.msrp, slot: ATI.msrp },
      ],
    },
    {
      name: 'recency',
      weight: w.ati.recency,
      signals: [
        { name: 'rec.feed', weight: w.recency.feed, slot: ATI.feed },
        { name: 'rec.listing', weight: w.recency.listing, slot: ATI.listing },
      ],
    },
    {
      name: 'authenticity',
      weight: w.ati.authenticity,
      signals: [
        { name: 'aut.reviews', weight: w.authenticity.reviews, slot: ATI.reviews },
        { name: 'aut.photos', weight: w.authenticity.photos, slot: ATI.photos },
        { name: 'aut.text', weight: w.authenticity.text, slot: ATI.text },
      ],
    },
    {
      name: 'alignment',
      weight: w.ati.alignment,
      signals: [
        { name: 'ali.names', weight: w.alignment.names, slot: ATI.names },
        { name: 'ali.action', weight: w.alignment.action, slot: ATI.action },
      ],
    },
  ]);
}

/** 1 = check digit fits, .5 = 17 legal characters but another digit, 0 = neither. */
export function vinValue(vin: string): number {
  const expected = expectedCheckDigit(vin);
  if (expected === null) return 0;
  return expected === vin.charAt(8) ? 1 : 0.5;
}

/** Until 1980 VINs had no standard form, so nothing can be said about them. */
export const LAST_FREE_FORM_YEAR = 1980;

/** Channels that show the same price within the tolerance; null = own price cannot be compared. */
export function channelsAgreeing(input: ScoreInput, tolerance: number): number | null {
  if (input.channels.length === 0 || !input.columns.price) return null;
  let agreeing = 0;
  for (const channel of input.channels) {
    if (channel.price === null || input.price === null) continue;
    if (Math.abs(channel.price - input.price) <= tolerance) agreeing += 1;
  }
  return agreeing;
}

/** 1 up to MSRP, then falling to 0 at MSRP + span. */
export function markupValue(price: number, msrp: number, span: number): number {
  return price <= msrp ? 1 : clamp(1 - (price / msrp - 1) / span);
}

export const feedValue = (hours: number, staleHours: number): number => clamp(1 - hours / staleHours);
export const listingValue = (days: number, halfLife: number): number => 0.5 ** (days / halfLife);

/** When the listing last moved: a change we saw, else when it came into stock, else when we first saw it. */
export const lastMove = (input: ScoreInput): number | null =>
  input.listingChangedAt ?? input.dateInStock ?? input.firstSeenAt;

/** Writes the ATI signals of a vehicle; NaN = cannot be known. */
export function atiSignals(
  input: ScoreInput,
  asOf: number,
  settings: ScoreSettings,
  values: Float64Array,
): void {
  const { columns, facts, year } = input;
  const limits = settings.trust;
  const unknown = Number.NaN;

  const vin = year !== null && year <= LAST_FREE_FORM_YEAR ? unknown : vinValue(input.vin);
  values[ATI.vin] = vin;
  values[ATI.year] = vin !== 1 || !columns.year ? unknown : hasModelYear(input.vin, year) ? 1 : 0;
  const { passed, applicable } = sanityChecks(input, asOf, limits);
  values[ATI.sanity] = applicable === 0 ? unknown : passed / applicable;

  const agreeing = channelsAgreeing(input, limits.parityTolerance);
  values[ATI.parity] = agreeing === null ? unknown : agreeing / input.channels.length;
  values[ATI.unique] = input.vinConflict ? 0 : 1;
  values[ATI.msrp] =
    input.condition === 'new' && input.price !== null && input.msrp !== null && input.msrp > 0
      ? markupValue(input.price, input.msrp, limits.markupSpan)
      : unknown;

  values[ATI.feed] =
    input.feedSeenAt === null
      ? unknown
      : feedValue(daysSince(asOf, input.feedSeenAt) * 24, limits.feedStaleHours);
  const moved = lastMove(input);
  values[ATI.listing] =
    moved === null ? unknown : listingValue(daysSince(asOf, moved), limits.listingHalfLifeDays);

  const signals = freshSignals(input.signals, asOf, settings.signals.maxAgeDays);
  values[ATI.reviews] = signals?.verifiedReviewShare ?? unknown;
  values[ATI.photos] = !columns.photos
    ? unknown
    : facts.photos === 0
      ? 0
      : Math.min(1, input.uniquePhotos / facts.photos);
  values[ATI.text] = !columns.description ? unknown : facts.words > 0 && input.uniqueText ? 1 : 0;

  const known = countBits(facts.knownNames);
  values[ATI.names] =
    known === 0 || !(columns.title || columns.description) ? unknown : countBits(facts.foundNames) / known;
  const priced = input.price !== null && input.price > 0;
  if (columns.url) values[ATI.action] = (priced ? 0.5 : 0) + (facts.url > 0 ? 0.5 : 0);
  else values[ATI.action] = priced ? 1 : 0;
}

/** A blank year in a mapped column is none of the candidates. */
function hasModelYear(vin: string, year: number | null): boolean {
  return year !== null && candidateModelYears(vin).includes(year);
}
