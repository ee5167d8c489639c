import { expect, it } from 'vitest';
import { DEFAULT_GUARD } from '../../shared/guard.ts';
import { scaleOf } from './currency-scale.ts';
import { guardLimits, guardRow, NO_HOLDS } from './guard.ts';
import { valueReason } from './guard-words.ts';
import { blankRow } from './row.fixture.ts';

const RULES = { observation: 1, rebased: { msrp: false, price: false } };
const isHeld = (currency: string | null, dollars: number): boolean => {
  const price = Math.round(dollars * 100 * scaleOf(currency));
  return (
    guardRow(
      { ...blankRow('V'), currency, price },
      null,
      NO_HOLDS,
      guardLimits(DEFAULT_GUARD, []),
      RULES,
    ) !== null
  );
};

it.each(['JPY', 'KRW', 'HUF', 'INR', 'CZK', 'SEK', 'USD', 'EUR', null])(
  'an ordinary car is never out of range in %s, and what no car costs is',
  (currency) => {
    for (const dollars of [3_000, 25_000, 250_000]) expect(isHeld(currency, dollars)).toBe(false);
    for (const dollars of [1, 20_000_000]) expect(isHeld(currency, dollars)).toBe(true);
  },
);

it('the reason names the range in the currency that it judged', () => {
  const value = { old: null, new: 100, beside: null, currency: 'JPY' };
  expect(valueReason('price:range', value, DEFAULT_GUARD)).toContain(
    'not between 75,000 and 150,000,000 JPY',
  );
});
