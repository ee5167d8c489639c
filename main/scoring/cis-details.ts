import type { Details } from './avi-details.ts';
import { CIS, daysSupply } from './cis.ts';
import type { MarketPosition, Positioned } from './cis.ts';
import { daysOnLot } from './input.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';
import { count, days, heldWords, ordinal, percent, plain } from './words.ts';

function rankDetail(position: MarketPosition): string {
  const { cheaper, equal, comparables } = position;
  const place = `${ordinal(cheaper + 1)} of ${comparables + 1} by price`;
  return equal === 0 ? place : `${place}, ${equal} equal`;
}

function supplyDetail(position: MarketPosition, market: ScoreSettings['market']): string {
  const supply = daysSupply(position);
  if (supply === null) return `less than ${days(market.supplyMinHistoryDays)} of market history`;
  const window = days(position.window);
  if (position.gone === 0 || position.gone === null) return `none sold in ${window}`;
  return `${days(supply)} of supply, ${position.gone} gone in ${window}`;
}

function photosDetail(input: ScoreInput, position: MarketPosition): string {
  if (!input.columns.photos) return 'no photo column';
  const { medianPhotos } = position;
  if (medianPhotos === null) return "no photo column in the market's feeds";
  return `${count(input.facts.photos, 'photo')}, market ${plain(medianPhotos)}`;
}

/** "Needs 3 comparables, found 0. Add a competitor" after a colon; what to do about it stands in the hint. */
const inSentence = (why: string): string =>
  why.slice(0, 1).toLowerCase() + (why.split('. ')[0] ?? '').slice(1);

export function cisDetails(
  input: ScoreInput,
  asOf: number,
  settings: ScoreSettings,
  position: Positioned,
): Details {
  const held = heldWords(input.held);
  if (typeof position === 'string') {
    return Object.fromEntries(
      Object.keys(CIS).map((name) => [`cis.${name}`, `not compared: ${inSentence(position)}${held}`]),
    );
  }
  const lot = daysOnLot(input, asOf);
  return {
    'cis.price': `${percent(position.priceToMarket)} of market${held}`,
    'cis.rank': rankDetail(position),
    'cis.supply': supplyDetail(position, settings.market),
    'cis.age': lot === null ? 'days on the lot unknown' : `${days(lot)} on the lot`,
    'cis.listing': photosDetail(input, position),
  };
}
