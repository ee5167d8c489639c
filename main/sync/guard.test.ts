import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_GUARD } from '../../shared/guard.ts';
import { Car, carOf, PLAIN } from './car.fixture.ts';
import { compare } from './compare.ts';
import { guardLimits, guardRow, NO_HOLDS } from './guard.ts';
import { blankRow } from './row.fixture.ts';

const LIMITS = guardLimits(DEFAULT_GUARD, []);

describe('the vectors of MSRP events', () => {
  const cases: [string, (number | null)[], unknown[]][] = [
    ['a first value', [42_000], [['msrp', null, 4_200_000]]],
    ['up', [42_000, 42_500], [['msrp', 4_200_000, 4_250_000]]],
    ['down', [42_500, 42_000], [['msrp', 4_250_000, 4_200_000]]],
    ['blank', [42_000, null], []],
    ['back from blank', [42_000, null, 42_000], []],
    ['zero, which reads as blank, and then a value', [null, 40_000], [['msrp', null, 4_000_000]]],
    ['out of scale', [38_619, 3_704_740], []],
  ];
  it.each(cases)('%s', (_what, values, expected) => {
    const car = new Car();
    expect(values.map((msrp) => car.see({ msrp })).at(-1)?.moves).toEqual(expected);
  });

  it('38,619 → 3,704,740 is quarantined in the first and in the 19th equal sync, and its return says nothing', () => {
    const car = carOf({ msrp: 40_000, price: 38_619 });
    for (let day = 1; day <= 19; day += 1) {
      expect(car.see({ msrp: 40_000, price: 3_704_740 })).toEqual({
        moves: [],
        held: ['quarantined price:range'],
        settled: [],
      });
      expect(car.known?.price).toBe(3_861_900);
    }
    expect(car.see({ msrp: 40_000, price: 38_619 })).toEqual({
      moves: [],
      held: [],
      settled: ['withdrawn'],
    });
  });
});

describe('implausible values', () => {
  it('are held outside the range, each field by itself', () => {
    const car = carOf({ msrp: 40_000, price: 39_000 });
    expect(car.see({ msrp: 40_500, price: 1 })).toMatchObject({
      moves: [['msrp', 4_000_000, 4_050_000]],
      held: ['quarantined price:range'],
    });
    expect(car.see({ msrp: 99, price: 39_500 })).toMatchObject({
      moves: [['price', 3_900_000, 3_950_000]],
      held: ['quarantined msrp:range'],
    });
  });

  it('of a price and an MSRP out of ratio the one that changed is held', () => {
    expect(carOf({ msrp: 40_000, price: 39_000 }).see({ msrp: 40_000, price: 90_000 }).held).toEqual([
      'quarantined price:ratio',
    ]);
    expect(carOf({ msrp: 40_000, price: 39_000 }).see({ msrp: 15_000, price: 39_000 }).held).toEqual([
      'quarantined msrp:ratio',
    ]);
    // Both are news: the price is held, the MSRP counts.
    expect(carOf({ msrp: 40_000, price: 39_000 }).see({ msrp: 41_000, price: 90_000 })).toMatchObject({
      moves: [['msrp', 4_000_000, 4_100_000]],
      held: ['quarantined price:ratio'],
    });
    // The other one is blank today: its last known value stands in.
    expect(carOf({ msrp: 40_000, price: 39_000 }).see({ msrp: null, price: 90_000 }).held).toEqual([
      'quarantined price:ratio',
    ]);
    expect(carOf({ msrp: 40_000, price: 19_000 }).known?.price).toBeNull();
  });

  it('implausible values at first sight leave no baseline, and the first good value is a first value', () => {
    const car = new Car();
    expect(car.see({ msrp: 40_000, price: 3_900_000 })).toMatchObject({
      moves: [['msrp', null, 4_000_000]],
      held: ['quarantined price:range'],
    });
    expect(car.see({ msrp: 40_000, price: 39_000 }).moves).toEqual([['price', null, 3_900_000]]);
  });

  it('do not include the MSRP of used cars', () => {
    const car = carOf({ condition: 'used', msrp: 100, price: 19_000 });
    expect(car.holds).toEqual(NO_HOLDS);
    expect(car.see({ condition: 'used', msrp: 90_000, price: 19_000 }).held).toEqual([]);
    expect(car.see({ condition: 'used', msrp: 90_000, price: 190 }).held).toEqual([
      'quarantined price:range',
    ]);
  });

  it('stay held through a blank', () => {
    const car = carOf({ msrp: 40_000, price: 39_000 });
    car.see({ msrp: 40_000, price: 1 });
    expect(car.see({ msrp: 40_000 })).toEqual({
      moves: [],
      held: ['quarantined price:range'],
      settled: [],
    });
  });

  it('are accepted where a person switched the check off', () => {
    const car = carOf({ msrp: 40_000, price: 39_000 });
    car.see({ msrp: 40_000, price: 90_000 });
    car.off = ['price:ratio', 'price:jump'];
    expect(car.see({ msrp: 40_000, price: 90_000 })).toEqual({
      moves: [['price', 3_900_000, 9_000_000]],
      held: [],
      settled: ['confirmed'],
    });
  });

  it('rejected values are remembered while the feed repeats them, and no longer', () => {
    const car = carOf({ msrp: 40_000, price: 39_000 });
    car.see({ msrp: 40_000, price: 1 });
    car.reject('price');
    expect(car.see({ msrp: 40_000, price: 1 }).held).toEqual(['rejected price:range']);
    expect(car.see({ msrp: 40_000, price: 2 }).held).toEqual(['quarantined price:range']);
    expect(car.see({ msrp: 40_000, price: 1 }).held).toEqual(['quarantined price:range']);
  });

  it('values of another meaning leave no old value to compare with', () => {
    const car = carOf({ msrp: 40_000, price: 39_000 });
    expect(
      car.see({ msrp: 40_000, price: 1 }, { rules: { rebased: { msrp: false, price: true } } }),
    ).toMatchObject({
      moves: [],
      held: ['quarantined price:range'],
    });
    expect(car.see({ msrp: 40_000, price: 36_000 }).moves).toEqual([['price', null, 3_600_000]]);
  });
});

describe('jumps of more than half', () => {
  it('wait for a second equal observation, whatever lies between', () => {
    const car = carOf({ condition: 'used', price: 205_188 });
    expect(car.see({ condition: 'used', price: 39_388 })).toMatchObject({
      moves: [],
      held: ['pending price:jump'],
    });
    // The same file read again is no second observation; a blank says nothing.
    expect(car.see({ condition: 'used', price: 39_388 }, { again: true }).held).toEqual([
      'pending price:jump',
    ]);
    expect(car.see({ condition: 'used' }).held).toEqual(['pending price:jump']);
    expect(car.see({ condition: 'used', price: 39_388 })).toEqual({
      moves: [['price', 20_518_800, 3_938_800]],
      held: [],
      settled: ['confirmed'],
    });
  });

  it('are withdrawn by the old value, and checked again where the value is another', () => {
    const car = carOf({ condition: 'used', price: 20_000 });
    car.see({ condition: 'used', price: 40_000 });
    expect(car.see({ condition: 'used', price: 41_000 })).toMatchObject({
      held: ['pending price:jump'],
      settled: ['withdrawn'],
    });
    expect(car.see({ condition: 'used', price: 20_500 })).toMatchObject({
      moves: [['price', 2_000_000, 2_050_000]],
      settled: ['withdrawn'],
    });
  });

  it('a large move is not a jump in a new meaning or another currency', () => {
    const rules = { rebased: { msrp: true, price: true } };
    expect(
      carOf({ msrp: 40_000, price: 39_000 }).see({ msrp: 70_000, price: 69_000 }, { rules }).held,
    ).toEqual([]);
    expect(
      carOf({ msrp: 40_000, price: 39_000 }).see({ msrp: 70_000, price: 69_000 }, { currency: 'CAD' }).held,
    ).toEqual([]);
  });
});

describe('whatever comes', () => {
  const money = fc.option(fc.integer({ min: 10_000, max: 90_000 }), { nil: null });

  it('a move of a few percent is never held', () => {
    const percent = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(
        fc.integer({ min: 15_000, max: 200_000 }),
        fc.integer({ min: 80, max: 120 }),
        fc.array(percent, { minLength: 1, maxLength: 10 }),
        (msrp, ratio, moves) => {
          const start = { msrp, price: (msrp * ratio) / 100 };
          for (const move of moves) {
            // The model moves as a whole: by the same percentage, or its MSRP alone.
            const factor = 1 + move / 10_000;
            expect(carOf(start).see({ msrp: msrp * factor, price: start.price * factor }).held).toEqual([]);
            expect(carOf(start).see({ msrp: msrp * factor, price: start.price }).held).toEqual([]);
          }
        },
      ),
    );
  });

  it('an implausible value never becomes the baseline, however often and among whatever it repeats', () => {
    const faulty = fc.constantFrom(3_704_740, 1, 99, 499, 1_000_001, 300_000);
    const step = fc.oneof(
      fc.constant('bad'),
      fc.constant('blank'),
      fc.constant('again'),
      fc.constant('good'),
    );
    fc.assert(
      fc.property(faulty, fc.array(step, { maxLength: 40 }), (bad, steps) => {
        const car = carOf({ msrp: 40_000, price: 39_000 });
        for (const one of steps) {
          const price = one === 'blank' ? null : one === 'good' ? 39_000 : bad;
          expect(car.see({ msrp: 40_000, price }, { again: one === 'again' }).moves).toEqual([]);
          expect(car.known?.price).toBe(3_900_000);
        }
      }),
    );
  });

  it('where nothing is held the row is compared as if there were no guard', () => {
    fc.assert(
      fc.property(money, money, money, money, fc.boolean(), (m1, p1, m2, p2, isNew) => {
        const condition = isNew ? 'new' : 'used';
        const car = carOf({ msrp: m1, price: p1, condition });
        fc.pre(car.holds.msrp === null && car.holds.price === null);
        const row = {
          ...blankRow('1HGCM82633A004352'),
          condition: condition,
          currency: 'USD',
          msrp: m2 === null ? null : m2 * 100,
          price: p2 === null ? null : p2 * 100,
        } as const;
        const guarded = guardRow(row, car.known, NO_HOLDS, LIMITS, PLAIN);
        if (car.known === null) throw new Error('It was seen');
        const plain = compare(car.known, row, { photos: null }, PLAIN);
        const { moves } = plain;
        const { held, moves: reported } = car.see({ msrp: m2, price: p2, condition });
        if (guarded === null)
          expect(reported).toEqual(moves.map((move) => [move.field, move.old, move.new]));
        else expect(held.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
