/**
 * How signals become a score (`domain.md` 5.3, "Combine"). Signals travel as one Float64Array per index, NaN for
 * what cannot be known, so that a recompute of a million vehicles allocates no object per signal.
 */
export type PlannedSignal = { readonly name: string; readonly weight: number; readonly slot: number };
export type PlannedPillar = {
  readonly name: string;
  readonly weight: number;
  readonly signals: readonly PlannedSignal[];
};

/** Pillars with their weights, and the same flattened for the inner loop. */
export type Plan = {
  readonly pillars: readonly PlannedPillar[];
  readonly pillarWeights: readonly number[];
  /** Index into `weights` where each pillar ends. */
  readonly ends: readonly number[];
  readonly weights: readonly number[];
  /** Where each signal stands in the value array. */
  readonly slots: readonly number[];
};

export type Combined = {
  /** 0..100 integer; null where too little is known. */
  readonly score: number | null;
  /** 0..100 to 4 decimals; null where nothing is known. */
  readonly raw: number | null;
  /** Share of the weight that is known, 0..1 to 4 decimals. */
  readonly coverage: number;
};

export type CoverageLimits = { readonly minimum: number; readonly full: number };

export function planOf(pillars: readonly PlannedPillar[]): Plan {
  const ends: number[] = [];
  const signals: PlannedSignal[] = [];
  for (const pillar of pillars) {
    signals.push(...pillar.signals);
    ends.push(signals.length);
  }
  return {
    pillars,
    pillarWeights: pillars.map((pillar) => pillar.weight),
    ends,
    weights: signals.map((signal) => signal.weight),
    slots: signals.map((signal) => signal.slot),
  };
}

export const clamp = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);

/** To 4 decimals, the precision in which raw, coverage, values and points are stored and shown. */
export const round4 = (x: number): number => Math.round(x * 10_000) / 10_000;

/** Half up, and safe against sums such as 71.49999999999999 that stand for 71.5. */
export function toScore(raw: number): number {
  return Math.min(100, Math.max(0, Math.floor(raw + 0.5 + 1e-9)));
}

/** Weights that are decimal fractions sum to .6 or to .6000000000000001; both reach a limit of .6. */
const reaches = (coverage: number, limit: number): boolean => coverage >= limit - 1e-9;

/** True where the badge "partial data" belongs. */
export function isPartial(combined: Combined, limits: CoverageLimits): boolean {
  return !reaches(combined.coverage, limits.full);
}

/** The score of one index. `values` holds signals in [0, 1] or NaN. */
export function combine(plan: Plan, values: Float64Array, limits: CoverageLimits): Combined {
  const { pillarWeights, ends, weights, slots } = plan;
  let knownPillars = 0;
  let sum = 0;
  let coverage = 0;
  let at = 0;
  for (let p = 0; p < pillarWeights.length; p += 1) {
    const end = ends[p] ?? 0;
    let known = 0;
    let got = 0;
    for (; at < end; at += 1) {
      const value = values[slots[at] ?? 0] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const weight = weights[at] ?? 0;
      known += weight;
      got += weight * value;
    }
    if (known <= 0) continue;
    const pillar = pillarWeights[p] ?? 0;
    knownPillars += pillar;
    sum += pillar * (got / known);
    coverage += pillar * known;
  }
  if (knownPillars <= 0) return { score: null, raw: null, coverage: 0 };
  const raw = (100 * sum) / knownPillars;
  return {
    score: reaches(coverage, limits.minimum) ? toScore(raw) : null,
    raw: round4(raw),
    coverage: round4(coverage),
  };
}
