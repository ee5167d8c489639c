import { describe, expect, it } from 'vitest';
import { extremes, stepChart, valueAt, windowStart, withHeldEnds } from './history.ts';

const DAY = 86_400_000;
const price = [
  { at: 1 * DAY, value: 41_567 },
  { at: 5 * DAY, value: 40_868 },
  { at: 9 * DAY, value: 40_169 },
];
const msrp = [{ at: 1 * DAY, value: 40_868 }];

describe('steps on one axis', () => {
  it('hold their value until the next one, at both ends of the window too', () => {
    const chart = stepChart([price, msrp], 3 * DAY, 10 * DAY);
    expect(chart.times).toEqual([3 * DAY, 5 * DAY, 9 * DAY, 10 * DAY]);
    expect(chart.values[0]).toEqual([41_567, 40_868, 40_169, 40_169]);
    expect(chart.values[1]).toEqual([40_868, 40_868, 40_868, 40_868]);
    expect(chart.changes).toEqual([[1, 2], []]);
  });

  it('are unknown before the first', () => {
    expect(valueAt(price, 0)).toBeNull();
    expect(stepChart([price], 0, 2 * DAY).values[0]).toEqual([null, 41_567, 41_567]);
  });

  it('carry a score that became unknown', () => {
    expect(valueAt([...price, { at: 12 * DAY, value: null }], 13 * DAY)).toBeNull();
  });
});

describe('the window', () => {
  it('begins with the history, or as many days back as were asked for', () => {
    expect(windowStart([price, msrp], 10 * DAY, null)).toBe(1 * DAY);
    expect(windowStart([price], 100 * DAY, 30)).toBe(70 * DAY);
    expect(windowStart([price], 10 * DAY, 90)).toBe(1 * DAY);
    expect(windowStart([[{ at: 10 * DAY, value: 1 }]], 10 * DAY, 90)).toBe(9 * DAY);
  });

  it('knows its low and high, also those from before it that still held', () => {
    expect(extremes(price, 3 * DAY, 10 * DAY)).toEqual({
      low: 40_169,
      lowAt: 9 * DAY,
      high: 41_567,
      highAt: 3 * DAY,
      isNewLow: true,
    });
    expect(extremes(price, 9.5 * DAY, 10 * DAY)).toMatchObject({
      low: 40_169,
      high: 40_169,
      isNewLow: false,
    });
    expect(extremes([], 0, DAY)).toBeNull();
  });

  it('calls a fall back to an earlier low no new low', () => {
    const again = [...price, { at: 10 * DAY, value: 42_000 }, { at: 11 * DAY, value: 40_169 }];
    expect(extremes(again, 0, 12 * DAY)?.isNewLow).toBe(false);
  });
});

it('a value that becomes unknown is drawn until then', () => {
  const chart = stepChart(
    [
      [
        { at: 0, value: 5 },
        { at: 100, value: null },
        { at: 150, value: 7 },
      ],
      [{ at: 100, value: 1 }],
    ],
    0,
    200,
  );
  expect(withHeldEnds(chart)).toEqual({
    times: [0, 99, 100, 150, 200],
    values: [
      [5, 5, null, 7, 7],
      [null, null, 1, 1, 1],
    ],
    changes: [[0, 2, 3], [2]],
    sources: [0, 0, 1, 2, 3],
  });
  const known = stepChart([[{ at: 0, value: 5 }]], 0, 200);
  expect(withHeldEnds(known)).toEqual({ ...known, sources: [0, 1] });
});
