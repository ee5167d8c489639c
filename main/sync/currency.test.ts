import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListingRow, MoneyField } from '../../shared/listing.ts';
import { compare, firstSight, isEvent, isOtherMoney, type Known } from './compare.ts';
import { blankRow } from './row.fixture.ts';

type Day = Pick<ListingRow, 'msrp' | 'price' | 'currency'>;
const amount = fc.option(fc.integer({ min: 20_000, max: 60_000 }));
const day: fc.Arbitrary<Day> = fc.record({
  msrp: amount,
  price: amount,
  currency: fc.constantFrom('USD', 'CAD', 'JPY', null),
});
const VIN = '1FTEW1EP9NK000300';
const RULES = { rebased: { msrp: false, price: false } };

const see = (known: Known | null, seen: Day, observation: number) => {
  const row = { ...blankRow(VIN), ...seen };
  const rules = { ...RULES, observation };
  const found =
    known === null ? firstSight(row, observation) : compare(known, row, { photos: null }, rules);
  return { row, found, known: { ...found, mileage: null, photos: null, description: null } };
};

describe('a value keeps its currency for ever', () => {
  it('whatever blanks and currencies follow each other, a change is between two amounts of one currency', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 2, maxLength: 12 }), (days) => {
        // The plain way: of each field the last amount, and the last currency that was named for it.
        const plain: Record<MoneyField, { amount: number; currency: string | null } | null> = {
          msrp: null,
          price: null,
        };
        let known: Known | null = null;
        days.forEach((seen, index) => {
          const { found, row, known: now }: ReturnType<typeof see> = see(known, seen, index + 1);
          for (const field of ['msrp', 'price'] as const) {
            const move = found.moves.find((one) => one.field === field);
            const [before, value] = [plain[field], seen[field]];
            if (value === null) expect(move).toBeUndefined();
            else {
              const isOther =
                before?.currency != null && seen.currency !== null && before.currency !== seen.currency;
              const cause =
                before === null
                  ? 'first'
                  : isOther
                    ? 'rebase'
                    : before.amount === value
                      ? undefined
                      : 'change';
              expect(move?.cause).toBe(cause);
              if (move?.cause === 'rebase') expect(isEvent(move, row, true)).toBe(false);
              plain[field] = { amount: value, currency: seen.currency ?? before?.currency ?? null };
            }
          }
          // An MSRP of no named currency is in the price's.
          if (plain.msrp !== null && plain.price !== null) plain.msrp.currency ??= plain.price.currency;
          expect([now.msrp, now.price]).toEqual([plain.msrp?.amount ?? null, plain.price?.amount ?? null]);
          known = now;
          // Each remembered amount is foreign to every currency but its own.
          for (const field of ['msrp', 'price'] as const)
            for (const currency of ['USD', 'CAD', 'JPY'])
              if (plain[field]?.currency != null)
                expect(isOtherMoney(field, now, { currency })).toBe(plain[field]?.currency !== currency);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('the same number in another currency is another value', () => {
    const { known } = see(null, { msrp: null, price: 30_000, currency: 'USD' }, 1);
    expect(see(known, { msrp: null, price: 30_000, currency: 'CAD' }, 2).found).toMatchObject({
      currency: 'CAD',
      moves: [{ field: 'price', cause: 'rebase' }],
    });
  });
});
