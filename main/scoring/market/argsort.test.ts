import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argsort } from './argsort.ts';

const plain = (values: readonly number[]) =>
  values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);

test.each([
  ['whole numbers', fc.integer({ min: -3, max: 12 })],
  ['money', fc.integer({ min: 0, max: 100_000_000 })],
  ['numbers too large to carry a place', fc.maxSafeInteger()],
  ['ratios', fc.double({ min: 0, max: 2, noNaN: true })],
])('sorts places of %s, ties by place', (_, number) => {
  fc.assert(
    fc.property(fc.array(number, { size: '+1' }), (values) => {
      expect([...argsort(Float64Array.from(values))]).toEqual(plain(values));
    }),
  );
});
