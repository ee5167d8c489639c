import type { PriceRole } from '../../../shared/price-words.ts';
import type { PriceColumn } from '../../../shared/prices.ts';
import { normaliseHeader } from './header.ts';
import { nearName } from './near-names.ts';
import { apartName } from './told-apart.ts';

/**
 * What columns of money are called, normalised, by what they are. Cost, invoice, payments and what a trade-in is worth are
 * nobody's business beside a price and stand in no row of this table.
 */
const NAMES: Readonly<Record<PriceRole, readonly string[]>> = {
  msrp: [
    'msrp', 'vehiclemsrp', 'totalmsrp', 'manufacturersuggestedretailprice', 'msrpprice', 'stickerprice', 'sticker',
    'retailmsrp', 'windowsticker', 'dealermsrp', 'listmsrp', 'listenpreis', 'bruttolistenpreis', 'uvp', 'prixcatalogue', 'preciodelista',
    'preciolista', 'prezzodilistino', 'prezzolistino', 'catalogusprijs', 'cenakatalogowa',
  ],
  base: ['basemsrp', 'baseprice', 'basevehicleprice', 'msrpbase'],
  accessories: [
    'accessories', 'accessory', 'accessoryprice', 'accessoriesprice', 'accessorytotal', 'accessoriestotal',
    'totalaccessories', 'dealeraccessories', 'addons', 'addon', 'addonprice', 'addonsprice', 'dealeraddons',
    'dealeraddedaccessories', 'dealerinstalledoptions', 'optionsprice', 'optionprice', 'totaloptions', 'markup',
    'adjustment', 'adjustments', 'dealeradjustment', 'marketadjustment', 'dealermarkup',
  ],
  selling: [
    'sellingprice', 'price', 'ourprice', 'offersprice', 'offers0price', 'offerspricespecificationprice',
    'offerspricespecification0price', 'pricevalue', 'vehicleprice', 'askingprice', 'advertisedprice', 'dealerprice',
    'listprice', 'retailprice', 'retail', 'asking', 'otherprice', 'miscprice1', 'miscprice2', 'miscprice3', 'totalprice',
    'dealerlistprice', 'regularprice', 'originalprice', 'wasprice', 'marketprice',
  ],
  internet: ['internetprice', 'webprice', 'onlineprice', 'eprice', 'internetspecial', 'websiteprice', 'ecommerceprice'],
  sale: [
    'saleprice', 'specialprice', 'promoprice', 'promotionalprice', 'discountedprice', 'discountprice', 'specialsprice',
    'nowprice', 'clearanceprice', 'conditionalprice',
  ],
  final: ['finalprice', 'netprice', 'outthedoorprice', 'otdprice', 'priceafterrebates', 'priceafterrebate', 'bottomlineprice', 'yourprice', 'priceafterincentives', 'driveawayprice', 'driveaway'],
  rebate: [
    'rebate', 'rebates', 'rebateamount', 'totalrebates', 'totalrebate', 'customerrebate', 'retailrebate', 'incentive',
    'incentives', 'totalincentives', 'customercash', 'bonuscash', 'factoryrebate', 'manufacturerrebate', 'discount',
    'dealerdiscount', 'discountamount', 'totaldiscount', 'savings', 'totalsavings',
  ],
  fee: [
    'fee', 'fees', 'dealerfee', 'dealerfees', 'totalfees', 'feestotal', 'destination', 'destinationcharge', 'destinationfee',
    'deliverycharge', 'deliveryfee', 'freight', 'freightcharge', 'admin', 'adminfee', 'processingfee', 'registrationfee',
    'titlefee', 'electronicfilingfee',
  ],
  docFee: [
    'docfee', 'docfees', 'documentfee', 'documentationfee', 'documentaryfee', 'documentationcharge', 'dealerdocfee',
    'docfeeamount', 'docprepfee',
  ],
}; // prettier-ignore

const ROLE_OF = new Map<string, PriceRole>(
  Object.entries(NAMES).flatMap(([role, names]) => names.map((name) => [name, role as PriceRole])),
);

/** Said of a currency or a unit behind the name ("MSRP (USD)"), which is no part of it. */
const CURRENCY_BEHIND = /(?:usd|cad|eur|gbp|aud|mxn|amount)$/;
/** Where each of many options has a price of its own, none is the vehicle's. */
const OF_PARTS = /option|package|accessor|feature|equipment|incentive|payment|lease|finance|history/i;
/** The amount of what stands around it. */
const VALUE = /^(?:amount|value)$/i;
/** What alone says nothing of what the object around it is about. */
const BARE: ReadonlySet<string> = new Set(['price', 'admin', 'retail', 'asking', 'discount', 'adjustment']);

/** What a column of this name holds; null where it is no price, or nobody can say which. */
export function priceRole(name: string): PriceRole | null {
  const whole = normaliseHeader(name.replaceAll('[]', '[0]'));
  const found = ROLE_OF.get(whole) ?? ROLE_OF.get(whole.replace(CURRENCY_BEHIND, ''));
  if (found !== undefined) return found;
  if (apartName(name) !== null) {
    const near = nearName(name).keys.find((key) => ROLE_OF.has(key));
    return near === undefined ? null : (ROLE_OF.get(near) ?? null);
  }
  const cut = name.lastIndexOf('.');
  if (cut < 0) return null;
  // What "pricing.internetPrice.amount" holds is said one name before.
  if (VALUE.test(name.slice(cut + 1))) return priceRole(name.slice(0, cut));
  const around = name.slice(0, cut);
  const last = normaliseHeader(name.slice(cut + 1));
  if (OF_PARTS.test(around) || BARE.has(last)) return null;
  return ROLE_OF.get(last) ?? null;
}

/** A price of the row with where it stands. */
export type PlacedPrice = PriceColumn & { readonly index: number };

/** A name that a hundred columns have is a list, not a price. */
const MOST_COLUMNS = 40;

/**
 * Every column of money that the file has, in file order; what the source's MSRP and price come from is among them
 * whatever it is called. A person's "ignored" holds here too.
 * @param roles of each name, as {@link priceRole} says them
 * @param chosen where the source's MSRP and price stand, -1 for nowhere
 */
export function priceColumns(
  { names, roles }: { readonly names: readonly string[]; readonly roles: readonly (PriceRole | null)[] },
  chosen: { readonly msrp: number; readonly price: number },
  ignored: readonly string[],
): readonly PlacedPrice[] {
  const found: PlacedPrice[] = [];
  const seen = new Map<string, number>();
  names.forEach((written, index) => {
    const name = written.trim();
    const field = index === chosen.msrp ? 'msrp' : index === chosen.price ? 'price' : null;
    const role = roles[index] ?? (field === null ? null : field === 'msrp' ? 'msrp' : 'selling');
    if (role === null || (field === null && ignored.includes(name)) || found.length >= MOST_COLUMNS) return;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    found.push({ index, name: times === 1 ? name : `${name} (${times})`, role, field });
  });
  return found;
}
