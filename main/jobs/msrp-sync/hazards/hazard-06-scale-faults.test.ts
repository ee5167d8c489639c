import { describe, expect, it } from 'vitest';
import { countReview } from '../../../store/review/held-list.ts';
import { useLot, vinOf } from './lot.fixture.ts';

/**
 * Hazard 6: one dealer's prices are 96-fold and stay so for 19 days, while the MSRP stays right. What repeats is not
 * therefore true: it is held for review, the baseline stays, and no change is reported.
 */
const { lot, next, moves } = useLot();
const CARS = Array.from({ length: 12 }, (_, n) => vinOf(n));
const rows = (price: (n: number) => number, msrp = 42_000): string[] =>
  CARS.map((vin, n) => `${vin},new,${msrp},${price(n)},Toyota,RAV4,${n === 0 ? 'South' : 'North'}`);
const held = () => countReview(lot().db);

describe('hazard 6, scale faults', () => {
  it('a 96-fold price is quarantined on each of 19 days, and goes by itself when the feed is right again', () => {
    next(...rows(() => 38_619));
    for (let day = 0; day < 19; day += 1) {
      const result = next(...rows((n) => (n === 0 ? 3_704_740 : 38_619)));
      expect(result).toMatchObject({ events: 0, priceChanges: 0, quarantined: 1, held: null });
      expect(lot().vehicle(vinOf(0))).toMatchObject({ price: 38_619, held: ['price'] });
    }
    expect(next(...rows((n) => (n === 0 ? 38_700 : 38_619)))).toMatchObject({ events: 1, quarantined: 0 });
    expect(moves()).toEqual([['price:change', vinOf(0), 38_619, 38_700]]);
    expect(held()).toEqual({ syncs: 0, quarantined: 0, pending: 0 });
  });

  it.each([
    ['a price below $500', 42_000, 499],
    ['a price above $1,000,000', 42_000, 1_000_001],
    ['a price of less than half the MSRP', 42_000, 20_999],
    ['a price of more than twice the MSRP', 42_000, 84_001],
  ])('%s is implausible', (_what, msrp, price) => {
    next(...rows(() => 40_000, msrp));
    expect(next(...rows((n) => (n === 0 ? price : 40_000), msrp))).toMatchObject({
      quarantined: 1,
      events: 0,
    });
  });

  it('a plausible move of more than half waits for a second equal sync, and is reported then', () => {
    next(...rows(() => 40_000));
    const halved = rows((n) => (n === 0 ? 62_000 : 40_000));
    expect(next(...halved)).toMatchObject({ pending: 1, events: 0 });
    expect(next(...halved)).toMatchObject({ pending: 0, events: 1 });
    expect(moves()).toEqual([['price:change', vinOf(0), 40_000, 62_000]]);
  });

  it('a sync in which more than 40 % move by 5 % or more is held whole', () => {
    next(...rows(() => 40_000));
    expect(next(...rows((n) => (n < 5 ? 38_000 : 40_000)))).toMatchObject({
      held: { check: 'sync:moves' },
    });
    expect(lot().vehicle(vinOf(0))).toMatchObject({ price: 40_000, held: [] });
    expect(held().syncs).toBe(1);
    expect(next(...rows((n) => (n < 4 ? 38_000 : 40_000)))).toMatchObject({ held: null, priceChanges: 4 });
    expect(held().syncs).toBe(0);
  });

  it('a sync of less than half the cars is held whole, and nobody is missing for it', () => {
    next(...rows(() => 40_000));
    for (const day of [1, 2]) {
      expect([day, next(...rows(() => 40_000).slice(0, 5))]).toMatchObject([
        day,
        { held: { check: 'sync:shrink' } },
      ]);
    }
    expect(lot().vehicle(vinOf(11))).toMatchObject({ status: 'listed' });
    expect(next(...rows(() => 40_000).slice(0, 6))).toMatchObject({ held: null });
  });
});
