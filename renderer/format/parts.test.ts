import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addingUp } from './parts.ts';

const tenths = (values: readonly number[]): number =>
  values.reduce((total, value) => total + Math.round(value * 10), 0);

it('rounded parts add up where plain rounding would not', () => {
  expect(addingUp([33.3333, 33.3333, 33.3333], 1)).toEqual([33.4, 33.3, 33.3]);
  expect(addingUp([0.05, 0.05, 0.05], 1)).toEqual([0.1, 0.1, 0]);
  expect(addingUp([26.4, 18.2, 0], 1)).toEqual([26.4, 18.2, 0]);
});

it('the sum is always exact, and no part is shown off by a whole step', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { maxLength: 14 }), (parts) => {
      const shown = addingUp(parts, 1);
      expect(tenths(shown)).toBe(Math.round(parts.reduce((sum, part) => sum + part, 0) * 10));
      shown.forEach((value, i) => expect(Math.abs(value - (parts[i] ?? 0))).toBeLessThan(0.1 + 1e-9));
    }),
  );
});
