import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  countLengths,
  moneyLengths,
  moveLengths,
  percentLengths,
  shareLengths,
  spanLengths,
} from './lengths.ts';

const words = ({ exact, full, short }: ReturnType<typeof moveLengths>) => [exact, full, short];

it.each([
  [moneyLengths(null, 'USD'), ['–', '–', '–']],
  [moneyLengths(41_567, 'USD'), ['$41,567', '$41,567', '$41,567']],
  [moneyLengths(59_005.03, 'USD'), ['$59,005.03', '$59,005.03', '$59,005']],
  [moneyLengths(999_999.99, 'USD'), ['$999,999.99', '$999,999.99', '$999,999']],
  [moneyLengths(1_235_802.06, 'USD'), ['$1,235,802.06', '$1,235,802', '$1.24M']],
  [moveLengths(0.5, 'USD'), ['+$0.50', '+$0.50', '+$0.50']],
  [moveLengths(-999.5, 'USD'), ['−$999.50', '−$999.50', '−$1,000']],
  [moveLengths(-123_456.78, 'USD'), ['−$123,456.78', '−$123,456.78', '−$123,457']],
  [moveLengths(-1_358_024.25, 'USD'), ['−$1,358,024.25', '−$1,358,024', '−$1.36M']],
  [percentLengths(null), ['–', '–', '–']],
  [percentLengths(-98.76), ['−98.76%', '−98.76%', '−98.76%']],
  [percentLengths(907.21), ['+907.21%', '+907.21%', '+907.2%']],
  [percentLengths(100_000.61), ['+100000.61%', '+100,001%', '+100,001%']],
  [shareLengths(-2.74), ['−2.7%', '−2.7%', '−2.7%']],
  [shareLengths(-1_863.4), ['−1863.4%', '−1863.4%', '−1.9k%']],
  [shareLengths(123_456), ['123456.0%', '123456.0%', '123k%']],
  [countLengths(9_999), ['9,999', '9,999', '9,999']],
  [countLengths(17_856), ['17,856', '17,856', '18k']],
  [spanLengths(1.5, 2.04), ['+1.5–2.0%', '+1.5–2.0%', '+1.5–2.0%']],
  [spanLengths(-21, -18.9), ['−18.9–21.0%', '−18.9–21.0%', '−19–21%']],
  [spanLengths(20.6, 21), ['+20.6–21.0%', '+20.6–21.0%', '+21%']],
  [spanLengths(1.6, 907.2), ['+1.6–907.2%', '+2–907%', '+2–907%']],
])('%j', (lengths, expected) => expect(words(lengths)).toEqual(expected));

it('a length never changes the sign, and never gets longer', () => {
  fc.assert(
    fc.property(fc.double({ min: -9_000_000, max: 9_000_000, noNaN: true }), (delta) => {
      const { exact, full, short } = moveLengths(Math.round(delta * 100) / 100, 'USD');
      expect([full[0], short[0]]).toEqual([exact[0], exact[0]]);
      expect(full.length).toBeLessThanOrEqual(exact.length);
      expect(short.length).toBeLessThanOrEqual(full.length);
    }),
  );
});
