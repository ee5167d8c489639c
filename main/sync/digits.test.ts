import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDigitEdit, isDigitFault } from './digits.ts';

const isFault = (known: number, found: number, past: number[] = []): boolean =>
  isDigitFault(known * 100, found * 100, 8, () => past.map((value) => value * 100));

describe('a slipped digit', () => {
  it.each([
    ['×10', 19_995, 199_950],
    ['÷10', 19_995, 1_999.5],
    ['÷10, the last digit cut off', 19_995, 1_999],
    ['×100', 7_995, 799_500],
    ['÷100', 99_500, 995],
    ['×96', 8_200, 787_200],
    ['about ×10 beside a small move', 20_000, 195_000],
    ['a digit doubled', 24_995, 224_995],
    ['a digit in the middle doubled', 19_995, 199_995],
    ['the first digit lost', 23_995, 3_995],
    ['a digit in the middle lost', 30_500, 3_050],
    ['two digits swapped', 19_995, 91_995],
    ['two digits swapped, down', 81_500, 18_500],
  ])('%s is a fault: %d → %d', (_what, known, found) => {
    expect(isFault(known, found)).toBe(true);
  });

  it.each([
    ['a discount of half', 20_000, 10_000],
    ['a discount of 60 %', 20_000, 8_000],
    ['three times as much, but other digits', 20_000, 61_500],
    ['a fifth, but other digits', 205_188, 39_388],
    ['a swap that is an ordinary move', 18_995, 19_895],
    ['a swap that may be a discount', 31_000, 13_000],
    ['a lost digit that may be a discount', 19_995, 9_995],
  ])('%s cannot be distinguished from a move: %d → %d', (_what, known, found) => {
    expect(isFault(known, found)).toBe(false);
  });

  it('is judged by the past, too', () => {
    // 200,000 is less than 8 times 30,000, but ten times what it was before.
    expect(isFault(30_000, 200_000)).toBe(false);
    expect(isFault(30_000, 200_000, [20_000, 24_000])).toBe(true);
    expect(isFault(30_000, 2_050 * 2, [42_000, 41_000])).toBe(true);
    // It is back at what it was; a swap does not restore a price.
    expect(isFault(91_995, 19_995)).toBe(true);
    expect(isFault(91_995, 19_995, [19_995])).toBe(false);
    // Tenfold waits for a person all the same: what it was once may have been the fault.
    expect(isFault(20_000, 200_000, [200_000])).toBe(true);
  });

  it('asks for the past only where the move is large', () => {
    const never = (): never => {
      throw new Error('It was asked');
    };
    expect(isDigitFault(2_000_000, 2_900_000, 8, never)).toBe(false);
    expect(isDigitFault(2_000_000, 20_000_000, 8, never)).toBe(true);
  });
});

describe('whatever the price', () => {
  const price = fc.integer({ min: 3_000, max: 99_999 });

  it('×10, ÷10, ×100 and ÷100 are faults, with a little bargaining on top', () => {
    fc.assert(
      fc.property(
        price,
        fc.constantFrom(10, 100, 0.1, 0.01),
        fc.integer({ min: -15, max: 15 }),
        (p, by, percent) => {
          expect(isFault(p, Math.round(p * by * (1 + percent / 100)))).toBe(true);
        },
      ),
    );
  });

  it('a move of up to 60 % is none, whatever its past', () => {
    const past = fc.array(fc.integer({ min: 80, max: 125 }), { maxLength: 6 });
    fc.assert(
      fc.property(price, fc.integer({ min: -60, max: 60 }), past, (p, percent, percents) => {
        const before = percents.map((one) => Math.round((p * one) / 100));
        expect(isFault(p, Math.round(p * (1 + percent / 100)), before)).toBe(false);
      }),
    );
  });

  it('a digit lost is a digit added the other way round, and a swap is one both ways', () => {
    fc.assert(
      fc.property(price, fc.nat(4), fc.nat(9), (p, at, digit) => {
        const text = String(p);
        const longer = Number(`${text.slice(0, at)}${digit}${text.slice(at)}`);
        fc.pre(String(longer).length === text.length + 1);
        expect(isDigitEdit(p * 100, longer * 100)).toBe(true);
        expect(isDigitEdit(longer * 100, p * 100)).toBe(true);
      }),
    );
  });
});
