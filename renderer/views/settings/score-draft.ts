import type { ScoreName } from '../../format/score.ts';
import { SCORE_NAMES, weight } from '../../format/score.ts';
import type { ScoreModel } from '../../../shared/score-model.ts';
import { text } from '../../text.ts';
import { SCORE_LABELS } from '../../text/scores.ts';
import { PILLAR_LABELS, SIGNAL_LABELS } from '../../text/vehicle.ts';
import { PILLAR_SIGNALS } from '../../text/formulas.ts';

export type ScoreDraft = ScoreModel['settings'];

/** As exact as the core is: further apart a set is refused. */
const TOLERANCE = 1e-9;

/** NaN while a weight is being typed. */
export const sumOf = (set: Readonly<Record<string, number>>): number =>
  Object.values(set).reduce((sum, value) => sum + value, 0);

/** Why a set of weights cannot be saved; null where it can. */
export function weightProblem(set: Readonly<Record<string, number>>): string | null {
  const sum = sumOf(set);
  if (Number.isNaN(sum)) return text.scoreSettings.missing;
  return Math.abs(sum - 1) <= TOLERANCE ? null : text.scoreSettings.sumsWrong(weight(sum));
}

/** Why cut-offs cannot be saved; null where they can. */
export function bandProblem(cuts: readonly number[]): string | null {
  if (cuts.some(Number.isNaN)) return text.scoreSettings.missing;
  const falls = cuts.every((cut, index) => index === 0 || cut < (cuts[index - 1] ?? 0));
  return falls ? null : text.scoreSettings.bandsWrong;
}

/** "SEO", "AVI": the name of a set of weights. */
export const setLabel = (set: string): string => scoreLabel(set) ?? PILLAR_LABELS[set] ?? set;

/** The name of one weight: a pillar in the sets of AVI and ATI, else a signal. */
export function weightLabel(set: string, key: string): string {
  if (set === 'avi' || set === 'ati') return PILLAR_LABELS[key] ?? key;
  return SIGNAL_LABELS[`${PILLAR_SIGNALS[set] ?? set}.${key}`] ?? key;
}

function scoreLabel(set: string): string | null {
  const name = SCORE_NAMES.find((known): known is ScoreName => known === set);
  return name === undefined ? null : SCORE_LABELS[name];
}

/** Everything that keeps a draft from being saved, each with its place; [] where nothing does. */
export function draftFaults(draft: ScoreDraft): readonly string[] {
  const sets = Object.entries(draft.weights).map(([set, weights]) => [
    setLabel(set),
    weightProblem(weights),
  ]);
  const bands = SCORE_NAMES.map((name) => [
    `${text.scoreSettings.bands} ${SCORE_LABELS[name]}`,
    bandProblem(draft.bands[name]),
  ]);
  const faults = [...sets, ...bands].flatMap(([where, problem]) =>
    problem === null ? [] : [`${where} ${problem}`],
  );
  const figures = [draft.coverage, draft.listing, draft.signals, draft.market].flatMap((part) =>
    Object.values(part),
  );
  if (figures.some((value) => typeof value === 'number' && Number.isNaN(value)))
    faults.push(`${text.scoreSettings.thresholds}: ${text.scoreSettings.missing}`);
  return faults;
}
