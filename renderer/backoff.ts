const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * How long to wait before try number `attempt` (0 = the first retry), in ms: doubling up to ten seconds, half of
 * it random, so that many screens do not knock at the same moment when their core is back.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
