import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movesTo } from './order.ts';

it('counts the rows that would stand elsewhere, not those that are pushed aside', () => {
  expect(movesTo([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0);
  expect(movesTo([1, 2, 3, 4], [4, 1, 2, 3])).toBe(1);
  expect(movesTo([1, 2, 3, 4], [4, 3, 2, 1])).toBe(3);
});

it('counts those that no longer fit', () => {
  expect(movesTo([1, 2, 3], [1, 3])).toBe(1);
  expect(movesTo([1, 2, 3], [])).toBe(3);
});

it('is never more than it takes to move each row that was moved, and nothing where none was', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(500), { maxLength: 60 }), fc.array(fc.nat(59)), (ids, picks) => {
      const order = [...ids];
      const touched = new Set<number>();
      for (const pick of picks) {
        const id = order[pick];
        if (id === undefined) continue;
        touched.add(id);
        order.splice(pick, 1);
        order.push(id);
      }
      const moves = movesTo(ids, order);
      expect(moves).toBeLessThanOrEqual(touched.size);
      expect(moves === 0).toBe(ids.every((id, at) => id === order[at]));
    }),
  );
});
