import type { ChangesWhen, CrossesWhen, RuleHow } from '../../shared/alerts/rule.ts';
import type { Cell, Fired, Move, Reading, Step } from './types.ts';

const HOUR_MS = 3_600_000;

type How = Pick<RuleHow, 'coolDownHours'>;

/** Rounded as cents are: a difference of units has no more decimals than they. */
const difference = (old: number | null, now: number | null): number | null =>
  old === null || now === null ? null : Math.round((now - old) * 100) / 100;

const isCooling = (cell: Cell | null, how: How, at: number): boolean =>
  cell !== null && cell.firedAt !== null && at - cell.firedAt < how.coolDownHours * HOUR_MS;

/** When a cell that only remembers a cool-down can be forgotten, unix ms. */
export const coolsUntil = (cell: Cell, how: How): number =>
  (cell.firedAt ?? -Infinity) + how.coolDownHours * HOUR_MS;

/** What has no size always reaches it; a first value has none and never does. */
export function reachesThreshold(when: ChangesWhen, { measure, old, now, pct }: Move): boolean {
  if (measure === 'sold' || measure === 'new' || measure === 'returned' || measure === 'new-low')
    return true;
  const delta = difference(old, now);
  if (delta === null || delta === 0) return false;
  if (when.direction !== 'both' && delta > 0 !== (when.direction === 'up')) return false;
  const { pct: percent, amount, points } = when.atLeast;
  if (percent === undefined && amount === undefined && points === undefined) return true;
  const size = Math.abs(delta);
  return (
    (percent !== undefined && pct !== null && Math.abs(pct) >= percent) ||
    (amount !== undefined && size >= amount) ||
    (points !== undefined && size >= points)
  );
}

/** One change of a subject, in the order in which they happened. */
export function stepMove(when: ChangesWhen, how: How, cell: Cell | null, move: Move): Step {
  const wentBack = cell?.phase === 'firing' && cell.old !== null && move.now === cell.old;
  const ended = wentBack ? cell.alertId : null;
  const kept: Cell | null = wentBack ? { ...cell, phase: 'back', alertId: null } : cell;
  if (!reachesThreshold(when, move)) return { cell: kept, fired: null, ended, gate: 'below-threshold' };
  if (isCooling(kept, how, move.at)) return { cell: kept, fired: null, ended, gate: 'cool-down' };
  const { subject, old, now, pct, currency, runId } = move;
  return {
    cell: { phase: 'firing', streak: 1, observation: 0, firedAt: move.at, alertId: null, value: now, old },
    fired: { subject, old, now, delta: difference(old, now), pct, currency, runId },
    ended,
    gate: null,
  };
}

/** Where a rule draws its line. A level is a line between 0 and 1. */
export type Line = Pick<CrossesWhen, 'direction' | 'line' | 'margin' | 'inARow'> & {
  /** Fires on the way over the line alone; a level whenever it is so. */
  readonly edge: boolean;
};

export const levelLine = (times: number): Line => ({
  ...{ direction: 'above', line: 0.5, margin: 0, edge: false },
  inARow: times,
});

export const isBeyond = ({ direction, line }: Line, value: number): boolean =>
  direction === 'above' ? value > line : value < line;

/** Past the margin too; without one, just not beyond. */
const isBack = ({ direction, line, margin }: Line, value: number): boolean =>
  direction === 'above' ? value <= line - margin : value >= line + margin;

export type Look = {
  readonly now: number;
  /** The rule has not looked before: what is so already fires only where it was asked for. */
  readonly first: boolean;
  readonly alsoNow: boolean;
};

/** One look at a subject. What is not known changes nothing. */
export function stepReading(line: Line, how: How, cell: Cell | null, reading: Reading, look: Look): Step {
  const { value } = reading;
  const stay = (next: Cell | null, gate: Step['gate'] = null): Step => ({
    ...{ cell: next, fired: null, ended: null, gate },
  });
  if (value === null) return stay(cell);
  if (cell?.phase === 'firing' || cell?.phase === 'passed') {
    if (!isBack(line, value)) return stay({ ...cell, value });
    const ended = cell.phase === 'firing' ? cell.alertId : null;
    return { ...stay(remembered({ ...cell, phase: 'back', alertId: null, value })), ended };
  }
  if (!isBeyond(line, value))
    return stay(cell === null ? null : remembered({ ...cell, phase: 'back', value }));
  const counting = cell?.phase === 'counting' ? cell : null;
  if (counting === null && !isArmed(line, cell, reading, look))
    return stay(freshCell('passed', reading, cell), 'first-run');
  const streak =
    counting === null ? 1 : counting.streak + (reading.observation > counting.observation ? 1 : 0);
  const counted: Cell = { ...freshCell('counting', reading, cell), streak };
  if (streak < line.inARow) return stay(counted, 'counting');
  if (isCooling(cell, how, look.now))
    return line.edge ? stay({ ...counted, phase: 'passed' }, 'cool-down') : stay(counted, 'cool-down');
  return {
    cell: { ...counted, phase: 'firing', firedAt: look.now },
    fired: firedOf(reading, line.edge),
    ended: null,
    gate: null,
  };
}

/** Whether what is beyond the line now came over it, or of a level, counts at all. */
function isArmed(line: Line, cell: Cell | null, { before }: Reading, look: Look): boolean {
  if (look.first) return look.alsoNow;
  if (!line.edge || cell !== null) return true;
  return before !== null && !isBeyond(line, before);
}

const freshCell = (phase: Cell['phase'], { value, observation }: Reading, cell: Cell | null): Cell => ({
  ...{ phase, streak: 1, observation, value },
  ...{ firedAt: cell?.firedAt ?? null, alertId: null, old: null },
});

/** One that never fired has nothing to remember. */
const remembered = (cell: Cell): Cell | null =>
  cell.firedAt === null ? null : { ...cell, streak: 0, old: null };

function firedOf({ subject, value, before, currency }: Reading, edge: boolean): Fired {
  const old = edge ? before : null;
  return {
    subject,
    old,
    now: edge ? value : null,
    delta: difference(old, edge ? value : null),
    ...{ pct: null, currency, runId: null },
  };
}
