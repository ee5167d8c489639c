import type { Facts } from '../../shared/listing.ts';
import { joined } from './bidi.ts';

/** The part of a VIN that distinguishes cars of one lot: everyone in the trade knows cars by it. */
const VIN_TAIL_LENGTH = 9;

/** Splits a VIN into what may be left out and what people read. */
export function splitVin(vin: string): { readonly head: string; readonly tail: string } {
  const at = Math.max(0, vin.length - VIN_TAIL_LENGTH);
  return { head: vin.slice(0, at), tail: vin.slice(at) };
}

/**
 * "2026 RAV4 XLE Premium". The make stands in only where the model is unknown: dealers know what a RAV4 is, and
 * the column is narrow. '' where nothing is known. A trim that repeats the model ("Sienna XLE" of a Sienna) is
 * shown once.
 */
export function vehicleName(facts: Facts): string {
  const model = facts.model ?? facts.make;
  const trim = facts.trim !== null && model !== null && repeats(facts.trim, model) ? null : facts.trim;
  const named = trim === null && facts.trim !== null ? facts.trim : model;
  return joined([yearOf(facts), named, trim], ' ');
}

/** The same with the make, for titles: "2026 Toyota RAV4 XLE Premium, new". */
export function vehicleTitle(facts: Facts): string {
  const words = joined([yearOf(facts), facts.make, facts.model, facts.trim], ' ');
  return [words, facts.condition].filter((part) => part !== null && part !== '').join(', ');
}

const yearOf = ({ year }: Facts): string | null => (year === null ? null : String(year));

const repeats = (trim: string, model: string): boolean =>
  trim.toLowerCase().startsWith(`${model.toLowerCase()} `) || trim.toLowerCase() === model.toLowerCase();
