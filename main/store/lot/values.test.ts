import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LOT_COLUMN_KEYS, columnSpec } from '../../../shared/lot-list/columns.ts';
import { lotSelectionSchema } from '../../../shared/lot-list/query.ts';
import { openTestStore } from '../fixture.ts';
import { followLot } from './follow.ts';
import { CAR, NOW, addSources, putCar } from './lot.fixture.ts';
import { lotCount } from './page.ts';
import { lotValues } from './values.ts';

const ALL = lotSelectionSchema.parse({ role: 'any', presence: 'any' });

it('every column says its values, the most frequent first, and a filter by one of them gives its count', () => {
  fc.assert(
    fc.property(fc.uniqueArray(CAR, { maxLength: 12, selector: ({ serial }) => serial }), (cars) => {
      const store = openTestStore();
      try {
        addSources(store.writer);
        for (const car of cars) putCar(store.writer, car);
        followLot(store.writer);
        const vehicles = lotCount(store.writer, ALL, NOW);
        for (const column of LOT_COLUMN_KEYS) {
          const asked = { column, selection: ALL, text: '', limit: 500 };
          const { values } = lotValues(store.writer, asked, NOW);
          const counts = values.map(({ count }) => count);
          expect({ column, counts }).toEqual({ column, counts: counts.toSorted((a, b) => b - a) });
          if (column !== 'flags') expect(counts.reduce((sum, count) => sum + count, 0)).toBe(vehicles);
          // A dealer is found by its id or by its name, so by those of another as well.
          if (!['words', 'yes-no'].includes(columnSpec(column).kind) || column === 'dealer') continue;
          for (const { value } of values) {
            const filters = [{ column, op: 'is' as const, values: [value] }];
            // Text is compared without case, and listed as it is written.
            const same = values.filter((one) => one.value?.toLowerCase() === value?.toLowerCase());
            const count = same.reduce((sum, one) => sum + one.count, 0);
            expect({ column, value, count: lotCount(store.writer, { ...ALL, filters }, NOW) }).toEqual({
              column,
              value,
              count,
            });
          }
        }
      } finally {
        store.close();
      }
    }),
    { numRuns: 20 },
  );
});
