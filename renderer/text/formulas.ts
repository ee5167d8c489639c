import { count, money } from '../format/money.ts';
import { share } from '../format/score.ts';
import type { ScoreModel } from '../../shared/score-model.ts';

type Settings = ScoreModel['settings'];

const units = (cents: number | undefined): string => money((cents ?? 0) / 100, null);
const number = (value: number | undefined): string => count(value ?? 0);
const ramp = (name: string, { top, span }: { readonly top: number; readonly span: number }): string =>
  `1 at ${name} ${number(Number((top - span).toFixed(4)))} and below, falling to 0 at ${number(top)}`;
const marketRamp = ({ top, span }: { readonly top: number; readonly span: number }): string =>
  `1 at ${share(top - span)} of market, 0 at ${share(top)}`;

/** What each signal measures, with its present thresholds; a value of 1 brings all of its points. */
export function signalFormula(name: string, settings: Settings): string {
  const { listing, trust, market } = settings;
  switch (name) {
    case 'seo.url':
      return 'https link 1, http link .6, none 0.';
    case 'seo.fields':
      return 'Share of required fields filled: VIN, dealer, price, condition, make, model, trim, year; mileage if used.';
    case 'seo.photos':
      return `Photos up to ${listing.photoTarget}, divided by ${listing.photoTarget}.`;
    case 'seo.dealer':
    case 'aeo.dealer':
    case 'geo.dealer':
      return `${name.slice(0, 3)} from the dealer’s signals file, divided by 100.`;
    case 'aeo.description':
      return `Words of the description up to ${listing.descriptionWords}, divided by ${listing.descriptionWords}.`;
    case 'aeo.facts':
      return `Distinct numbers in the description up to ${listing.distinctNumbers}, divided by ${listing.distinctNumbers}.`;
    case 'aeo.attributes':
      return 'Share filled of these 8: body style, exterior and interior colour, engine, transmission, drivetrain, fuel, options.';
    case 'geo.location':
      return 'Address, coordinates or place number 1; only the dealer’s name .5; none 0.';
    case 'ugc.rating':
      return 'Review rating divided by 5. A ugc figure in the signals file replaces all three.';
    case 'ugc.volume':
      return `log10(reviews + 1) divided by ${listing.reviewMagnitude}, at most 1.`;
    case 'ugc.response':
      return 'Share of reviews that were answered.';
    case 'pre.vin':
      return 'Correct check digit 1; 17 legal characters with a wrong one .5; else 0. Unknown up to model year 1980.';
    case 'pre.year':
      return 'The feed’s year is one the VIN allows 1, else 0. Unknown unless the VIN’s check digit is correct.';
    case 'pre.sanity':
      return `Share of the checks passed, of those that apply: price ${units(trust['priceMin'])} to ${units(trust['priceMax'])}; mileage up to ${number(trust['mileageMax'])} (new: ${number(trust['newMileageMax'])}); year ${String(trust['yearMin'])} to ${number(trust['yearsAhead'])} ahead; new has an MSRP; new price ÷ MSRP ${number(trust['ratioMin'])} to ${number(trust['ratioMax'])}.`;
    case 'con.parity':
      return `Share of your other sources of this VIN whose price is within ${units(trust['parityTolerance'])}. Unknown with one source.`;
    case 'con.unique':
      return 'One row for this VIN, or rows that agree, 1; rows that disagree 0.';
    case 'con.msrp':
      return `New: at or below MSRP 1, falling to 0 at ${share(trust['markupSpan'] ?? 0)} above.`;
    case 'rec.feed':
      return `1 minus age ÷ ${number(trust['feedStaleHours'])} hours of the newest file with this VIN.`;
    case 'rec.listing':
      return `Halves every ${number(trust['listingHalfLifeDays'])} days since price, MSRP, photos, description or mileage changed.`;
    case 'aut.reviews':
      return 'Share of verified reviews of the signals file.';
    case 'aut.photos':
      return 'Photos that no other VIN uses, divided by all; no photos 0.';
    case 'aut.text':
      return 'A description that no other VIN has 1, else 0.';
    case 'ali.names':
      return 'Share of year, make, model and trim that the title or the description names.';
    case 'ali.action':
      return '.5 for a price and .5 for a valid link.';
    case 'cis.price':
      return `Own figure over the market’s median: by price ÷ MSRP ${marketRamp(market.msrpBasis)}; by price ${marketRamp(market.priceBasis)}.`;
    case 'cis.rank':
      return `Share of comparables that cost more; equal ones count half (within ${market.equalRatio} or ${units(market.equalPrice)}).`;
    case 'cis.supply':
      return `Days the market’s supply lasts at the pace of the last ${market.supplyWindowDays} days: ${ramp('', market.supply)}. Unknown below ${market.supplyMinHistoryDays} days of history.`;
    case 'cis.age':
      return `Days on the lot: ${ramp('', market.age)}.`;
    case 'cis.listing':
      return 'Own photos divided by the median of the comparables, at most 1.';
    default:
      return '';
  }
}

export const formulasText = {
  title: 'Formulas',
  loading: 'Loading …',
  failed: (reason: string) => `The model could not be read: ${reason}`,
  intro: (version: string) =>
    `Model ${version}, with the weights and thresholds that are set now. Every score is computed from stored data alone: the same data and the same day give the same score.`,
  change: 'Change them in Settings',
  combineTitle: 'How a score is put together',
  combine: (minimum: number, full: number) => [
    'Every signal is a value from 0 to 1, or unknown where the inventory has no such column or no source says it. A blank cell in an existing column is a real 0.',
    'A pillar is the weighted mean of its known signals; the score is 100 times the weighted mean of the pillars that have any. What is unknown is left out, and the others carry its weight.',
    `Coverage is the share of all weight that is known. Below ${share(minimum)} there is no score; below ${share(full)} it is marked as partly known.`,
    'The points of a signal are its share of the 100 times its value. They add up to the raw score, which is rounded to the whole number shown. The points a signal still lacks decide what to fix first.',
  ],
  caveatsTitle: 'Read with care',
  caveats: [
    'Unknown signals move a score only by leaving their weight to the others: a dealer with a weak but unknown figure can score higher than one whose weak figure is known. So coverage is always shown beside a score.',
    'These scores are indices of listing quality and market position. They do not measure what ChatGPT or another assistant answers, unless a signals file supplies such figures.',
  ],
  weight: 'Weight',
  ofAll: 'of all',
  signal: 'Signal',
  formula: 'Value from 0 to 1',
  pillar: (name: string, weight: string) => `${name} ${weight}`,
  bandsTitle: 'Bands',
  band: (word: string, cut: number | null) => (cut === null ? `${word} below` : `${word} from ${cut}`),
  marketTitle: 'Which vehicles compare',
  market: (market: Settings['market']) => [
    `Vehicles of other dealers with the same make and model and the same class (new, or used with certified), with a plausible price, not sold and seen in the last ${market.comparableMaxAgeDays} days.`,
    `The first of these with at least ${market.minComparables}: same year and trim; ±1 year, same trim; same year, any trim; ±1 year, any trim. With fewer there is no CIS.`,
    `Used vehicles compare within ${number(market.mileageBand)} miles where enough are left. New ones compare by price ÷ MSRP where at least ${market.minComparables} have an MSRP, since options differ; else by price.`,
  ],
} as const;

/** The signals of each pillar, and those of CIS, which stand for themselves: names as in the model. */
export const PILLAR_SIGNALS: Readonly<Record<string, string>> = {
  seo: 'seo',
  aeo: 'aeo',
  geo: 'geo',
  ugc: 'ugc',
  precision: 'pre',
  consistency: 'con',
  recency: 'rec',
  authenticity: 'aut',
  alignment: 'ali',
};
