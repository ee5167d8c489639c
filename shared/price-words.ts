/** What prices of a row are, in words. Without zod: the screens show them (rules 31). */

/** In the order of the ladder. */
export const PRICE_ROLES = [
  'msrp',
  'base',
  'accessories',
  'selling',
  'internet',
  'sale',
  'final',
  'rebate',
  'fee',
  'docFee',
] as const;
export type PriceRole = (typeof PRICE_ROLES)[number];

/** What a role is called, on screens and in words of the command line. */
export const PRICE_ROLE_NAMES: Readonly<Record<PriceRole, string>> = {
  msrp: 'MSRP',
  base: 'Base',
  accessories: 'Accessories',
  selling: 'Selling',
  internet: 'Internet',
  sale: 'Sale',
  final: 'Final',
  rebate: 'Rebate',
  fee: 'Fee',
  docFee: 'Doc fee',
};

/** What a person says is in a source's price. */
export const PRICE_PARTS = ['docFee', 'accessories', 'rebates'] as const;
export type PricePart = (typeof PRICE_PARTS)[number];

/** In words beside the number: fees and accessories are put in, rebates are taken off. */
export const PRICE_PART_WORDS: Readonly<Record<PricePart, string>> = {
  docFee: 'doc fee included',
  accessories: 'accessories included',
  rebates: 'rebates deducted',
};
