import { NOTHING } from './money.ts';

const LEAST = 0.001;

/** 96.1 -> "×96", 0.192 -> "×0.19", 1.5 -> "×1.5", 0.00001 -> "<×0.001"; null -> "–". */
export function times(ratio: number | null): string {
  if (ratio === null) return NOTHING;
  if (ratio >= 10) return `×${Math.round(ratio).toLocaleString('en-US')}`;
  if (ratio > 0 && ratio < LEAST) return `<×${LEAST}`;
  const digits = ratio >= 0.1 ? 2 : 3;
  return `×${Number(ratio.toFixed(digits))}`;
}
