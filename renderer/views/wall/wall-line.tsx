import type { ScoreName } from '../../format/score.ts';
import type { ScoreDay } from '../../../shared/lot.ts';
import { text } from '../../text.ts';
import { DAY_MS } from '../../../shared/units.ts';

/** Days from its left end to its right one. */
const SPAN = 29;
/** The picture's own units. */
const WIDTH = 180;
const HEIGHT = 34;
const EDGE = 5;
/** A line of equal scores lies in the middle, and one point more or less is no cliff. */
const LEAST_RANGE = 8;

export type LinePoint = { readonly x: number; readonly y: number };

/** Pure. Where a score stood on each day; the last day is at the right end. */
export function linePoints(days: readonly ScoreDay[], name: ScoreName): readonly LinePoint[] {
  const known = days.flatMap(({ day, [name]: score }) =>
    score === null ? [] : [{ at: Date.parse(day), score }],
  );
  const last = known.at(-1);
  if (last === undefined) return [];
  const scores = known.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const range = Math.max(high - low, LEAST_RANGE);
  const top = (high + low + range) / 2;
  return known.map(({ at, score }) => ({
    x: EDGE + (1 - (last.at - at) / DAY_MS / SPAN) * (WIDTH - 2 * EDGE),
    y: EDGE + ((top - score) / range) * (HEIGHT - 2 * EDGE),
  }));
}

/** A median over 30 days; nothing where no day is known. */
export function WallLine({ days, name }: { readonly days: readonly ScoreDay[]; readonly name: ScoreName }) {
  const points = linePoints(days, name);
  const end = points.at(-1);
  const scores = days.flatMap(({ [name]: score }) => (score === null ? [] : [score]));
  const [first, last] = [scores[0], scores.at(-1)];
  if (end === undefined || first === undefined || last === undefined) return null;
  return (
    <svg
      className="wall-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.wall.line(scores.length, first, last)}
    >
      <polyline points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <circle cx={end.x} cy={end.y} r={4} />
    </svg>
  );
}
