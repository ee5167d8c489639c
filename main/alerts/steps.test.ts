import { describe, expect, it } from 'vitest';
import { ruleSchema, type ChangesWhen } from '../../shared/alerts/rule.ts';
import { levelLine, stepMove, stepReading, type Line } from './steps.ts';
import { replayReadings, subjectNamed } from './replay.fixture.ts';
import type { Cell, Move } from './types.ts';

const HOUR = 3_600_000;
const above = (part: Partial<Line> = {}): Line => ({
  ...{ direction: 'above', line: 105, margin: 0, inARow: 1, edge: true },
  ...part,
});

type Case = [name: string, line: Line, values: (number | null)[], expected: string, part?: Part];
type Part = { readonly coolDownHours?: number; readonly alsoNow?: boolean; readonly isNew?: boolean };

/** One look an hour, each a new observation of the source. The first value stands before the rule. */
const fires = (line: Line, values: readonly (number | null)[], part: Part = {}): string =>
  replayReadings(line, values, part)
    .map(({ fired, ended }) => (fired ? 'F' : ended ? 'e' : '.'))
    .join('');

describe('a line that is crossed', () => {
  it.each([
    ['fires on the edge alone', above(), [100, 106, 107, 106], '.F..'],
    ['ends when it is back, and fires again', above(), [100, 106, 104, 106], '.FeF'],
    ['flaps without a margin', above(), [100, 106, 105, 106, 105, 106], '.FeFeF'],
    ['does not flap with one', above({ margin: 1 }), [100, 106, 105, 106, 105, 106], '.F....'],
    ['is back past the margin', above({ margin: 1 }), [100, 106, 104, 106], '.FeF'],
    ['waits for n in a row', above({ inARow: 3 }), [100, 106, 106, 106], '...F'],
    ['begins to count again after a look back', above({ inARow: 2 }), [100, 106, 100, 106, 106], '....F'],
    ['is not crossed by what was beyond it from the start', above(), [106, 107, 106], '...'],
    ['fires for that, too, where it is asked to', above(), [106, 107, 106], 'F..', { alsoNow: true }],
    ['fires once that was back', above(), [106, 100, 106], '..F'],
    ['says nothing of what is not known', above(), [100, null, 106, null, null, 100], '..F..e'],
    ['is not crossed by the first known value', above(), [null, 106, 107, 100, 106], '....F'],
    ['can be crossed downward', above({ direction: 'below', line: 10 }), [12, 9, 11, 9], '.FeF'],
    [
      'is silent in its cool-down, and until it was back after it',
      above(),
      [100, 106, 100, 106, 106, 100, 106],
      '.Fe...F',
      { coolDownHours: 4 },
    ],
  ] as Case[])('%s', (_name, line, values, expected, part = {}) => {
    expect(fires(line, values, part)).toBe(expected);
  });
});

describe('a level', () => {
  const level = levelLine(1);
  it.each([
    ['is one alert while it goes on', level, [0, 1, 1, 1, 0], '.F..e'],
    ['that was so before stays silent', level, [1, 1, 0, 1], '...F'],
    ['that was so before fires once where it is asked to', level, [1, 1, 0, 1], 'F.eF', { alsoNow: true }],
    ['of a new vehicle fires at the first look', level, [1, 1], 'F.', { isNew: true }],
    ['twice in a row', levelLine(2), [0, 1, 0, 1, 1], '....F'],
    [
      'fires after its cool-down, if it is still so',
      level,
      [0, 1, 0, 1, 1, 1],
      '.Fe..F',
      { coolDownHours: 4 },
    ],
  ] as Case[])('%s', (_name, line, values, expected, part = {}) => {
    expect(fires(line, values, part)).toBe(expected);
  });

  it('counts an observation of its source once, however often it is looked at', () => {
    const reading = { subject: subjectNamed('A'), value: 1, before: 0, currency: null };
    const look = { now: 0, first: false, alsoNow: false };
    let cell: Cell | null = null;
    const fired = [1, 1, 1, 2].map((observation) => {
      const step = stepReading(levelLine(2), { coolDownHours: 0 }, cell, { ...reading, observation }, look);
      ({ cell } = step);
      return step.fired !== null;
    });
    expect(fired).toEqual([false, false, false, true]);
  });
});

describe('a change', () => {
  const rule = (when: object): ChangesWhen => {
    const parsed = ruleSchema.parse({
      name: 'r',
      when: { kind: 'changes', measure: 'price', ...when },
    }).when;
    if (parsed.kind !== 'changes') throw new Error('not of changes');
    return parsed;
  };
  const move = (old: number | null, now: number, at = 0): Move => ({
    ...{ subject: subjectNamed('A'), measure: 'price', old, now, currency: 'USD', runId: 'r', at },
    pct: old === null ? null : Math.round(((now - old) / old) * 10_000) / 100,
  });
  const drops = rule({ direction: 'down', atLeast: { pct: 3, amount: 500 } });
  it.each([
    ['reaches the amount', drops, move(40_000, 39_500), true],
    ['reaches the percent alone', drops, move(10_000, 9_700), true],
    ['reaches neither', drops, move(40_000, 39_501), false],
    ['goes the other way', drops, move(39_000, 40_000), false],
    ['is a first value', drops, move(null, 39_000), false],
    ['of any size', rule({}), move(40_000, 39_999.99), true],
    ['both ways', rule({ atLeast: { amount: 500 } }), move(39_000, 40_000), true],
  ] as const)('%s', (_name, when, one, expected) => {
    expect(stepMove(when, { coolDownHours: 0 }, null, one).fired !== null).toBe(expected);
  });

  it('fires once in its cool-down, and ends when the value goes back', () => {
    const how = { coolDownHours: 24 };
    const first = stepMove(drops, how, null, move(40_000, 39_000));
    const cell: Cell | null = first.cell === null ? null : { ...first.cell, alertId: 'a' };
    const second = stepMove(drops, how, cell, move(39_000, 38_000, HOUR));
    expect(second).toMatchObject({ fired: null, gate: 'cool-down' });
    const third = stepMove(drops, how, cell, move(38_000, 37_000, 24 * HOUR));
    expect(third.fired).toMatchObject({ old: 38_000, now: 37_000, delta: -1000 });
    expect(stepMove(drops, how, cell, move(39_000, 40_000, HOUR))).toMatchObject({
      ended: 'a',
      fired: null,
    });
  });
});
