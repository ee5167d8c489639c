import { describe, expect, it } from 'vitest';
import { useLot, vinOf } from './lot.fixture.ts';

/** Hazard 7: hundreds of cars of one model move by exactly $500 overnight. That is normal, shown as one group, never held. */
const { lot, next } = useLot();
const CARS = Array.from({ length: 300 }, (_, n) => vinOf(n));
const rows = (rise: number): string[] =>
  CARS.map((vin, n) => {
    const isMoved = n < 280;
    const msrp = 30_000 + n * 25 + (isMoved ? rise : 0);
    return `${vin},new,${msrp},${msrp - 200},Toyota,${isMoved ? 'RAV4' : 'Sienna'},North`;
  });
const groups = () =>
  lot()
    .db.prepare('SELECT type, count, delta FROM change_groups ORDER BY type')
    .all()
    .map((row) => ({ ...row }));

describe('hazard 7, whole-model moves', () => {
  it.each([500, 750])('280 cars that rise by $%i are 560 events in two groups', (rise) => {
    next(...rows(0));
    expect(next(...rows(rise))).toMatchObject({ msrpChanges: 280, priceChanges: 280, events: 560 });
    expect(groups()).toEqual([
      { type: 'msrp:change', count: 280, delta: rise * 100 },
      { type: 'price:change', count: 280, delta: rise * 100 },
    ]);
    expect(lot().vehicle(vinOf(0))).toMatchObject({ msrp: 30_000 + rise });
  });
});
