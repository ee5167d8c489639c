import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the table: the product beside its reference. */
export type Outcome = {
  /** "P1 1,000,000" */
  readonly goal: string;
  readonly what: string;
  readonly figure: string;
  readonly reference: string;
  /** Compared with `limit`; both are rounded for print only. */
  readonly ratio: number;
  readonly limit: number;
  /** Whether a larger ratio is the better one. */
  readonly atLeast?: boolean;
  /** The same ratio in processor time, which neighbours on the machine disturb less; null where it says nothing. */
  readonly cpuRatio?: number | null;
  /** (largest − smallest) / median over the rounds, the worse of both sides; null = measured once. */
  readonly noise: number | null;
};

export const isMet = ({ ratio, limit, atLeast }: Outcome): boolean =>
  atLeast === true ? ratio >= limit : ratio <= limit;

export const ms = (value: number): string =>
  `${value.toLocaleString('en', { maximumFractionDigits: value < 20 ? 2 : 0 })} ms`;
export const count = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });

export function printOutcomes(outcomes: readonly Outcome[]): void {
  const rows = outcomes.map((outcome) => [
    outcome.goal,
    outcome.what,
    outcome.figure,
    outcome.reference,
    outcome.ratio.toFixed(2),
    typeof outcome.cpuRatio === 'number' ? outcome.cpuRatio.toFixed(2) : '',
    `${outcome.atLeast === true ? '≥' : '≤'} ${outcome.limit}`,
    isMet(outcome) ? 'met' : 'NOT MET',
    outcome.noise === null ? '' : `±${Math.round(outcome.noise * 50)} %`,
  ]);
  const all = [['goal', 'what', 'product', 'reference', 'ratio', 'cpu', 'goal', '', 'noise'], ...rows];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  for (const row of all)
    process.stdout.write(
      `${row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
}

/** Keeps the figures of a goal as JSON for whoever compares runs. */
export function writeOutcomes(folder: string, name: string, outcomes: readonly Outcome[]): void {
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const body = {
    goal: name,
    at,
    node: process.version,
    outcomes: outcomes.map((one) => ({ ...one, met: isMet(one) })),
  };
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(body, null, 2)}\n`);
}
