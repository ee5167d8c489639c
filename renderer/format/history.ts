import { DAY_MS } from '../../shared/units.ts';

/** Steps of one figure over time: each value holds until the next. */
export type Step = { readonly at: number; readonly value: number | null };

/** Steps of several figures on one time axis, as the chart draws them. */
export type StepChart = {
  /** Unix ms, rising: where any figure changed, and the two ends of the window. */
  readonly times: readonly number[];
  /** One row a figure, one value a time; null before its first. */
  readonly values: readonly (readonly (number | null)[])[];
  /** One row a figure: which times are changes of its own, to be marked with a dot. */
  readonly changes: readonly (readonly number[])[];
};

/** Puts several step lines on one axis from `from` to `to` (unix ms), with the values that hold at both ends. */
export function stepChart(lines: readonly (readonly Step[])[], from: number, to: number): StepChart {
  const inside = lines.flatMap((line) => line.map(({ at }) => at)).filter((at) => at > from && at <= to);
  const times = [...new Set([from, ...inside, to])].toSorted((a, b) => a - b);
  const values = lines.map((line) => times.map((time) => valueAt(line, time)));
  const changes = lines.map((line) => {
    const own = new Set(line.map(({ at }) => at));
    return times.flatMap((time, index) => (own.has(time) ? [index] : []));
  });
  return { times, values, changes };
}

/** A {@link StepChart} as it is drawn; `sources` says of each time which of the chart's it is. */
export type DrawnSteps = StepChart & { readonly sources: readonly number[] };

/**
 * A line is drawn from one known value to the next: what becomes unknown would end where it last changed. So it has its value
 * once more just before.
 */
export function withHeldEnds({ times, values, changes }: StepChart): DrawnSteps {
  const drawn: number[] = [];
  const sources: number[] = [];
  times.forEach((time, index) => {
    const before = times[index - 1];
    const isEnd = values.some((row) => row[index] === null && (row[index - 1] ?? null) !== null);
    if (before !== undefined && isEnd) {
      drawn.push(Math.max(time - 1, (before + time) / 2));
      sources.push(index - 1);
    }
    drawn.push(time);
    sources.push(index);
  });
  return {
    times: drawn,
    values: values.map((row) => sources.map((index) => row[index] ?? null)),
    changes: changes.map((own) => own.map((index) => sources.indexOf(index))),
    sources,
  };
}

/** What held at a time; of several steps at one time the last. */
export function valueAt(line: readonly Step[], time: number): number | null {
  let value: number | null = null;
  for (const step of line) {
    if (step.at > time) break;
    value = step.value;
  }
  return value;
}

/** Begins with the first step, but not more than `days` before `to`; at least a day wide. Null days = everything. */
export function windowStart(lines: readonly (readonly Step[])[], to: number, days: number | null): number {
  const firsts = lines.flatMap((line) => (line[0] ? [line[0].at] : []));
  const first = Math.min(...firsts, to - DAY_MS);
  return days === null ? first : Math.max(first, to - days * DAY_MS);
}

/** The steps of a line that changed it, with what held before; the first is none. */
export const changesOf = (line: readonly Step[]): readonly (Step & { readonly old: number | null })[] =>
  line.flatMap((step, index) => {
    const before = line[index - 1];
    return before === undefined || before.value === step.value ? [] : [{ ...step, old: before.value }];
  });

export type Extremes = {
  readonly low: number;
  readonly lowAt: number;
  readonly high: number;
  readonly highAt: number;
  /** The last value is lower than every one before it in the window. */
  readonly isNewLow: boolean;
};

/** Lowest and highest that held in the window and since when; null where nothing is known. */
export function extremes(line: readonly Step[], from: number, to: number): Extremes | null {
  const held = line.filter(({ at }, index) => at <= to && (line[index + 1]?.at ?? Infinity) > from);
  let found: Extremes | null = null;
  let count = 0;
  for (const { at, value } of held) {
    if (value === null) continue;
    const since = Math.max(at, from);
    count += 1;
    if (found === null) {
      found = { low: value, lowAt: since, high: value, highAt: since, isNewLow: false };
      continue;
    }
    const isNewLow: boolean = value < found.low;
    if (isNewLow) found = { ...found, low: value, lowAt: since };
    if (value > found.high) found = { ...found, high: value, highAt: since };
    found = { ...found, isNewLow };
  }
  return count === 0 ? null : found;
}
