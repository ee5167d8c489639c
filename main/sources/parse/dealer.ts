import { detached } from './cells.ts';

/** Dealer id where a feed names no dealer at all. */
export const UNNAMED_DEALER = 'lot';

const CACHE_SIZE = 4096;
const LONGEST_NAME = 200;
const slugs = new Map<string, string>();

/** "Toyota of Renton" -> "toyota-of-renton". A name without a letter or digit gives {@link UNNAMED_DEALER}. */
export function dealerSlug(name: string): string {
  const known = slugs.get(name);
  if (known !== undefined) return known;
  const slug =
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || UNNAMED_DEALER;
  if (slugs.size >= CACHE_SIZE) slugs.clear();
  if (name.length <= LONGEST_NAME) slugs.set(detached(name), detached(slug));
  return slug;
}
