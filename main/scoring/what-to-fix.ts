import type { Explanation, FixList } from '../../shared/explanation.ts';
import { hintFor, sourceFor } from './hints.ts';
import type { ScoreInput } from './input.ts';
import type { ScoreSettings } from './model.ts';

const INDEXES = ['avi', 'ati', 'cis'] as const;

/**
 * What would bring most, first: signals with lost points and what to do about each. Unknown signals cost nothing,
 * so they stand apart, with what would make them known. `gain` is in points of that signal's own score.
 */
export function whatToFix(explanation: Explanation, input: ScoreInput, settings: ScoreSettings): FixList {
  const signals = INDEXES.flatMap((score) =>
    explanation[score].pillars.flatMap((pillar) => pillar.signals.map((signal) => ({ score, signal }))),
  );
  const fixes = signals
    .filter(({ signal }) => signal.lost > 0)
    .map(({ score, signal }) => ({
      score,
      signal: signal.name,
      detail: signal.detail,
      hint: hintFor(signal.name, { input, settings, cis: explanation.cis }),
      gain: signal.lost,
    }))
    // A stable sort: equal gains keep the order of the model.
    .sort((a, b) => b.gain - a.gain);
  const unknown = signals
    .filter(({ signal }) => signal.value === null)
    .map(({ score, signal }) => ({
      score,
      signal: signal.name,
      detail: signal.detail,
      hint: sourceFor(signal.name),
    }));
  return { fixes, unknown };
}
