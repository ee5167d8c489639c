import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCents, toIso, toUnits } from './units.ts';

it('money goes out in units and comes back to the cent, however large', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => toCents(toUnits(cents)) === cents),
  );
  expect(toUnits(4_599_050)).toBe(45_990.5);
  expect(toUnits(null)).toBeNull();
});

it('times go out as ISO 8601 UTC; none stays none', () => {
  expect(toIso(Date.UTC(2026, 10, 27, 9, 30))).toBe('2026-11-27T09:30:00.000Z');
  expect(toIso(null)).toBeNull();
});
