import type { Figures } from './probe.ts';

/** One side of a comparison: something that is run afresh each round and returns its figures. */
export type Contestant = () => Promise<Figures>;

export type Measured = {
  /** The median over the rounds, figure by figure. */
  readonly median: Figures;
  /** (largest − smallest) / median of each figure: how noisy the machine was. */
  readonly spread: Figures;
};

/**
 * Runs all contestants in turn, round after round, so that what else the machine does falls on all alike. The order is
 * turned round each time.
 */
export async function alternate<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, Contestant>>,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(contestants) as Name[];
  const results = new Map<Name, Figures[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results.get(name)?.push(await contestants[name]());
    }
  }
  return Object.fromEntries(names.map((name) => [name, summed(results.get(name) ?? [])])) as Record<
    Name,
    Measured
  >;
}

function summed(rounds: readonly Figures[]): Measured {
  const median: Record<string, number> = {};
  const spread: Record<string, number> = {};
  for (const figure of Object.keys(rounds[0] ?? {})) {
    const values = rounds.map((round) => round[figure] ?? Number.NaN).toSorted((a, b) => a - b);
    const middle = medianOf(values);
    median[figure] = middle;
    spread[figure] = middle === 0 ? 0 : ((values.at(-1) ?? 0) - (values[0] ?? 0)) / middle;
  }
  return { median, spread };
}

/** Of sorted values. */
export function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A figure that must be there. */
export function figure(measured: Measured, name: string): number {
  const value = measured.median[name];
  if (value === undefined) throw new Error(`No figure named ${name}`);
  return value;
}
