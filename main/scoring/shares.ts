import { clamp, round4 } from './combine.ts';
import type { Combined, Plan } from './combine.ts';

/** What each signal brought and what it left, in points of the score. */

export type SignalShare = {
  readonly name: string;
  readonly weight: number;
  /** [0, 1] to 4 decimals; null = cannot be known. */
  readonly value: number | null;
  /** Points got; over all signals they add up to `raw`, exactly in units of .0001. */
  readonly points: number;
  /** Points there were to get beyond these; over all signals they add up to 100 - raw. */
  readonly lost: number;
};
export type PillarShare = {
  readonly name: string;
  readonly weight: number;
  readonly value: number | null;
  readonly signals: readonly SignalShare[];
};

const UNITS = 10_000;

/**
 * Rounds parts to .0001 so that they still add up to `total`: each is cut down, and what is missing goes to
 * those that lost most (earlier ones first among equals).
 */
function roundTogether(parts: readonly number[], total: number): number[] {
  const units = parts.map((part) => Math.floor(part * UNITS + 1e-6));
  let missing = Math.round(total * UNITS) - units.reduce((sum, part) => sum + part, 0);
  const order = parts
    .map((part, i) => ({ i, rest: part * UNITS - (units[i] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order) {
    if (missing <= 0) break;
    units[i] = (units[i] ?? 0) + 1;
    missing -= 1;
  }
  return units.map((part) => part / UNITS);
}

/** Splits a combined score into its signals, in the plan's order. */
export function sharesOf(plan: Plan, values: Float64Array, combined: Combined): PillarShare[] {
  const valueAt = (slot: number): number | null => {
    const value = values[slot] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const knownOf = plan.pillars.map((pillar) =>
    pillar.signals.reduce((sum, s) => (valueAt(s.slot) === null ? sum : sum + s.weight), 0),
  );
  const allKnown = plan.pillars.reduce((sum, p, i) => ((knownOf[i] ?? 0) > 0 ? sum + p.weight : sum), 0);

  const got: number[] = [];
  const left: number[] = [];
  plan.pillars.forEach((pillar, i) => {
    const known = knownOf[i] ?? 0;
    for (const signal of pillar.signals) {
      const value = valueAt(signal.slot);
      const counts = value !== null && known > 0 && allKnown > 0;
      const most = counts ? 100 * (pillar.weight / allKnown) * (signal.weight / known) : 0;
      got.push(most * (value ?? 0));
      left.push(most * (1 - clamp(value ?? 1)));
    }
  });
  const points = roundTogether(got, combined.raw ?? 0);
  const lost = roundTogether(left, combined.raw === null ? 0 : 100 - combined.raw);

  let at = 0;
  return plan.pillars.map((pillar, i) => {
    const known = knownOf[i] ?? 0;
    let sum = 0;
    const signals = pillar.signals.map((signal) => {
      const value = valueAt(signal.slot);
      sum += signal.weight * (value ?? 0);
      const share: SignalShare = {
        name: signal.name,
        weight: signal.weight,
        value: value === null ? null : round4(value),
        points: points[at] ?? 0,
        lost: lost[at] ?? 0,
      };
      at += 1;
      return share;
    });
    return {
      name: pillar.name,
      weight: pillar.weight,
      value: known > 0 ? round4(sum / known) : null,
      signals,
    };
  });
}
