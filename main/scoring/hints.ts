import type { Explanation } from '../../shared/explanation.ts';
import { namesNotFound } from './ati-details.ts';
import { unfilledAttributes } from './avi-details.ts';
import { missingFields } from './avi.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';
import { count, money, percent } from './words.ts';

/** What a person can do about a signal, with the figures of this vehicle. */
export type HintContext = {
  readonly input: ScoreInput;
  readonly settings: ScoreSettings;
  readonly cis: Explanation['cis'];
};

/** The price at which the price signal is full: below the market by a margin that the basis sets. */
function priceHint({ input, settings, cis }: HintContext): string {
  if (input.price === null || cis.priceToMarket === null || cis.priceToMarket <= 0) return 'Set a price.';
  const fall = cis.basis === 'msrp' ? settings.market.msrpBasis : settings.market.priceBasis;
  const share = fall.top - fall.span;
  const target = (input.price / cis.priceToMarket) * share;
  const cut = Math.ceil((input.price - target) / 100) * 100;
  const currency = input.currency ?? settings.market.assumedCurrency;
  return `${money(cut, currency)} less brings it to ${percent(share)} of market: full points.`;
}

/** One entry per signal: a sentence, or a function where the vehicle's own figures make it concrete. */
const HINTS: Readonly<Record<string, string | ((context: HintContext) => string)>> = {
  'seo.url': 'Give the listing an https link in the feed.',
  'seo.fields': ({ input }) => `Fill ${missingFields(input).join(', ')}.`,
  'seo.photos': ({ input, settings }) =>
    `Add ${count(settings.listing.photoTarget - input.facts.photos, 'photo')}.`,
  'seo.dealer': "Raise the dealer's search visibility.",
  'aeo.description': ({ input, settings }) =>
    `Write ${count(settings.listing.descriptionWords - input.facts.words, 'more word')} of description.`,
  'aeo.facts': ({ input, settings }) =>
    `State ${count(settings.listing.distinctNumbers - input.facts.numbers, 'more number')} in the description: power, range, seats, warranty.`,
  'aeo.attributes': ({ input }) => `Fill ${unfilledAttributes(input).join(', ')}.`,
  'aeo.dealer': "Raise the dealer's presence in AI answers.",
  'geo.location': "Put the dealer's address in the feed or the signals file.",
  'geo.dealer': "Raise the dealer's map and local-pack coverage.",
  'ugc.rating': 'Better reviews raise the rating.',
  'ugc.volume': ({ settings }) =>
    `Ask buyers for reviews: ${Math.round(10 ** settings.listing.reviewMagnitude) - 1} give full points.`,
  'ugc.response': 'Answer more of the reviews.',
  'ugc.dealer': 'Gather more user content.',
  'pre.vin': 'Correct the VIN.',
  'pre.year': 'Correct the model year, or the VIN.',
  'pre.sanity': 'Correct the figures that failed.',
  'con.parity': 'Show the same price on all channels.',
  'con.unique': 'Remove the second row of this VIN from the feed.',
  'con.msrp': ({ input, settings }) => {
    const over = (input.price ?? 0) - (input.msrp ?? 0);
    return `${money(over, input.currency ?? settings.market.assumedCurrency)} less brings it to MSRP.`;
  },
  'rec.feed': 'Sync the feed more often.',
  'rec.listing': 'Refresh the listing: photos, text or price.',
  'aut.reviews': 'Raise the share of verified reviews.',
  'aut.photos': ({ input }) =>
    input.facts.photos === 0
      ? 'Add photos of this car.'
      : `Replace ${count(input.facts.photos - input.uniquePhotos, 'photo')} that other listings use too.`,
  'aut.text': 'Write a description of its own.',
  'ali.names': ({ input }) => `Name ${namesNotFound(input).join(', ')} in the title or description.`,
  'ali.action': 'Give the listing a price and a valid link.',
  'cis.price': priceHint,
  'cis.rank': ({ cis }) =>
    `A lower price would rank ahead of cheaper cars among the ${cis.comparables} comparables.`,
  'cis.supply': 'The market is well supplied: sell this one sooner.',
  'cis.age': 'Reprice or move it: the signal falls with every day on the lot.',
  'cis.listing': 'Add photos to match the market.',
};

export function hintFor(signal: string, context: HintContext): string {
  const hint = HINTS[signal];
  return typeof hint === 'function' ? hint(context) : (hint ?? '');
}

/** What would make an unknown signal known. */
export function sourceFor(signal: string): string {
  if (/\.(?:dealer|rating|volume|response|reviews)$/.test(signal)) return 'Import a current signals file.';
  if (signal === 'con.parity') return 'Add another of your sources that lists this VIN.';
  if (signal === 'pre.year' || signal === 'pre.vin')
    return 'Needs a VIN of 1981 or later with a correct check digit.';
  if (signal === 'con.msrp') return 'Needs price and MSRP of a new car.';
  if (signal === 'cis.supply') return 'Needs a longer history of competitors.';
  if (signal === 'cis.age') return 'Map the date in stock.';
  if (signal === 'cis.listing') return 'Needs photos in your feed and in those of comparable cars.';
  if (signal.startsWith('cis.')) return 'Needs a price and enough comparables from competitors.';
  return 'Map the column, if the feed has it.';
}
