import { describe, expect, it } from 'vitest';
import { DEFAULT_GUARD } from '../../shared/guard.ts';
import type { Known } from './compare.ts';
import { NO_HOLDS } from './guard.ts';
import { judgeSync, MoveWatch } from './guard-sync.ts';
import { blankRow } from './row.fixture.ts';

const RULES = { observation: 2, rebased: { msrp: false, price: false } };
const KNOWN: Known = {
  msrp: 4_000_000,
  price: 3_900_000,
  currency: 'USD',
  msrpCurrency: null,
  msrpBlankSince: null,
  priceBlankSince: null,
  mileage: null,
  photos: null,
  description: null,
  status: null,
};
const row = (msrp: number | null, price: number | null) => ({
  ...blankRow('V'),
  currency: 'USD',
  msrp,
  price,
});

describe('counting vehicles that move far', () => {
  const count = (...rows: (readonly [id: number, msrp: number | null, price: number | null])[]) => {
    const watch = new MoveWatch(DEFAULT_GUARD, RULES);
    for (const [id, msrp, price] of rows) watch.add(id, KNOWN, row(msrp, price), NO_HOLDS);
    return watch.moved;
  };

  it('takes moves from 5 % on, once a vehicle, of either field, and no blanks', () => {
    expect(count([1, 4_199_999, 3_900_000])).toBe(0);
    expect(count([1, 4_200_000, 3_900_000])).toBe(1);
    expect(count([1, 4_200_000, 3_000_000], [2, 4_000_000, 3_705_000], [3, null, null])).toBe(2);
  });

  it('lets the last row of a vehicle decide', () => {
    expect(count([1, 9_000_000, 3_900_000], [1, 4_000_000, 3_900_000])).toBe(0);
  });

  it('passes over new meanings, other currencies, MSRPs of used cars and values that are held already', () => {
    const rebased = new MoveWatch(DEFAULT_GUARD, { ...RULES, rebased: { msrp: false, price: true } });
    rebased.add(1, KNOWN, row(4_000_000, 1), NO_HOLDS);
    const watch = new MoveWatch(DEFAULT_GUARD, RULES);
    watch.add(1, KNOWN, { ...row(1, 1), currency: 'CAD' }, NO_HOLDS);
    watch.add(2, KNOWN, { ...row(1, 3_900_000), condition: 'used' }, NO_HOLDS);
    const price = { state: 'quarantined', check: 'price:range', value: 1, lastObservation: 1 } as const;
    watch.add(3, KNOWN, row(4_000_000, 1), { msrp: null, price });
    expect([rebased.moved, watch.moved]).toEqual([0, 0]);
  });

  it('keeps the largest moves as samples, up and down alike', () => {
    const watch = new MoveWatch(DEFAULT_GUARD, RULES);
    for (let n = 1; n <= 40; n += 1)
      watch.add(n, KNOWN, { ...row(4_000_000, 3_900_000 + n * 300_000), vin: `V${n}` }, NO_HOLDS);
    watch.add(99, KNOWN, { ...row(4_000_000, 39_000), vin: 'LOW' }, NO_HOLDS);
    expect(watch.samples.slice(0, 3).map(({ vin }) => vin)).toEqual(['LOW', 'V40', 'V39']);
    expect(watch.samples).toHaveLength(12);
  });
});

describe('judging a sync', () => {
  const judge = (vehicles: number, before: number, moved: number, matched = before) =>
    judgeSync({ vehicles, before, matched, moved }, DEFAULT_GUARD, [])?.check ?? null;

  it('holds more than 40 % that move far, and more than half gone', () => {
    expect(judge(100, 100, 40)).toBeNull();
    expect(judge(100, 100, 41)).toBe('sync:moves');
    expect(judge(50, 100, 0)).toBeNull();
    expect(judge(49, 100, 0)).toBe('sync:shrink');
  });

  it('leaves small lots alone, and checks that are switched off', () => {
    expect(judge(1, 9, 9, 9)).toBeNull();
    const figures = { vehicles: 1, before: 100, matched: 100, moved: 100 };
    expect(judgeSync(figures, DEFAULT_GUARD, ['sync:shrink'])?.check).toBe('sync:moves');
    expect(judgeSync(figures, DEFAULT_GUARD, ['sync:shrink', 'sync:moves'])).toBeNull();
  });

  it('says how many of how many', () => {
    expect(judgeSync({ vehicles: 40, before: 100, matched: 40, moved: 0 }, DEFAULT_GUARD, [])?.reason).toBe(
      'It lists 40 vehicles, the previous file 100: more than 50% fewer.',
    );
  });
});

describe('a file of other vehicles', () => {
  const judge = (matched: number, before = 100) =>
    judgeSync({ vehicles: before, before, matched, moved: 0 }, DEFAULT_GUARD, [])?.check ?? null;

  it('is held where no more than 10 % of the vehicles on the lot are in it, and the lot is not small', () => {
    expect([0, 10, 11, 100].map((matched) => judge(matched))).toEqual([
      'sync:other',
      'sync:other',
      null,
      null,
    ]);
    expect(judge(0, 9)).toBeNull();
  });

  it('passes once a person has turned the check off', () => {
    expect(
      judgeSync({ vehicles: 12, before: 12, matched: 0, moved: 0 }, DEFAULT_GUARD, ['sync:other']),
    ).toBeNull();
  });
});
