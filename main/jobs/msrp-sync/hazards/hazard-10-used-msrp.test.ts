import { describe, expect, it } from 'vitest';
import { pageProblems } from '../../../store/sync/runs.ts';
import { useLot, vinOf } from './lot.fixture.ts';

/** Hazard 10: the MSRP of a used car is absent or junk: no events of it, and what is surely junk is reported. */
const { lot, next, moves } = useLot();

describe('hazard 10, MSRPs of used cars', () => {
  it('used and certified cars send price events only', () => {
    const day = (msrp: number, price: number): string[] =>
      ['used', 'cpo', 'new'].map((kind, n) => `${vinOf(n)},${kind},${msrp},${price},Kia,Soul,North`);
    next(...day(40_000, 39_000));
    expect(next(...day(40_500, 38_500))).toMatchObject({ msrpChanges: 1, priceChanges: 3 });
    expect(moves().filter((move) => String(Object(move)[0]).startsWith('msrp'))).toEqual([
      ['msrp:change', vinOf(2), 40_000, 40_500],
    ]);
  });

  it('one MSRP on three used models is a warning of the run; the rows stay', () => {
    const result = next(
      `${vinOf(1)},used,24785,19000,Kia,Rio,North`,
      `${vinOf(2)},used,24785,21000,Ford,Escape,North`,
      `${vinOf(3)},used,24785,23000,Toyota,Camry,North`,
      `${vinOf(4)},used,31000,23000,Toyota,Camry,North`,
    );
    expect(result).toMatchObject({ vehicles: 4, rejectedRows: 0, warnings: 1 });
    expect(pageProblems(lot().db, result.runId, 0, 10).problems).toEqual([
      expect.objectContaining({
        row: 1,
        column: 'MSRP',
        value: '24785.00',
        reason: expect.stringContaining('suspicious MSRP'),
      }),
    ]);
  });
});
