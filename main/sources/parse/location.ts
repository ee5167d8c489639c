import { ADDRESS_PARTS, COORDINATES, PLACE_IDS } from './place-names.ts';
import type { Columns } from './columns.ts';

/**
 * Column groups that place a dealer on a map, best first: street with city, state and post code; latitude and
 * longitude; a place id. A city alone is none.
 */
export function locationSources(columns: Columns): readonly (readonly number[])[] {
  const [street = [], ...others] = ADDRESS_PARTS.map((aliases) => columns.firstOf(aliases).slice(0, 1));
  const coordinates = COORDINATES.flatMap((aliases) => columns.firstOf(aliases).slice(0, 1));
  const place = columns.firstOf(PLACE_IDS).slice(0, 1);
  return [
    street.length > 0 ? [...street, ...others.flat()] : [],
    coordinates.length === COORDINATES.length ? coordinates : [],
    place,
  ].filter((group) => group.length > 0);
}
