import { count, money, moneyMove, percentMove, percentSpan } from './money.ts';

/**
 * A figure in the lengths that columns have room for. Signs and units are always there; what gives way are cents of
 * thousands, then figures of millions, and decimals of hundreds of percent. `exact` is never rounded.
 */
export type Lengths = { readonly exact: string; readonly full: string; readonly short: string };

const MILLION = 1_000_000;

const same = (exact: string): Lengths => ({ exact, full: exact, short: exact });

/** $1,235,802.06 -> full "$1,235,802", short "$1.24M"; $59,005.03 -> short "$59,005". */
export const moneyLengths = (amount: number | null, currency: string | null): Lengths =>
  amount === null ? same(money(amount, currency)) : lengthsOf(amount, (value) => money(value, currency));

/** As {@link moneyLengths}, signed. */
export const moveLengths = (delta: number, currency: string | null): Lengths =>
  lengthsOf(delta, (value) => moneyMove(value, currency));

function lengthsOf(amount: number, format: (value: number) => string): Lengths {
  const rounded = Math.round(Math.abs(amount));
  // No million where there is none: $999,999.99 is "$999,999".
  const size = Math.abs(amount) < MILLION ? Math.min(rounded, MILLION - 1) : rounded;
  const whole = Math.sign(amount) * size;
  const exact = format(amount);
  if (size < 1_000) return same(exact);
  if (size < MILLION) return { exact, full: exact, short: format(whole) };
  const millions = `${format(Math.sign(whole) * (Math.round(size / 10_000) / 100))}M`;
  return { exact, full: format(whole), short: millions };
}

/** +907.21% -> short "+907.2%"; from a thousand on without decimals. */
export function percentLengths(percent: number | null): Lengths {
  const exact = percentMove(percent);
  if (percent === null || Math.abs(percent) < 100) return same(exact);
  const sign = exact.slice(0, 1);
  const size = Math.abs(percent);
  if (size < 1_000) return { exact, full: exact, short: `${sign}${size.toFixed(1)}%` };
  const whole = `${sign}${Math.round(size).toLocaleString('en-US')}%`;
  return { exact, full: whole, short: whole };
}

/** −2.7% of a price, a markup with a real minus; from a thousand on short "−1.9k%", from ten thousand "−12k%". */
export function shareLengths(percent: number): Lengths {
  const sign = percent < 0 ? '−' : '';
  const size = Math.abs(percent);
  const exact = `${sign}${size.toFixed(1)}%`;
  if (size < 1_000) return same(exact);
  const short = `${size < 9_950 ? (size / 1_000).toFixed(1) : Math.round(size / 1_000)}k`;
  return { exact, full: exact, short: `${sign}${short}%` };
}

/** 1,204 vehicles; from ten thousand on short "18k". */
export function countLengths(value: number): Lengths {
  const exact = count(value);
  return value < 10_000 ? same(exact) : { exact, full: exact, short: `${Math.round(value / 1_000)}k` };
}

/** +18.9–21.0% -> short "+19–21%"; from a hundred on without decimals. */
export function spanLengths(min: number, max: number): Lengths {
  const exact = percentSpan(min, max);
  const [low, high] = [Math.min(Math.abs(min), Math.abs(max)), Math.max(Math.abs(min), Math.abs(max))];
  if (high < 10) return same(exact);
  const [from, to] = [low, high].map((size) => Math.round(size).toLocaleString('en-US'));
  const sign = exact.slice(0, 1);
  const whole = from === to ? `${sign}${to}%` : `${sign}${from}\u2013${to}%`;
  return { exact, full: high < 100 ? exact : whole, short: whole };
}
