import { describe, expect, it } from 'vitest';
import type { LotView } from '../../../shared/lot-list/view.ts';
import { fingerprint, isSameView, moved, nextSort, queryOf, withFilter } from './view-query.ts';

const VIEW: LotView = {
  role: 'own',
  presence: 'on-lot',
  search: '',
  filters: [{ column: 'make', op: 'is', values: ['Toyota'] }],
  sort: [],
  columns: [{ column: 'vehicle', width: null }],
  rowHeight: 'one-line',
};

describe('sort by the head', () => {
  it('a click sorts as the column likes it, the second the other way, the third no more', () => {
    const once = nextSort([], 'days', false);
    const twice = nextSort(once, 'days', false);
    expect(once).toEqual([{ column: 'days', descending: true }]);
    expect(twice).toEqual([{ column: 'days', descending: false }]);
    expect(nextSort(twice, 'days', false)).toEqual([]);
    expect(nextSort([], 'make', false)).toEqual([{ column: 'make', descending: false }]);
  });

  it('a click replaces every other sort, with Shift it adds one and leaves the others where they are', () => {
    const two = nextSort(nextSort([], 'days', false), 'ptm', true);
    expect(two.map(({ column }) => column)).toEqual(['days', 'ptm']);
    expect(nextSort(two, 'days', true)).toEqual([{ column: 'days', descending: false }, two[1]]);
    expect(nextSort(two, 'price', false)).toEqual([{ column: 'price', descending: true }]);
    expect(nextSort(two, 'days', false)).toEqual([{ column: 'days', descending: true }]);
    const turned = nextSort(two, 'days', true);
    expect(nextSort(turned, 'days', true)).toEqual([two[1]]);
  });
});

describe('a view', () => {
  it('is the same in whichever order its keys stand, and whatever is searched for', () => {
    const turned = Object.fromEntries(Object.entries(VIEW).toReversed()) as LotView;
    expect(isSameView(VIEW, turned)).toBe(true);
    expect(isSameView(VIEW, { ...VIEW, search: 'rav4' })).toBe(true);
    expect(isSameView(VIEW, { ...VIEW, rowHeight: 'two-lines' })).toBe(false);
    expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
  });

  it('is asked for with the dealer of the header beside its own filters', () => {
    expect(queryOf(VIEW, null).filters).toEqual(VIEW.filters);
    expect(queryOf(VIEW, 'eastside').filters).toEqual([
      ...VIEW.filters,
      { column: 'dealer', op: 'is', values: ['eastside'] },
    ]);
  });
});

it('a filter is replaced in its place, added at the end, or taken away', () => {
  const [make] = VIEW.filters;
  const known = { column: 'price', op: 'known', known: false } as const;
  expect(withFilter(VIEW.filters, null, known)).toEqual([make, known]);
  expect(withFilter([known, known], 0, make ?? null)).toEqual([make, known]);
  expect(withFilter(VIEW.filters, 0, null)).toEqual([]);
});

it('a column moves by places and stays where there are no more', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});
