import { channelsAgreeing, LAST_FREE_FORM_YEAR, lastMove, vinValue } from './ati.ts';
import { signalsNote } from './avi-details.ts';
import type { Details } from './avi-details.ts';
import { countBits, NAMES } from './facts.ts';
import { daysSince } from './input.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';
import { sanityChecks } from './sanity.ts';
import { count, days, heldWords, percent, plain } from './words.ts';
import { candidateModelYears } from '../../shared/vin.ts';

/** Names of the vehicle that stand in neither title nor description. */
export const namesNotFound = (input: ScoreInput): readonly string[] =>
  NAMES.filter((_, i) => (input.facts.knownNames & ~input.facts.foundNames & (1 << i)) !== 0);

const freeForm = (input: ScoreInput): boolean => input.year !== null && input.year <= LAST_FREE_FORM_YEAR;

function vinDetail(input: ScoreInput): string {
  if (freeForm(input)) return `model year ${input.year}: VINs had no standard form`;
  const value = vinValue(input.vin);
  if (value === 1) return 'correct check digit';
  return value === 0.5 ? 'wrong check digit' : 'not 17 legal characters';
}

function yearDetail(input: ScoreInput): string {
  if (!input.columns.year) return 'no year column';
  if (freeForm(input) || vinValue(input.vin) !== 1) return 'this VIN does not say';
  const candidates = candidateModelYears(input.vin);
  const says = candidates.length === 0 ? 'VIN says no year' : `VIN says ${candidates.join(' or ')}`;
  return input.year === null ? `year is blank, ${says}` : `feed says ${input.year}, ${says}`;
}

function sanityDetail(input: ScoreInput, asOf: number, settings: ScoreSettings): string {
  const failures: string[] = [];
  const { passed, applicable } = sanityChecks(input, asOf, settings.trust, failures);
  if (applicable === 0) return 'nothing to check';
  return `${passed} of ${count(applicable, 'check')} passed${failures.length === 0 ? '' : `: ${failures.join(', ')}`}`;
}

function parityDetail(input: ScoreInput, settings: ScoreSettings): string {
  const agreeing = channelsAgreeing(input, settings.trust.parityTolerance);
  if (agreeing === null) return input.columns.price ? 'on no other channel' : 'no price column';
  return `${agreeing} of ${count(input.channels.length, 'other channel')} show the same price`;
}

function markupDetail(input: ScoreInput): string {
  const { price, msrp } = input;
  if (input.condition === 'unknown') return 'not known whether new: no MSRP to compare';
  if (input.condition !== 'new') return 'used: no MSRP to compare';
  if (msrp === null || msrp <= 0) return input.columns.msrp ? 'no MSRP' : 'no MSRP column';
  if (price === null) return 'no price';
  const share = price / msrp - 1;
  if (share > 0) return `${percent(share)} above MSRP`;
  return share === 0 ? 'at MSRP' : `${percent(-share)} below MSRP`;
}

function movedDetail(input: ScoreInput, asOf: number): string {
  const moved = lastMove(input);
  if (moved === null) return 'no change seen yet';
  const ago = days(daysSince(asOf, moved));
  if (input.listingChangedAt !== null) return `last change ${ago} ago`;
  return input.dateInStock !== null ? `unchanged, in stock for ${ago}` : `unchanged, first seen ${ago} ago`;
}

function namesDetail(input: ScoreInput): string {
  const { columns, facts } = input;
  if (!columns.title && !columns.description) return 'no title or description column';
  const known = countBits(facts.knownNames);
  if (known === 0) return 'year, make, model and trim are blank';
  const lacking = namesNotFound(input);
  return (
    `${countBits(facts.foundNames)} of ${count(known, 'name')} in title or description` +
    (lacking.length === 0 ? '' : `, missing ${lacking.join(', ')}`)
  );
}

function actionDetail(input: ScoreInput): string {
  const price = input.price !== null && input.price > 0 ? 'price' : 'no price';
  if (!input.columns.url) return `${price}, no link column`;
  return `${price}, ${input.facts.url > 0 ? 'valid link' : 'no valid link'}`;
}

export function atiDetails(input: ScoreInput, asOf: number, settings: ScoreSettings): Details {
  const { columns, facts } = input;
  return {
    'pre.vin': vinDetail(input),
    'pre.year': yearDetail(input),
    'pre.sanity': `${sanityDetail(input, asOf, settings)}${heldWords(input.held)}`,
    'con.parity': parityDetail(input, settings),
    'con.unique': input.vinConflict ? 'VIN twice in the feed, rows disagree' : 'no conflicting duplicate',
    'con.msrp': markupDetail(input),
    'rec.feed':
      input.feedSeenAt === null
        ? 'no feed file known'
        : `feed is ${plain(daysSince(asOf, input.feedSeenAt) * 24)} h old`,
    'rec.listing': movedDetail(input, asOf),
    'aut.reviews': signalsNote(input, asOf, settings, (s) =>
      s.verifiedReviewShare === null ? null : `${percent(s.verifiedReviewShare)} of reviews verified`,
    ),
    'aut.photos': !columns.photos
      ? 'no photo column'
      : facts.photos === 0
        ? 'no photos'
        : `${Math.min(input.uniquePhotos, facts.photos)} of ${count(facts.photos, 'photo')} its own`,
    'aut.text': !columns.description
      ? 'no description column'
      : facts.words === 0
        ? 'description is blank'
        : input.uniqueText
          ? 'description of its own'
          : 'same description as another vehicle',
    'ali.names': namesDetail(input),
    'ali.action': actionDetail(input),
  };
}
