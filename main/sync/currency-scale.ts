/**
 * How many units of a currency buy about as much as a dollar: rounded to one figure from the reference rates of summer
 * 2025, which is enough for limits that lie three powers of ten apart. Currencies within a factor of 3 of the dollar are
 * not listed. To be looked through every few years; a currency that lost value since is held too often, never too rarely.
 */
const UNITS_PER_DOLLAR: Readonly<Record<string, number>> = {
  AED: 4, ARS: 1_000, BDT: 100, BRL: 5, CLP: 1_000, CNY: 7, COP: 4_000, CRC: 500, CZK: 20, DKK: 7, DOP: 60, EGP: 50,
  GTQ: 8, HKD: 8, HUF: 350, IDR: 16_000, ILS: 4, INR: 90, ISK: 100, JPY: 150, KES: 100, KRW: 1_000, KZT: 500, LKR: 300,
  MAD: 9, MXN: 20, MYR: 4, NGN: 2_000, NOK: 10, PEN: 4, PHP: 60, PKR: 300, PLN: 4, PYG: 7_000, QAR: 4, RON: 4, RSD: 100,
  RUB: 80, SAR: 4, SEK: 10, THB: 30, TRY: 40, TWD: 30, UAH: 40, UYU: 40, UZS: 10_000, VND: 30_000, ZAR: 20,
}; // prettier-ignore

/** What the limits in dollars are multiplied by for amounts of a currency; 1 where none is named, or it is near the dollar. */
export const scaleOf = (currency: string | null): number =>
  currency === null ? 1 : (UNITS_PER_DOLLAR[currency] ?? 1);
