import { locationSource, missingFields, requiredFields } from './avi.ts';
import { ATTRIBUTES, countBits } from './facts.ts';
import { daysSince } from './input.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';
import { areStale, freshSignals } from './signals.ts';
import type { DealerSignals } from './signals.ts';
import { count, days, percent, plain } from './words.ts';

/** What a signal was found to be, in a few words. */
export type Details = Readonly<Record<string, string>>;

/** Says why a value of the signals file is not there, or what it is. */
export function signalsNote(
  input: ScoreInput,
  asOf: number,
  settings: ScoreSettings,
  say: (signals: DealerSignals) => string | null,
): string {
  const { signals } = input;
  if (signals === null) return 'no signals file for this dealer';
  if (areStale(signals, asOf, settings.signals.maxAgeDays)) {
    const age = days(daysSince(asOf, signals.asOf));
    return `signals file is ${age} old, more than ${days(settings.signals.maxAgeDays)}`;
  }
  return say(signals) ?? 'not in the signals file';
}

export const unfilledAttributes = (input: ScoreInput): readonly string[] =>
  ATTRIBUTES.filter((_, i) => (input.facts.attributes & (1 << i)) === 0);

export function aviDetails(input: ScoreInput, asOf: number, settings: ScoreSettings): Details {
  const { columns, facts } = input;
  const { photoTarget, descriptionWords, distinctNumbers } = settings.listing;
  const note = (say: (signals: DealerSignals) => string | null) => signalsNote(input, asOf, settings, say);
  const outOf100 = (value: number | null): string | null =>
    value === null ? null : `${plain(value)} of 100`;
  const missing = missingFields(input);
  const required = requiredFields(input);
  const unfilled = unfilledAttributes(input);
  return {
    'seo.url': !columns.url
      ? 'no link column'
      : (['no valid link', 'link without https', 'https link'][facts.url] ?? 'no valid link'),
    'seo.fields':
      `${required - missing.length} of ${required} required fields` +
      (missing.length === 0 ? '' : `, missing ${missing.join(', ')}`),
    'seo.photos': columns.photos ? `${facts.photos} of ${count(photoTarget, 'photo')}` : 'no photo column',
    'seo.dealer': note((s) => outOf100(s.seo)),
    'aeo.description': columns.description
      ? facts.words === 0
        ? 'description is blank'
        : `${facts.words} of ${count(descriptionWords, 'word')}`
      : 'no description column',
    'aeo.facts': columns.description
      ? `${facts.numbers} of ${count(distinctNumbers, 'number')} in the description`
      : 'no description column',
    'aeo.attributes': columns.attributes
      ? `${countBits(facts.attributes)} of ${ATTRIBUTES.length} attributes` +
        (unfilled.length === 0 ? '' : `, missing ${unfilled.join(', ')}`)
      : 'no attribute columns',
    'aeo.dealer': note((s) => outOf100(s.aeo)),
    'geo.location': locationSource(input, freshSignals(input.signals, asOf, settings.signals.maxAgeDays)),
    'geo.dealer': note((s) => outOf100(s.geo)),
    'ugc.rating': note((s) => (s.reviewRating === null ? null : `${plain(s.reviewRating, 2)} of 5 stars`)),
    'ugc.volume': note((s) => (s.reviewCount === null ? null : count(s.reviewCount, 'review'))),
    'ugc.response': note((s) => (s.responseRate === null ? null : `${percent(s.responseRate)} answered`)),
    'ugc.dealer': note((s) => outOf100(s.ugc)),
  };
}
