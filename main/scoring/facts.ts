import type { ListingRow } from '../../shared/listing.ts';
import { containsName, measureText } from './text.ts';

/** Which canonical fields a source fills: a missing column makes a signal unknown, a blank cell makes it 0. */
export type MappedColumns = {
  readonly year: boolean;
  readonly price: boolean;
  readonly msrp: boolean;
  readonly mileage: boolean;
  readonly url: boolean;
  readonly photos: boolean;
  readonly title: boolean;
  readonly description: boolean;
  /** Any of the eight attributes. */
  readonly attributes: boolean;
};

/** In the order of their bits in `ListingFacts.attributes`. */
export const ATTRIBUTES = [
  'bodyStyle',
  'exteriorColor',
  'interiorColor',
  'engine',
  'transmission',
  'drivetrain',
  'fuel',
  'options',
] as const;

/** In the order of their bits in `knownNames` and `foundNames`. */
export const NAMES = ['year', 'make', 'model', 'trim'] as const;

/** What a listing's texts, photos and options amount to. Depends on the row alone: may be stored beside it. */
export type ListingFacts = {
  /** 2 = https, 1 = http, 0 = blank or no address. */
  readonly url: 0 | 1 | 2;
  readonly photos: number;
  /** Bit i = ATTRIBUTES[i] is filled. */
  readonly attributes: number;
  /** Words and distinct numbers of the description. */
  readonly words: number;
  readonly numbers: number;
  /** Bit i = NAMES[i] is known, and found as words in title or description. */
  readonly knownNames: number;
  readonly foundNames: number;
};

/** @param mapped canonical field -> column or constant, as the snapshot reports it. */
export function mappedColumns(mapped: Readonly<Record<string, unknown>>): MappedColumns {
  const has = (field: string): boolean => mapped[field] !== undefined;
  return {
    year: has('year'),
    price: has('price'),
    msrp: has('msrp'),
    mileage: has('mileage'),
    url: has('url'),
    photos: has('photos'),
    title: has('title'),
    description: has('description'),
    attributes: ATTRIBUTES.some(has),
  };
}

const ADDRESS = /^(https?):\/\/[^\s/?#]+\S*$/i;

function urlKind(url: string | null): 0 | 1 | 2 {
  const scheme = url === null ? undefined : ADDRESS.exec(url)?.[1];
  if (scheme === undefined) return 0;
  return scheme.length === 5 ? 2 : 1;
}

const filled = (text: string | null): boolean => text !== null && text.trim() !== '';

type FactFields =
  | Exclude<(typeof ATTRIBUTES)[number], 'options'>
  | (typeof NAMES)[number]
  | 'url'
  | 'photos'
  | 'options'
  | 'title'
  | 'description';

export function listingFacts(listing: Pick<ListingRow, FactFields>): ListingFacts {
  let attributes = 0;
  for (let i = 0; i < ATTRIBUTES.length; i += 1) {
    const name = ATTRIBUTES[i] ?? 'options';
    const has = name === 'options' ? listing.options.length > 0 : filled(listing[name]);
    if (has) attributes |= 1 << i;
  }
  const description = listing.description ?? '';
  const { words, numbers } = measureText(description);
  const title = (listing.title ?? '').toLowerCase();
  const body = description.toLowerCase();
  let knownNames = 0;
  let foundNames = 0;
  for (let i = 0; i < NAMES.length; i += 1) {
    const value = listing[NAMES[i] ?? 'year'];
    const name = value === null ? '' : String(value).trim().toLowerCase();
    if (name === '') continue;
    knownNames |= 1 << i;
    if (containsName(title, name) || containsName(body, name)) foundNames |= 1 << i;
  }
  return {
    url: urlKind(listing.url),
    photos: listing.photos.length,
    attributes,
    words,
    numbers,
    knownNames,
    foundNames,
  };
}

/** How many bits are set: names and attributes are stored as masks. */
export function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
