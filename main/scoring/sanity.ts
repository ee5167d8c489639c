import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';

/**
 * Plain plausibility of a listing's own figures (pre.sanity). A check applies where its figures are known; the
 * one that asks for presence (a new car has an MSRP) applies where the feed has the column.
 */
export type SanityResult = { passed: number; applicable: number };

/** @param failures collects what failed, in words, for the explanation; left out in bulk. */
export function sanityChecks(
  input: ScoreInput,
  asOf: number,
  limits: ScoreSettings['trust'],
  failures?: string[],
): SanityResult {
  const { price, msrp, mileage, year } = input;
  const isNew = input.condition === 'new';
  let passed = 0;
  let applicable = 0;

  if (price !== null) {
    applicable += 1;
    if (price >= limits.priceMin && price <= limits.priceMax) passed += 1;
    else failures?.push('price out of range');
  }
  if (mileage !== null) {
    applicable += 1;
    if (mileage >= 0 && mileage <= (isNew ? limits.newMileageMax : limits.mileageMax)) passed += 1;
    else failures?.push(isNew ? 'mileage too high for a new car' : 'mileage out of range');
  }
  if (year !== null) {
    applicable += 1;
    const latest = new Date(asOf).getUTCFullYear() + limits.yearsAhead;
    if (year >= limits.yearMin && year <= latest) passed += 1;
    else failures?.push('year out of range');
  }
  if (isNew && input.columns.msrp) {
    applicable += 1;
    if (msrp !== null) passed += 1;
    else failures?.push('new without MSRP');
  }
  if (isNew && price !== null && msrp !== null && msrp > 0) {
    applicable += 1;
    const ratio = price / msrp;
    if (ratio >= limits.ratioMin && ratio <= limits.ratioMax) passed += 1;
    else failures?.push('price far from MSRP');
  }
  return { passed, applicable };
}
