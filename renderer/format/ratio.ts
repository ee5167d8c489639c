import { NOTHING } from './money.ts';

/** 96.1 -> "×96", 0.192 -> "×0.19", 1.5 -> "×1.5"; null -> "–". */
export function times(ratio: number | null): string {
  if (ratio === null) return NOTHING;
  if (ratio >= 10) return `×${Math.round(ratio).toLocaleString('en-US')}`;
  const digits = ratio >= 0.1 ? 2 : 3;
  return `×${Number(ratio.toFixed(digits))}`;
}
