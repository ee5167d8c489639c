import { EN_DASH, sign } from '../../shared/amounts.ts';

export { NOTHING, count, money, moneyMove, percentMove, plural } from '../../shared/amounts.ts';

/** The span of a group's moves: "+1.9%", or "+1.5–2.0%" where they differ at one decimal. */
export function percentSpan(min: number, max: number): string {
  const low = Math.min(Math.abs(min), Math.abs(max)).toFixed(1);
  const high = Math.max(Math.abs(min), Math.abs(max)).toFixed(1);
  return low === high ? `${sign(max)}${high}%` : `${sign(max)}${low}${EN_DASH}${high}%`;
}

/** The class that colours a move. */
export const direction = (delta: number): string => (delta > 0 ? 'is-up' : delta < 0 ? 'is-down' : '');

/** "▲", "▼" or "=": direction without colour. */
export function arrow(delta: number): string {
  return delta > 0 ? '▲' : delta < 0 ? '▼' : '=';
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** 12_100_000 -> "12.1 MB" (powers of 1000, as file managers show them). */
export function bytes(value: number): string {
  let amount = value;
  let unit = 0;
  while (amount >= 999.5 && unit < BYTE_UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 || amount >= 99.95 ? amount.toFixed(0) : amount.toFixed(1)} ${BYTE_UNITS[unit] ?? 'B'}`;
}
