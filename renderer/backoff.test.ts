import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it('the wait doubles up to ten seconds, at least half of it certain', () => {
  expect([0, 1, 2, 10].map((attempt) => backoffMs(attempt, () => 0))).toEqual([125, 250, 500, 5000]);
  expect(backoffMs(1_000_000, () => 1)).toBe(10_000);
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const wait = backoffMs(attempt, () => chance);
      expect(wait).toBeGreaterThanOrEqual(125);
      expect(wait).toBeLessThanOrEqual(10_000);
    }),
  );
});
