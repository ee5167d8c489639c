import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replayReadings } from './replay.fixture.ts';
import type { Line } from './steps.ts';

/**
 * The same rules, told over a whole history at once: for each moment everything before it is looked through again, and
 * nothing is remembered from one moment to the next.
 */
function naive(
  line: Line,
  values: readonly (number | null)[],
  { coolDownHours, alsoNow }: { readonly coolDownHours: number; readonly alsoNow: boolean },
): string {
  const beyond = (value: number): boolean =>
    line.direction === 'above' ? value > line.line : value < line.line;
  const back = (value: number): boolean =>
    line.direction === 'above' ? value <= line.line - line.margin : value >= line.line + line.margin;
  const marks: string[] = [];
  const lastOf = (mark: string, end: number): number => marks.slice(0, end).lastIndexOf(mark);

  values.forEach((value, hour) => {
    if (value === null) return void marks.push('.');
    const fired = lastOf('F', hour);
    const ended = lastOf('e', hour);
    if (fired > ended) return void marks.push(back(value) ? 'e' : '.');
    if (!beyond(value)) return void marks.push('.');
    marks.push(mayFire(hour) ? 'F' : '.');
  });
  return marks.join('');

  /** Beyond the line and in no alert: where did this stretch beyond the line begin, and was it allowed to? */
  function mayFire(hour: number): boolean {
    const known = values.flatMap((value, at) => (value === null || at > hour ? [] : [{ value, at }]));
    const begin = blockedUntil(hour, known);
    if (begin === null) return false;
    if (known.length - begin < line.inARow) return false;
    const fired = lastOf('F', hour);
    return fired === -1 || hour - fired >= coolDownHours;
  }

  /** Index among the known from which the stretch counts; null = it is silent until it was back. */
  function blockedUntil(
    hour: number,
    known: readonly { readonly value: number; readonly at: number }[],
  ): number | null {
    // Silent stretches: one that began beyond the line, or an edge swallowed by the cool-down. They end past the margin.
    let silent = false;
    let begin = 0;
    let wasNear: boolean | null = null;
    for (const [index, { value, at }] of known.entries()) {
      const isFiring = lastOf('F', at) > lastOf('e', at);
      if (isFiring && !back(value)) {
        wasNear = false;
        continue;
      }
      if (silent) {
        if (back(value)) silent = false;
        wasNear = !beyond(value);
        continue;
      }
      if (!beyond(value)) {
        wasNear = true;
        continue;
      }
      const isBegin = wasNear !== false || index === 0;
      if (isBegin) begin = index;
      const isFirstLook = at === 0;
      const armed = isFirstLook ? alsoNow : line.edge ? wasNear === true || lastOf('F', at) !== -1 : true;
      if (isBegin && !armed) silent = true;
      const fired = lastOf('F', at);
      const cooling = fired !== -1 && at - fired < coolDownHours;
      if (!silent && line.edge && index - begin + 1 >= line.inARow && cooling && at < hour) silent = true;
      wasNear = false;
    }
    return silent ? null : begin;
  }
}

it('agrees with a naive reading of whole histories, 1,000 of them', () => {
  const lineOf = fc.record({
    direction: fc.constantFrom('above' as const, 'below' as const),
    line: fc.constantFrom(0, 1, 2),
    margin: fc.constantFrom(0, 1, 2),
    inARow: fc.constantFrom(1, 1, 2, 3),
    edge: fc.boolean(),
  });
  const values = fc.array(fc.option(fc.integer({ min: -2, max: 4 }), { freq: 6 }), {
    minLength: 1,
    maxLength: 24,
  });
  const how = fc.record({ coolDownHours: fc.constantFrom(0, 0, 3, 6), alsoNow: fc.boolean() });
  let fired = 0;
  fc.assert(
    fc.property(lineOf, values, how, (line, history, part) => {
      const marks = replayReadings(line, history, part)
        .map((step) => (step.fired ? 'F' : step.ended ? 'e' : '.'))
        .join('');
      if (marks.includes('F')) fired += 1;
      expect(marks).toBe(naive(line, history, part));
    }),
    { numRuns: 1_000 },
  );
  // Histories in which nothing happens would agree with anything.
  expect(fired).toBeGreaterThan(200);
});
