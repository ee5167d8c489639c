import type { Columns } from './columns.ts';
import { normaliseHeader } from './header.ts';

/** Kinds of price in the order of preference (rules 7): the first a feed has is "the price", for good. */
const PRICE_KINDS: readonly (readonly [kind: string, aliases: readonly string[]])[] = [
  ['sale', ['saleprice', 'angebotspreis', 'aktionspreis', 'prixpromo', 'preciooferta']],
  [
    'internet',
    ['internetprice', 'webprice', 'onlineprice', 'eprice', 'websiteprice', 'internetspecial', 'internetspecialprice'],
  ],
  ['selling', ['sellingprice']],
  ['our', ['ourprice']],
  ['special', ['specialprice']],
  [
    'price',
    [
      'price',
      'offersprice',
      'offers0price',
      'offerspricespecificationprice',
      'offerspricespecification0price',
      'pricevalue',
      'priceamount',
      'vehicleprice',
      'publicprice',
      'preis', 'verkaufspreis', 'vkpreis', 'barpreis', 'fahrzeugpreis', 'prix', 'prixttc', 'prixdevente', 'precio', 'precioventa',
      'preciodeventa', 'preço', 'preco', 'prezzo', 'prezzodivendita', 'prijs', 'verkoopprijs', 'vraagprijs', 'cena', 'pris', 'hinta', 'цена',
    ],
  ],
  ['current', ['currentprice', 'pricecurrent', 'nowprice']],
  ['listing', ['listingprice']],
  ['dealer', ['dealerprice', 'dapprice', 'dap', 'dealeradvertisedprice']],
  [
    'other',
    [
      'otherprice',
      'advertisedprice',
      'askingprice',
      'asking',
      'finalprice',
      'retailprice',
      'listprice',
      'miscprice1',
    ],
  ],
]; // prettier-ignore

const PRICE_NAMES: ReadonlySet<string> = new Set(PRICE_KINDS.flatMap(([, aliases]) => aliases));

/** Whether a column of this name, as written, is the price of a usual kind. */
export const isPriceName = (name: string): boolean => PRICE_NAMES.has(normaliseHeader(name));

/** What a column that no kind names means, when it is the price for what it holds. */
export const kindOfColumn = (key: string): string => `column:${key}`;

type PriceCandidate = { readonly kind: string; readonly indexes: readonly number[] };

/**
 * Every column that a usual name takes for the price, best first: those of the kind that was fixed, then in the order
 * of kinds; as they are called before what is nearly called so.
 */
export function priceCandidates(columns: Columns, fixed: string | null): readonly PriceCandidate[] {
  const all = PRICE_KINDS.flatMap(([kind, aliases]) =>
    columns.candidates(aliases).map(({ indexes, isNear }) => ({ kind, indexes, isNear })),
  );
  const rank = ({ kind, isNear }: (typeof all)[number]): number => (kind === fixed ? 0 : isNear ? 2 : 1);
  return all.toSorted((a, b) => rank(a) - rank(b));
}
