import { describe, expect, it } from 'vitest';
import { useLot, vinOf } from './lot.fixture.ts';

/** Hazard 5: 54 cars of one web platform lose MSRP and price for a day and have them back the next. */
const { lot, next, moves } = useLot();
const CARS = Array.from({ length: 54 }, (_, n) => vinOf(n));
const rows = (msrp: string, price: string): string[] =>
  CARS.map((vin) => `${vin},new,${msrp},${price},Kia,Soul,North`);

describe('hazard 5, transient blanks', () => {
  it.each([
    ['blank', ''],
    ['0', '0'],
    ['Call', 'Call'],
  ])('a day of %s is “missing”: no event, no drop, and nothing when the values are back', (_, word) => {
    next(...rows('40000', '39000'));
    expect(next(...rows(word, word))).toMatchObject({ events: 0, msrpChanges: 0, priceChanges: 0 });
    expect(lot().vehicle(vinOf(7))).toMatchObject({
      msrp: 40_000,
      msrpState: 'missing',
      price: 39_000,
      priceState: 'missing',
    });
    expect(next(...rows('40000', '39000'))).toMatchObject({ events: 0 });
    expect(lot().vehicle(vinOf(7))).toMatchObject({ msrpState: 'known', priceState: 'known' });
    expect(moves()).toEqual([]);
  });

  it('a whole column that is missing for a day is the same', () => {
    next(...rows('40000', '39000'));
    const blank = CARS.map((vin) => `${vin},new,Kia,Soul,North`);
    lot().sync(
      lot().write('lot-900.csv', ['VIN,Condition,Make,Model,Dealer Name', ...blank, ''].join('\n')),
      { name: 'lot' },
    );
    expect(next(...rows('40000', '39000'))).toMatchObject({ events: 0 });
    expect(moves()).toEqual([]);
  });

  it('what comes back differently is compared with the last known value', () => {
    next(`${vinOf(1)},new,40000,39000,Kia,Soul,North`);
    next(`${vinOf(1)},new,,,Kia,Soul,North`);
    next(`${vinOf(1)},new,40500,39000,Kia,Soul,North`);
    expect(moves()).toEqual([['msrp:change', vinOf(1), 40_000, 40_500]]);
  });

  it('after three observations without it the value counts as withdrawn, and is still no drop', () => {
    next(`${vinOf(1)},new,40000,39000,Kia,Soul,North`);
    const states = [2, 3, 4].map(() => {
      next(`${vinOf(1)},new,,39000,Kia,Soul,North`);
      return lot().vehicle(vinOf(1))?.['msrpState'];
    });
    expect(states).toEqual(['missing', 'missing', 'withdrawn']);
    expect(moves()).toEqual([]);
    next(`${vinOf(1)},new,41000,39000,Kia,Soul,North`);
    expect(moves()).toEqual([['msrp:change', vinOf(1), 40_000, 41_000]]);
  });
});
