import type { ScoreTriple } from '../../shared/events.ts';

export const SCORE_NAMES = ['avi', 'ati', 'cis'] as const;
export type ScoreName = (typeof SCORE_NAMES)[number];

/** Falling cut-offs by score: the points from which the better word applies. */
export type Bands = { readonly [Name in ScoreName]: readonly number[] };

/** Until the core has sent its own. */
export const DEFAULT_BANDS: Bands = { avi: [80, 65], ati: [90, 75, 60], cis: [65, 45] };

/** Below this share of known signals a score is called partial. */
export const DEFAULT_FULL_COVERAGE = 0.6;

/** Which band a score falls into: 0 is the best, `cuts.length` the last. */
export function bandOf(score: number, cuts: readonly number[]): number {
  const at = cuts.findIndex((cut) => score >= cut);
  return at < 0 ? cuts.length : at;
}

/** Three colours for any number of bands: those between the first and the last are distinguished by their word. */
export function toneOf(band: number, cuts: readonly number[]): 'high' | 'mid' | 'low' {
  if (band === 0) return 'high';
  return band === cuts.length ? 'low' : 'mid';
}

/** Points a score moved by; null where there is nothing to compare: a first score, or unknown before or after. */
export function scoreMove(now: number | null, before: ScoreTriple | null, name: ScoreName): number | null {
  const was = before?.[name] ?? null;
  return now === null || was === null ? null : now - was;
}

/** 0.523 -> "52%". */
export const share = (part: number): string => `${Math.round(part * 100)}%`;

/** 0.35 -> ".35", 1 -> "1": weights as the trade writes them, at most four decimals. */
export const weight = (value: number): string =>
  String(Number(value.toFixed(4))).replace(/^(-?)0\./, '$1.');
