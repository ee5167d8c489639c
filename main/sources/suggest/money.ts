import { parseMoney } from '../parse/money.ts';
import { type Column, shareOf } from './column.ts';
import { isPriceName } from '../parse/price-kinds.ts';
import { isHinted, NEVER_A_PRICE } from './hints.ts';

/** What cars cost, in cents: below is a fee, above a telephone number. */
const LEAST = 50_000;
const MOST = 100_000_000;
/** A column far below the largest amounts is a part of a price. */
const LOWEST_SHARE = 0.6;
/** A base price is a part of MSRP and price. */
const BASE = /\bbase\b/;
/** Rows of which at least so many have an amount. */
const FILLED = 0.5;

/** Cents of an amount a car can cost; null for all else. */
function carCents(value: string): number | null {
  if (!/\d/.test(value) || value.length > 24) return null;
  const { cents } = parseMoney(value);
  return cents !== null && cents >= LEAST && cents <= MOST ? cents : null;
}

/**
 * How much values look like money, 0-1. Amounts with a sign, cents or separators say so; bare numbers do where they
 * end as prices do (0, 5, 9): readings of an odometer end in anything.
 */
export function looksLikeMoney(values: readonly string[]): number {
  const amounts = values.filter((value) => carCents(value) !== null);
  const share = values.length === 0 ? 0 : amounts.length / values.length;
  if (share < FILLED) return 0;
  if (shareOf(amounts, (value) => /^(?:19|20)\d{2}$/.test(value)) > 0.8) return 0;
  if (
    shareOf(amounts, (value) => /[$€£]|[a-z]{3}\b|\.\d{1,2}$/i.test(value) && !/miles|km/i.test(value)) >
    0.5
  )
    return share;
  const bare = amounts.filter((value) => /^\d[\d,]*$/.test(value));
  const endsLikeAPrice = shareOf(bare, (value) => /[059]$/.test(value));
  return bare.length >= 3 && endsLikeAPrice >= 0.6 ? share * 0.8 : 0;
}

/** Whether at least half of the values are amounts that a car can cost, however they end. */
export const areAmounts = (values: readonly string[]): boolean =>
  shareOf(values, (value) => carCents(value) !== null) >= FILLED;

function median(values: readonly string[]): number {
  const cents = values.flatMap((value) => carCents(value) ?? []).toSorted((a, b) => a - b);
  return cents[cents.length >> 1] ?? 0;
}

export type MoneyChoice = { readonly column: Column; readonly confidence: number };

/**
 * Which of the columns are MSRP and price where no name decides. The larger of two is the MSRP, one alone is the price.
 * @param known what is settled already, by name or by a person
 */
export function chooseMoney(
  columns: readonly Column[],
  known: { readonly msrp: Column | null; readonly price: Column | null },
): { readonly msrp: MoneyChoice | null; readonly price: MoneyChoice | null } {
  const free = columns
    .filter(({ words }) => !NEVER_A_PRICE.test(words) && !isHinted('mileage', words))
    .map((column) => ({ column, score: scoreOf(column), median: median(column.values) }))
    .filter(({ score }) => score >= 0.4)
    .toSorted((a, b) => b.median - a.median);
  const named = (field: 'msrp' | 'price', other: 'msrp' | 'price') =>
    free.filter(({ column }) => isHinted(field, column.words) && !isHinted(other, column.words));

  let msrp: MoneyChoice | null = null;
  let price: MoneyChoice | null = null;
  const rest = () => free.filter(({ column }) => column !== msrp?.column && column !== price?.column);
  const [hintedMsrp] = named('msrp', 'price');
  if (known.msrp === null && hintedMsrp !== undefined) msrp = sure(hintedMsrp, 0.85);
  const top = Math.max(median(known.msrp?.values ?? msrp?.column.values ?? []), free[0]?.median ?? 0);
  // The lowest of several ("internet price" below "dealer price") is the one shown to buyers, if a car can cost it.
  const hintedPrices = named('price', 'msrp').filter((one) => one.median >= top * LOWEST_SHARE);
  const hintedPrice =
    hintedPrices.findLast(({ column }) => !BASE.test(column.words)) ?? hintedPrices.at(-1);
  if (known.price === null && hintedPrice !== undefined)
    price = sure(hintedPrice, hintedPrices.length > 1 ? 0.6 : 0.85);
  if (known.msrp === null && msrp === null) {
    // What is called "Price" is no MSRP, however large: beside a sale price it is what was asked before.
    const largest = rest().find(
      ({ column }) => isHinted('msrp', column.words) || !isPriceName(column.name),
    );
    const below = known.price?.values ?? price?.column.values;
    const isAlone = below === undefined && rest().length < 2;
    if (largest !== undefined && !isAlone && (below === undefined || largest.median >= median(below)))
      msrp = sure(largest, free.length > 2 ? 0.5 : 0.7);
  }
  if (known.price === null && price === null) {
    const [next] = rest();
    if (next !== undefined) price = sure(next, free.length > 2 ? 0.5 : 0.7);
  }
  return { msrp, price };
}

function scoreOf({ values, words }: Column): number {
  const byValues = looksLikeMoney(values);
  if (byValues > 0) return byValues;
  const isNamed = isHinted('msrp', words) || isHinted('price', words);
  const amounts = shareOf(values, (value) => carCents(value) !== null);
  return isNamed && amounts > FILLED ? amounts * 0.7 : 0;
}

const sure = ({ column, score }: { readonly column: Column; readonly score: number }, most: number) => ({
  column,
  // A base price is only a part of either; a person should look.
  confidence: Number((BASE.test(column.words) ? 0.5 : most * Math.min(1, score + 0.1)).toFixed(2)),
});
