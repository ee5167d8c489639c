import { describe, expect, it } from 'vitest';
import type { VehiclePage } from '../../../shared/vehicle.ts';
import { valueAt } from '../../format/history.ts';
import { historyMarks, markWords, newLows } from './history-marks.ts';
import { marketLine, moneyHistory, scoreLines, scoreNow } from './history-lines.ts';
import { moneyWords, scoreWords } from './history-words.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-01-01T12:00:00Z');
const at = (day: number): number => START + day * DAY;
const asOf = (day: number): string => new Date(at(day)).toISOString();

const history = (...steps: readonly (readonly [day: number, value: number])[]) =>
  steps.map(([day, value]) => ({ asOf: asOf(day), value }));
const page = (fields: Partial<VehiclePage>): VehiclePage => ({
  vin: 'VIN',
  listings: [],
  watchedAt: null,
  note: null,
  msrpHistory: [],
  priceHistory: [],
  advertised: { records: 0, since: null, chainHolds: true },
  scores: null,
  marks: [],
  scoreHistory: [],
  events: [],
  ...fields,
});
const scored = (day: number, cis: number | null) =>
  ({ asOf: asOf(day), avi: 60, ati: 80, cis, reason: 'recompute', market: null }) as const;
const score = (value: number | null) => ({ score: value });

describe('what a money history says', () => {
  const say = (fields: Partial<VehiclePage>, from: number, to: number): string =>
    moneyWords(moneyHistory(page(fields)), at(from), at(to), 'USD').join(' · ');

  it('a price that moved before the window shows since when it has been the same, never “nothing”', () => {
    expect(say({ priceHistory: history([0, 41_000], [10, 40_000]) }, 110, 200)).toBe(
      'No price change since Jan 11 2026',
    );
  });

  it('an MSRP that moved while the price did not shows the MSRP’s move', () => {
    const fields = { priceHistory: history([0, 40_000]), msrpHistory: history([0, 42_000], [20, 42_500]) };
    expect(say(fields, 0, 90)).toBe(
      'No price change since Jan 1 2026 · MSRP $42,000 → $42,500 on Jan 21 2026',
    );
    expect(say(fields, 60, 150)).toBe(
      'No price change since Jan 1 2026 · No MSRP change since Jan 21 2026',
    );
  });

  it('a value that never moved shows that nothing has changed', () => {
    const still = { priceHistory: history([0, 40_000]), msrpHistory: history([0, 42_000]) };
    expect(say(still, 0, 90)).toBe('Not enough history: nothing has changed since Jan 1 2026.');
  });

  it('a price that moved in the window shows its low and high', () => {
    expect(say({ priceHistory: history([0, 41_000], [10, 40_000]) }, 0, 90)).toBe(
      'New low $40,000 on Jan 11 2026 · highest $41,000 on Jan 1 2026',
    );
  });
});

describe('what a score history says', () => {
  const say = (entries: VehiclePage['scoreHistory'], from: number, to: number): string =>
    scoreWords(scoreLines(page({ scoreHistory: entries }), null), at(from), at(to));

  it('counts the changes of the window, and the first scores as none', () => {
    const entries = [scored(0, 70), scored(20, 71), scored(100, 72), scored(120, 73)];
    expect(say(entries, 0, 150)).toBe('3 changes since Jan 1 2026');
    expect(say(entries, 60, 150)).toBe('2 changes since Mar 2 2026');
    expect(say(entries, 130, 150)).toBe('No score change since May 1 2026');
  });

  it('first scores alone show that nothing has changed', () => {
    expect(say([scored(0, 70)], 0, 90)).toBe('Not enough history: nothing has changed since Jan 1 2026.');
  });
});

describe('score lines', () => {
  const stored = {
    avi: 60,
    ati: 80,
    cis: 70,
    asOf: asOf(1),
    model: 'score-v1',
    coverage: { avi: 1, ati: 1, cis: 1 },
  };
  const shown = page({ scores: stored, scoreHistory: [scored(0, 68), scored(1, 70)] });
  const explained = (day: number) => ({ asOf: asOf(day), avi: score(60), ati: score(80), cis: score(72) });

  it.each([
    ['later than the last recompute', 3],
    ['of the same moment', 1],
    ['of an earlier moment', 0],
  ])('end at what the tile shows, where the data have moved on: an explanation %s', (_, day) => {
    const lines = scoreLines(shown, scoreNow(shown, explained(day)));
    const end = Math.max(...lines.map((line) => line.at(-1)?.at ?? 0));
    expect(lines.map((line) => valueAt(line, end))).toEqual([72, 60, 80]);
  });

  it('end at the stored scores until the explanation is there', () => {
    const lines = scoreLines(shown, scoreNow(shown, null));
    expect(lines.map((line) => line.at(-1)?.value)).toEqual([70, 60, 80]);
    expect(lines[0]).toHaveLength(2);
  });

  it('keep the order in which it happened where a recompute was for an earlier day', () => {
    const [cis = []] = scoreLines(
      page({ scoreHistory: [scored(0, 68), scored(9, 70), scored(5, 66)] }),
      null,
    );
    expect(cis.map((step) => step.at)).toEqual([at(0), at(9), at(9)]);
    expect(valueAt(cis, at(9))).toBe(66);
  });
});

describe('what is marked in a history', () => {
  const price = moneyHistory(
    page({ priceHistory: history([0, 41_000], [5, 40_000], [10, 40_500], [12, 39_500], [20, 39_800]) }),
  )[0];

  it('a new low is below everything before it; the first price is none', () => {
    expect(newLows(price ?? []).map(({ at: time, value }) => [(time - START) / DAY, value])).toEqual([
      [5, 40_000],
      [12, 39_500],
    ]);
    expect(newLows([])).toEqual([]);
  });

  it('sale, departure and return are marked in the window, and said; of new lows the latest has its amount', () => {
    const left = page({
      marks: [
        { asOf: asOf(2), kind: 'gone' },
        { asOf: asOf(15), kind: 'back' },
        { asOf: asOf(25), kind: 'sold' },
      ],
    });
    const shown = (from: number, to: number) =>
      historyMarks(left, price ?? [], { from: at(from), to: at(to), currency: 'USD' });
    expect(shown(0, 30).map(({ label }) => label)).toEqual([
      'left the feed',
      'new low $39,500',
      'back',
      'sold',
    ]);
    expect(shown(14, 20).map(({ label }) => label)).toEqual(['back']);
    expect(markWords(shown(0, 30))).toEqual([
      'left the feed on Jan 3 2026',
      'back on Jan 16 2026',
      'sold on Jan 26 2026',
    ]);
  });

  it('the market is a step where it moved, ends where nothing is comparable, and is now as explained', () => {
    const entries = [
      { ...scored(0, 60), market: null },
      { ...scored(2, 61), market: 40_000.4 },
      { ...scored(3, 62), market: 40_000.4 },
      { ...scored(5, 63), market: null },
    ];
    const steps = (now: Parameters<typeof marketLine>[1]) =>
      marketLine(page({ scoreHistory: entries }), now).map(({ at: time, value }) => [
        (time - START) / DAY,
        value,
      ]);
    expect(steps(null)).toEqual([
      [0, null],
      [2, 40_000],
      [5, null],
    ]);
    expect(steps({ asOf: asOf(8), market: 41_000 }).at(-1)).toEqual([8, 41_000]);
  });
});
