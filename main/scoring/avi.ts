import { clamp, planOf } from './combine.ts';
import type { Plan, PlannedPillar } from './combine.ts';
import { ATTRIBUTES, countBits } from './facts.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';
import { freshSignals } from './signals.ts';
import type { DealerSignals } from './signals.ts';

/** AVI, the AI Visibility Index: can machines find, read and place this listing? */

/** Where each signal stands in the value array. */
export const AVI = {
  url: 0,
  fields: 1,
  photos: 2,
  seoDealer: 3,
  description: 4,
  facts: 5,
  attributes: 6,
  aeoDealer: 7,
  location: 8,
  geoDealer: 9,
  rating: 10,
  volume: 11,
  response: 12,
  ugcDealer: 13,
} as const;
export const AVI_SLOTS = 14;

/** AVI has two plans: a measured `ugc` replaces the three review signals (weight 1 in its pillar). */
export type AviPlans = { readonly reviews: Plan; readonly measured: Plan };

export function aviPlans(settings: ScoreSettings): AviPlans {
  const w = settings.weights;
  const others: PlannedPillar[] = [
    {
      name: 'seo',
      weight: w.avi.seo,
      signals: [
        { name: 'seo.url', weight: w.seo.url, slot: AVI.url },
        { name: 'seo.fields', weight: w.seo.fields, slot: AVI.fields },
        { name: 'seo.photos', weight: w.seo.photos, slot: AVI.photos },
        { name: 'seo.dealer', weight: w.seo.dealer, slot: AVI.seoDealer },
      ],
    },
    {
      name: 'aeo',
      weight: w.avi.aeo,
      signals: [
        { name: 'aeo.description', weight: w.aeo.description, slot: AVI.description },
        { name: 'aeo.facts', weight: w.aeo.facts, slot: AVI.facts },
        { name: 'aeo.attributes', weight: w.aeo.attributes, slot: AVI.attributes },
        { name: 'aeo.dealer', weight: w.aeo.dealer, slot: AVI.aeoDealer },
      ],
    },
    {
      name: 'geo',
      weight: w.avi.geo,
      signals: [
        { name: 'geo.location', weight: w.geo.location, slot: AVI.location },
        { name: 'geo.dealer', weight: w.geo.dealer, slot: AVI.geoDealer },
      ],
    },
  ];
  const ugc = (signals: PlannedPillar['signals']): PlannedPillar => ({
    name: 'ugc',
    weight: w.avi.ugc,
    signals,
  });
  return {
    reviews: planOf([
      ...others,
      ugc([
        { name: 'ugc.rating', weight: w.ugc.rating, slot: AVI.rating },
        { name: 'ugc.volume', weight: w.ugc.volume, slot: AVI.volume },
        { name: 'ugc.response', weight: w.ugc.response, slot: AVI.response },
      ]),
    ]),
    measured: planOf([...others, ugc([{ name: 'ugc.dealer', weight: 1, slot: AVI.ugcDealer }])]),
  };
}

export const aviPlanFor = (plans: AviPlans, values: Float64Array): Plan =>
  Number.isNaN(values[AVI.ugcDealer] ?? Number.NaN) ? plans.reviews : plans.measured;

const isBlank = (text: string | null): boolean => text === null || text.length === 0 || text.trim() === '';

/** In the order of their bits. The condition is missing where neither feed, person nor car tells it. */
const REQUIRED = [
  'vin',
  'dealerId',
  'price',
  'make',
  'model',
  'trim',
  'year',
  'mileage',
  'condition',
] as const;

/** Bit i = REQUIRED[i] is blank. A column its source lacks counts as blank too (rules 20); new cars need no mileage. */
function missingMask(input: ScoreInput): number {
  let mask = 0;
  if (isBlank(input.vin)) mask |= 1;
  if (isBlank(input.dealerId)) mask |= 2;
  if (input.price === null || input.price <= 0) mask |= 4;
  if (isBlank(input.make)) mask |= 8;
  if (isBlank(input.model)) mask |= 16;
  if (isBlank(input.trim)) mask |= 32;
  if (input.year === null) mask |= 64;
  if (input.condition !== 'new' && input.mileage === null) mask |= 128;
  if (input.condition === 'unknown') mask |= 256;
  return mask;
}

export const missingFields = (input: ScoreInput): readonly string[] =>
  REQUIRED.filter((_, i) => (missingMask(input) & (1 << i)) !== 0);

/** Those of REQUIRED that apply: a new car needs no mileage. */
export const requiredFields = (input: ScoreInput): number =>
  input.condition === 'new' ? REQUIRED.length - 1 : REQUIRED.length;

function filledShare(input: ScoreInput): number {
  const required = requiredFields(input);
  return (required - countBits(missingMask(input))) / required;
}

/** What places the dealer, best first. */
export function locationSource(input: ScoreInput, signals: DealerSignals | null): string {
  if (!isBlank(input.dealerLocation)) return 'location in the feed';
  if (signals !== null) {
    if (!isBlank(signals.address)) return 'address in the signals file';
    if (signals.lat !== null && signals.lon !== null) return 'coordinates in the signals file';
    if (!isBlank(signals.placeId)) return 'place id in the signals file';
  }
  return isBlank(input.dealerId) && isBlank(input.dealerName) ? NO_DEALER : ONLY_NAMED;
}
const ONLY_NAMED = 'dealer named, but not located';
const NO_DEALER = 'no dealer';

/** 1 = can be put on a map, .5 = only named, 0 = neither. */
function locationValue(source: string): number {
  return source === NO_DEALER ? 0 : source === ONLY_NAMED ? 0.5 : 1;
}

const urlValue = (kind: 0 | 1 | 2): number => (kind === 2 ? 1 : kind === 1 ? 0.6 : 0);
const volumeValue = (count: number, magnitude: number): number =>
  Math.min(1, Math.log10(count + 1) / magnitude);

/** Writes the AVI signals of a vehicle; NaN = cannot be known. */
export function aviSignals(
  input: ScoreInput,
  asOf: number,
  settings: ScoreSettings,
  values: Float64Array,
): void {
  const { columns, facts } = input;
  const limits = settings.listing;
  const unknown = Number.NaN;
  values[AVI.url] = columns.url ? urlValue(facts.url) : unknown;
  values[AVI.fields] = filledShare(input);
  values[AVI.photos] = columns.photos ? Math.min(1, facts.photos / limits.photoTarget) : unknown;
  values[AVI.description] = columns.description
    ? Math.min(1, facts.words / limits.descriptionWords)
    : unknown;
  values[AVI.facts] = columns.description ? Math.min(1, facts.numbers / limits.distinctNumbers) : unknown;
  values[AVI.attributes] = columns.attributes ? countBits(facts.attributes) / ATTRIBUTES.length : unknown;

  const signals = freshSignals(input.signals, asOf, settings.signals.maxAgeDays);
  values[AVI.location] = locationValue(locationSource(input, signals));
  values[AVI.seoDealer] = (signals?.seo ?? unknown) / 100;
  values[AVI.aeoDealer] = (signals?.aeo ?? unknown) / 100;
  values[AVI.geoDealer] = (signals?.geo ?? unknown) / 100;
  values[AVI.ugcDealer] = (signals?.ugc ?? unknown) / 100;
  values[AVI.rating] = clamp((signals?.reviewRating ?? unknown) / 5);
  const reviews = signals?.reviewCount ?? null;
  values[AVI.volume] = reviews === null ? unknown : volumeValue(reviews, limits.reviewMagnitude);
  values[AVI.response] = signals?.responseRate ?? unknown;
}
