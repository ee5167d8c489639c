import { describe, expect, it } from 'vitest';
import { pageProblems } from '../../../store/sync/runs.ts';
import { useLot, vinOf } from './lot.fixture.ts';

/** Hazard 9: a VIN twice in one feed, and at two dealers. The last row counts (rules 1). */
const { lot, next, moves } = useLot();
const A = vinOf(1);

describe('hazard 9, duplicate VINs', () => {
  it('identical rows are one vehicle, silently', () => {
    next(`${A},new,40000,39000,Kia,Soul,North`);
    const twice = [`${A},new,40500,39000,Kia,Soul,North`, `${A},new,40500,39000,Kia,Soul,North`];
    expect(next(...twice)).toMatchObject({
      rows: 2,
      vehicles: 1,
      duplicates: 1,
      warnings: 0,
      msrpChanges: 1,
    });
    expect(lot().vehicle(A)).toMatchObject({ conflict: false });
  });

  it('VINs are duplicates also where one of them is written in lower case or with dashes', () => {
    next(`${A},new,40000,39000,Kia,Soul,North`);
    const twice = [
      `${A.toLowerCase()},new,40000,38500,Kia,Soul,North`,
      `VIN: ${A},new,40000,38500,Kia,Soul,North`,
    ];
    expect(next(...twice)).toMatchObject({ vehicles: 1, duplicates: 1, warnings: 0, priceChanges: 1 });
  });

  it('rows that disagree on money: the last one counts, and the conflict is reported with row and VIN', () => {
    next(`${A},new,40000,39000,Kia,Soul,North`);
    const result = next(`${A},new,40000,38000,Kia,Soul,North`, `${A},new,40000,37000,Kia,Soul,North`);
    expect(result).toMatchObject({ duplicates: 1, warnings: 1, priceChanges: 1 });
    expect(moves()).toEqual([['price:change', A, 39_000, 37_000]]);
    expect(lot().vehicle(A)).toMatchObject({ conflict: true, price: 37_000 });
    expect(pageProblems(lot().db, result.runId, 0, 10).problems).toEqual([
      expect.objectContaining({ row: 2, value: A, reason: expect.stringContaining('more than once') }),
    ]);
  });

  it('a VIN that moves to another dealer is a transfer: no event, one vehicle', () => {
    next(`${A},new,40000,39000,Kia,Soul,North`);
    expect(next(`${A},new,40000,39000,Kia,Soul,South`)).toMatchObject({ added: 0, removed: 0, events: 0 });
    expect(lot().vehicle(A)).toMatchObject({ dealerId: 'south' });
    expect(next(`${A},new,40000,39000,Kia,Soul,South`)).toMatchObject({ removed: 0, events: 0 });
  });
});
